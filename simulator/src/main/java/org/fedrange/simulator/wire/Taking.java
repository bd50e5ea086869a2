package org.fedrange.simulator.wire;

import java.util.Optional;

/**
 * What a receiver made of bytes that came.
 *
 * @param next the receiver with what it now remembers
 * @param content what was said; empty where it is refused
 * @param reason why it is refused; empty where it is not
 */
record Taking(Receiver next, Optional<byte[]> content, String reason) {}
