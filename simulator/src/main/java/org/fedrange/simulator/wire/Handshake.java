package org.fedrange.simulator.wire;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.channel.Carrier.Direction;
import org.fedrange.simulator.channel.Security;
import org.fedrange.simulator.identity.Credential;
import org.fedrange.simulator.identity.Subject;
import org.fedrange.simulator.identity.Trust;

/**
 * How coordinator and node agree on the keys of their line, before the first round: an offer and an answer, each a signed share under a header
 * that names level, run and line. The answer is signed together with the offer's digest, and the keys follow from both, so that whoever
 * changes a bit of either, the level included, is found out.
 *
 * <pre>
 * offer  = header, certificate, sign(header, share), share
 * answer = header, certificate, sign(SHA-256(offer), header, share), share
 * keys   = HKDF-SHA256(secret, salt = SHA-256(offer, answer), "fedrange channel down" or "up")
 * </pre>
 *
 * <p>Source: the signed Diffie-Hellman exchange of SIGMA (Krawczyk 2003), with the key schedule's ideas from TLS 1.3 (RFC 8446).
 *
 * @param level how messages will be protected, at least sealed
 * @param run names the run
 * @param node whose line it is
 * @param trust whose certificates are believed
 * @param coordinator who offers
 * @param hospital who answers
 */
record Handshake(Security level, byte[] run, int node, Trust trust, Subject coordinator, Subject hospital) {

    /** The keys of both directions. */
    record Line(Keys down, Keys up) {}

    /** What comes of a step: something, or why not. */
    record Step<T>(Optional<T> result, String reason) {
        static <T> Step<T> refused(String reason) {
            return new Step<>(Optional.empty(), reason);
        }
    }

    /** The answer to an offer, and the keys that the hospital then has. */
    record Answered(byte[] answer, Line keys) {}

    private Header header(Direction direction) {
        return new Header(level, run, direction, 0, 0, node);
    }

    private boolean hybrid() {
        return level == Security.SEALED_HYBRID;
    }

    byte[] offer(Agreement agreement, Credential credential) {
        byte[] header = header(Direction.DOWN).encoded();
        return Agreement.joined(header, Signed.by(credential, header, agreement.share()).encoded());
    }

    /** What a hospital answers. */
    Step<Answered> answer(byte[] offer, Credential credential, RandomGenerator stream) {
        Step<byte[]> share = share(offer, Direction.DOWN, coordinator, new byte[0]);
        if (share.result().isEmpty()) {
            return Step.refused(share.reason());
        }
        Optional<Agreement.Answer> agreed = Agreement.answer(hybrid(), share.result().get(), stream);
        if (agreed.isEmpty()) {
            return Step.refused("no share of a secret");
        }
        byte[] header = header(Direction.UP).encoded();
        byte[] answer = Agreement.joined(header, Signed.by(credential, Agreement.joined(digest(offer), header), agreed.get().share()).encoded());
        return new Step<>(Optional.of(new Answered(answer, line(agreed.get().secret(), offer, answer))), "");
    }

    /** The keys that the coordinator has once the answer came. */
    Step<Line> concluded(byte[] offer, Agreement agreement, byte[] answer) {
        Step<byte[]> share = share(answer, Direction.UP, hospital, digest(offer));
        if (share.result().isEmpty()) {
            return Step.refused(share.reason());
        }
        Optional<byte[]> secret = agreement.secret(share.result().get());
        return secret.isEmpty() ? Step.refused("no share of a secret") : new Step<>(Optional.of(line(secret.get(), offer, answer)), "");
    }

    private Step<byte[]> share(byte[] message, Direction direction, Subject by, byte[] before) {
        Optional<Header> header = Header.read(message);
        if (header.isEmpty()) {
            return Step.refused("no message");
        }
        Optional<String> objection = header.get().objection(header(direction));
        if (objection.isPresent()) {
            return Step.refused(objection.get());
        }
        byte[] context = Agreement.joined(before, Arrays.copyOf(message, Header.BYTES));
        Optional<Signed> signed = Signed.read(Arrays.copyOfRange(message, Header.BYTES, message.length));
        if (signed.isEmpty()) {
            return Step.refused("not signed");
        }
        Optional<String> distrust = signed.get().objection(trust, by, context, 1);
        return distrust.isPresent() ? Step.refused(distrust.get()) : new Step<>(Optional.of(signed.get().content()), "");
    }

    private static byte[] digest(byte[] bytes) {
        return Sha256.start().digest(bytes);
    }

    private static Line line(byte[] secret, byte[] offer, byte[] answer) {
        byte[] transcript = digest(Agreement.joined(digest(offer), digest(answer)));
        return new Line(Keys.derived(secret, transcript, "down"), Keys.derived(secret, transcript, "up"));
    }
}
