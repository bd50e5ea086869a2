package org.fedrange.simulator.federation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Update;
import org.fedrange.aggregation.secure.Aborted;
import org.fedrange.aggregation.secure.Identity;
import org.fedrange.aggregation.secure.Invitation;
import org.fedrange.aggregation.secure.Quantization;
import org.fedrange.aggregation.secure.Safeguards;
import org.fedrange.aggregation.secure.SecureNode;
import org.fedrange.aggregation.secure.Terms;
import org.fedrange.aggregation.secure.Unmasking;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Question;
import org.jspecify.annotations.Nullable;

/**
 * A hospital under secure aggregation: it trains as it always does, and what it would send goes under masks. Where the protocol makes it
 * stop, that is a failure like any other: it drops out of the round.
 *
 * @param part its part in the protocol, the same in all rounds
 * @param trainer the hospital that trains; empty for a node without data
 * @param state where it stands in the protocol; null between rounds
 * @param trained what it measured when it trained in this round
 * @param opened by model, survivor lists of sums it helped to open; of the latest model only
 */
public record MaskingHospital(
        Part part, Optional<Participant> trainer, @Nullable SecureNode state, Trained trained, SortedMap<String, List<SortedSet<Integer>>> opened)
        implements Participant {

    /**
     * What stays the same.
     *
     * @param node the node
     * @param scheme the experiment's secure aggregation
     * @param cohort number of nodes invited, for schemes in which a node is not told all members
     * @param weighted whether its number of examples goes into the sum
     * @param safeguards what it insists on
     * @param identity its signing key and whom it trusts
     * @param lies in which rounds it is not bound by the clipping; empty for an honest node
     * @param streams the run's streams
     */
    public record Part(
            NodeId node, MaskedSum scheme, int cohort, boolean weighted, Safeguards safeguards, Identity identity, Optional<Pool> lies, Streams streams) {}

    /** Measurements of a round's training, which go with every later answer of the round: the last one counts. */
    record Trained(double loss, SortedMap<String, Double> measured) {
        static final Trained NOT_YET = new Trained(Double.NaN, new TreeMap<>());
    }

    /** A hospital before its first round. */
    public MaskingHospital(Part part, Optional<Participant> trainer) {
        this(part, trainer, null, Trained.NOT_YET, new TreeMap<>());
    }

    @Override
    public Reaction react(Question question) {
        return switch (question.body()) {
            case ModelAndShares asked when state instanceof SecureNode.Shared shared -> masked(question, asked, shared);
            case Bytes(String type, byte[] content, var none) when type.equals(MaskedAggregation.INVITATION) -> begin(question, content);
            case Bytes(String type, byte[] content, var none) -> answer(type, content);
            default -> throw new Aborted("not asked in the order of the protocol");
        };
    }

    private Reaction begin(Question question, byte[] content) {
        Invitation invitation = Invitation.decoded(content);
        Aborted.unless(invitation.terms().round() == question.round(), "invited to round " + invitation.terms().round());
        int self = part.node().index();
        RandomGenerator secrets = part.streams().of("secrets", question.round(), self);
        RandomGenerator sealingKeys = part.safeguards().freshKeys() ? secrets : part.streams().of("kept sealing key", 0, self);
        SecureNode.Step<SecureNode.Advertised> step = SecureNode.begin(
                self, invitation.terms(), invitation.holders(), part.safeguards(), part.identity(),
                opened.getOrDefault(invitation.terms().model(), List.of()), sealingKeys, secrets);
        MaskingHospital next = new MaskingHospital(part, trainer, step.next(), Trained.NOT_YET, opened);
        return new Reaction(next, new Bytes("keys", step.answer()), Double.NaN, 0);
    }

    private Reaction answer(String type, byte[] content) {
        return switch (state) {
            case SecureNode.Advertised advertised -> reaction(advertised.share(content), "encrypted-shares");
            case SecureNode.Masked masked when type.equals(MaskedAggregation.SURVIVORS) -> reaction(masked.confirm(content), "signature");
            case SecureNode.Masked masked -> revealed(masked.unmask(content), masked.shared().standing().terms(), content);
            case SecureNode.Confirmed confirmed ->
                revealed(confirmed.unmask(content), confirmed.masked().shared().standing().terms(), content);
            case null, default -> throw new Aborted("not asked in the order of the protocol");
        };
    }

    private Reaction revealed(SecureNode.Step<SecureNode> step, Terms terms, byte[] content) {
        List<SortedSet<Integer>> lists = new ArrayList<>(opened.getOrDefault(terms.model(), List.of()));
        lists.add(new TreeSet<>(Unmasking.decoded(content).survivors()));
        SortedMap<String, List<SortedSet<Integer>>> remembered = new TreeMap<>();
        remembered.put(terms.model(), Collections.unmodifiableList(lists));
        MaskingHospital next = new MaskingHospital(part, trainer, step.next(), trained, remembered);
        return new Reaction(next, new Bytes("shares", step.answer(), trained.measured()), trained.loss(), 0);
    }

    private Reaction reaction(SecureNode.Step<? extends SecureNode> step, String type) {
        MaskingHospital next = new MaskingHospital(part, trainer, step.next(), trained, opened);
        return new Reaction(next, new Bytes(type, step.answer(), trained.measured()), trained.loss(), 0);
    }

    private Reaction masked(Question question, ModelAndShares asked, SecureNode.Shared shared) {
        Terms terms = shared.standing().terms();
        Aborted.unless(asked.model().digest().equals(terms.model()), "the model is not the one it was invited with");
        Optional<Reaction> answered = trainer.map(its -> its.react(
                new Question(question.round(), question.exchange(), question.node(), new ModelSent(asked.model()), question.sentMillis())));
        Optional<Update> update = answered.map(its -> ((UpdateSent) its.answer()).update());
        boolean lies = part.lies().filter(pool -> pool.attacks(question.node(), question.round())).isPresent();
        MaskedSent.Encoder encoder = encoder(terms, question.round(), lies);
        int[] words = update.map(encoder::encoded).orElseGet(() -> new int[terms.words()]);
        SecureNode next = shared.mask(asked.shares(), words);
        Trained now = answered.map(its -> new Trained(its.trainingLoss(), its.answer().measured())).orElse(Trained.NOT_YET);
        MaskedSent answer = new MaskedSent(words, terms.modulusBits(), update.orElse(null), part.lies().isPresent() ? encoder : null,
                now.measured());
        // Computed here, where hospitals run in parallel; the audit log names the message by it.
        answer.digest();
        MaskingHospital after = new MaskingHospital(part, answered.map(Reaction::next), next, now, opened);
        return new Reaction(after, answer, now.loss(), answered.map(Reaction::processed).orElse(0L));
    }

    private MaskedSent.Encoder encoder(Terms terms, int round, boolean lies) {
        int n = terms.members().isEmpty() ? part.cohort() : terms.members().size();
        Quantization quantization = part.scheme().quantization(n, part.weighted());
        Aborted.unless(quantization.modulusBits() == terms.modulusBits(), "invited to a sum modulo 2^" + terms.modulusBits());
        return update -> {
            FloatVector change = (FloatVector) update.change();
            var rounding = part.streams().of("rounding", round, part.node().index());
            return lies ? quantization.unclipped(change, update.examples(), rounding) : quantization.encoded(change, update.examples(), rounding);
        };
    }

    /** Secrets are shown to nobody. */
    @Override
    public String toString() {
        return part.node().toString();
    }
}
