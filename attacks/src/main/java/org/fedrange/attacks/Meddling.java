package org.fedrange.attacks;

import java.util.List;

/** What an adversary on a line does with a message. */
public sealed interface Meddling {
    /** Nothing. */
    record Nothing() implements Meddling {}

    /** It reads. */
    record Read() implements Meddling {}

    /** The message goes no further. */
    record Drop() implements Meddling {}

    /** The message goes on so much later. */
    record Hold(double millis) implements Meddling {}

    /** Something else goes on in its place. */
    record Replace(byte[] bytes) implements Meddling {}

    /** Other messages go ahead of it. */
    record Ahead(List<byte[]> messages) implements Meddling {
        public Ahead {
            messages = List.copyOf(messages);
        }
    }
}
