package org.fedrange.simulator.wire;

import java.util.Arrays;
import java.util.Optional;
import org.fedrange.simulator.identity.Subject;
import org.fedrange.simulator.identity.Trust;

/**
 * A receiver of one direction of one line, as a pure state machine: believes a message that is protected as demanded, names this run, this
 * line and the place that is awaited, has not come before, opens under the agreed keys, and is signed by the one who should have sent it.
 *
 * @param trust whose certificates it believes
 * @param sender who should have sent it
 * @param limit the longest message it reads, in bytes
 * @param keys the agreed keys; empty where messages are not sealed
 * @param window what has come
 */
record Receiver(Trust trust, Subject sender, long limit, Optional<Keys> keys, Window window) {

    /** What it makes of bytes where {@code awaited} is to come. */
    Taking take(Header awaited, byte[] bytes) {
        if (bytes.length > limit) {
            return refused("longer than any message of this run");
        }
        Optional<Header> header = Header.read(bytes);
        if (header.isEmpty()) {
            return refused("no message");
        }
        Optional<String> objection = header.get().objection(awaited);
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        if (window.took(awaited.sequence())) {
            return refused("taken before");
        }
        byte[] bound = Arrays.copyOf(bytes, Header.BYTES);
        byte[] body = Arrays.copyOfRange(bytes, Header.BYTES, bytes.length);
        Optional<byte[]> opened = keys.isEmpty() ? Optional.of(body) : keys.get().opened(awaited.sequence(), bound, body);
        return opened.isEmpty() ? refused("not sealed with the agreed keys") : believe(awaited, bound, opened.get());
    }

    private Taking believe(Header awaited, byte[] bound, byte[] opened) {
        Optional<Signed> signed = Signed.read(opened);
        if (signed.isEmpty()) {
            return refused("not signed");
        }
        Optional<String> objection = signed.get().objection(trust, sender, bound, awaited.round());
        if (objection.isPresent()) {
            return refused(objection.get());
        }
        Receiver next = new Receiver(trust, sender, limit, keys, window.taking(awaited.sequence()));
        return new Taking(next, Optional.of(signed.get().content()), "");
    }

    private Taking refused(String reason) {
        return new Taking(this, Optional.empty(), reason);
    }
}
