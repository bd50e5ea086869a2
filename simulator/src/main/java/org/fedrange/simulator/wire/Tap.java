package org.fedrange.simulator.wire;

import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.aggregation.Update;
import org.fedrange.attacks.Tapped;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Normal;
import org.fedrange.learning.ParameterVector;
import org.fedrange.simulator.channel.Security;
import org.fedrange.simulator.federation.Encoding;
import org.fedrange.simulator.federation.ModelSent;
import org.fedrange.simulator.federation.UpdateSent;
import org.fedrange.simulator.identity.Consortium;
import org.fedrange.simulator.identity.Credential;
import org.fedrange.simulator.identity.Enrolment;
import org.fedrange.simulator.round.Leg;
import org.fedrange.simulator.round.Message;

/**
 * One message on a tapped line. The tapper reads what is in the clear and forges with what it has: no key of the run.
 *
 * @param protection how messages of the run are protected
 * @param elsewhere how those of another run of the same hospitals are
 * @param leg the message's place
 * @param bytes what is on the wire
 * @param said what its sender says, which the tapper sees only where it can read
 * @param recordings what it recorded on this line, by place
 */
record Tap(Protection protection, Protection elsewhere, Leg leg, byte[] bytes, Message said, Map<Leg, Recording> recordings) implements Tapped {

    /** What passed in an earlier round, on the wire and as it was said. */
    record Recording(byte[] bytes, Message said) {}

    @Override
    public int round() {
        return leg.round();
    }

    @Override
    public boolean readable() {
        return !protection.level().sealed();
    }

    private boolean open() {
        return protection.level() == Security.NONE;
    }

    @Override
    public byte[] negated(double scale) {
        if (!readable()) {
            byte[] changed = bytes.clone();
            for (int i = Header.BYTES + Float.BYTES - 1; i < changed.length; i += Float.BYTES) {
                changed[i] ^= (byte) 0x80;
            }
            return changed;
        }
        return spliced(scaled(-scale));
    }

    /** Other numbers in place of those in the clear; signature and header stay what they were. */
    private byte[] spliced(Message other) {
        byte[] content = Encoding.encoded(other);
        byte[] spliced = bytes.clone();
        System.arraycopy(content, 0, spliced, spliced.length - content.length, content.length);
        return spliced;
    }

    private Message scaled(double factor) {
        return switch (said) {
            case UpdateSent(Update update, var measured) ->
                new UpdateSent(new Update(update.node(), update.round(), scaled(update.payload(), factor), update.examples()), measured);
            case ModelSent(ParameterVector model, var along) -> new ModelSent(model.scaled(factor), scaled(along, factor));
            default -> throw new IllegalStateException("nobody sits where a " + said.type() + " passes");
        };
    }

    private static SortedMap<String, ParameterVector> scaled(SortedMap<String, ParameterVector> vectors, double factor) {
        SortedMap<String, ParameterVector> scaled = new TreeMap<>();
        vectors.forEach((name, vector) -> scaled.put(name, vector.scaled(factor)));
        return scaled;
    }

    @Override
    public byte[] unprotected() {
        byte[] changed = negated(1);
        if (!open()) {
            // The level is what stands first.
            changed[0] = 0;
        }
        return changed;
    }

    @Override
    public Optional<byte[]> recorded(int earlier) {
        return recording(earlier).map(its -> open() ? Encoding.encoded(dated(its.said())) : its.bytes());
    }

    @Override
    public Optional<byte[]> recordedElsewhere(int earlier) {
        return recording(earlier).map(its -> elsewhere.applied(leg, Encoding.encoded(dated(its.said()))));
    }

    private Optional<Recording> recording(int earlier) {
        return Optional.ofNullable(recordings.get(new Leg(leg.direction(), earlier, leg.exchange(), leg.node())));
    }

    /** With the date of this round; a model has none in the clear. */
    private Message dated(Message before) {
        return before instanceof UpdateSent(Update update, var measured)
                ? new UpdateSent(new Update(update.node(), leg.round(), update.payload(), update.examples()), measured) : before;
    }

    @Override
    public byte[] invented(double deviation, boolean stolen, RandomGenerator stream) {
        Update its = ((UpdateSent) said).update();
        SortedMap<String, ParameterVector> vectors = new TreeMap<>();
        its.payload().forEach((name, vector) -> {
            float[] numbers = new float[vector.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) (deviation * Normal.draw(stream));
            }
            vectors.put(name, FloatVector.owning(numbers));
        });
        byte[] content = Encoding.encoded(new UpdateSent(new Update(leg.node(), leg.round(), vectors, its.examples())));
        Credential robbed = java.util.Objects.requireNonNull(protection.enrolment().stolen().get(leg.node()));
        Credential shown = stolen ? robbed : Consortium.selfMade(Enrolment.subject(leg.node()), robbed.key(), 0, leg.round());
        // Keys of a line are agreed on with certified parties only: it seals with those of the line it has, of another run.
        return protection.applied(leg, content, shown, elsewhere.keys(leg));
    }

    /** What passes is shown to nobody. */
    @Override
    public String toString() {
        return "tap of " + leg;
    }
}
