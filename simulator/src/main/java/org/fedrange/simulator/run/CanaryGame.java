package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.Mean;
import org.fedrange.aggregation.Update;
import org.fedrange.defenses.Attendance;
import org.fedrange.defenses.Defense;
import org.fedrange.defenses.Guarantee;
import org.fedrange.defenses.privacy.OneRunAudit;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.optimizer.Sgd;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.evidence.EmpiricalEpsilon;
import org.fedrange.simulator.fault.Faults;
import org.fedrange.simulator.federation.Global;
import org.fedrange.simulator.federation.PlainAggregation;
import org.fedrange.simulator.federation.ServerStep;
import org.fedrange.simulator.federation.UpdateSent;
import org.fedrange.simulator.results.PrivacyAudit;
import org.fedrange.simulator.round.Cohorts;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Protocol;

/**
 * Measures what a promise of hospital-level privacy is worth: plays whole trainings through the coordinator's own steps, with and without a hospital that sends what is easiest to
 * recognise, and sees how often the releases give it away.
 *
 * <p>The canary sends, whatever the model, a vector far longer than any bound along one coordinate, with the sign turned from round to round, so that noise that is not drawn anew cancels; all
 * other hospitals send nothing. The score is the released changes along that coordinate, with the same signs, summed over the rounds. In the local model the canary's own updates are
 * scored, against those of a hospital that sends the opposite; under shares of noise a canary that is out adds its share, and no more nodes take part than are certain to. A low bound does not prove a promise, a bound above it disproves it.
 *
 * @param defenses the experiment's, calibrated
 * @param attendance who takes part how often
 * @param cohorts who is invited, of all nodes, by streams
 * @param streams the draws of all trainings
 */
record CanaryGame(List<Defense> defenses, Attendance attendance, BiFunction<List<NodeId>, Streams, Cohorts> cohorts, Streams streams) {
    private static final float LOUD = 1e4f;
    private static final double CONFIDENCE = 0.95;

    /** The game as the experiment would draw its cohorts. */
    CanaryGame(List<Defense> defenses, Attendance attendance, Streams streams) {
        this(defenses, attendance, (all, its) -> new Invitations(all, null, attendance.samplingRate(), new Faults(List.of(), all, its, its), its), streams);
    }

    /** Every promise of hospital-level privacy, measured in so many trainings with the canary and as many without, and in one training with many canaries. */
    List<PrivacyAudit> audited(int trials) {
        List<PrivacyAudit> audits = new ArrayList<>();
        for (int i = 0; i < defenses.size(); i++) {
            int which = i;
            defenses.get(i).guarantee(attendance).filter(its -> its.unit() == Guarantee.Unit.HOSPITAL).ifPresent(
                    guarantee -> audits.add(audited(which, guarantee, trials)));
        }
        return audits;
    }

    private PrivacyAudit audited(int which, Guarantee guarantee, int trials) {
        Guarantee.Trust trust = guarantee.trust();
        double[] with = IntStream.range(0, trials).mapToDouble(i -> score(trust, true, streams.within("with " + i))).toArray();
        double[] without = IntStream.range(0, trials).mapToDouble(i -> score(trust, false, streams.within("without " + i))).toArray();
        double measured = new EmpiricalEpsilon(with, without, guarantee.delta()).bound();
        // Many canaries would add many shares: more noise than is promised, and nothing to be found.
        double oneRun = trust != Guarantee.Trust.CENTRAL ? Double.NaN : oneRun(trust, trials).epsilon(guarantee.delta(), CONFIDENCE);
        return new PrivacyAudit(
                Defense.name(defenses, which), guarantee.epsilon(attendance.rounds()), measured, Double.isNaN(oneRun) ? null : oneRun, guarantee.delta(), trials);
    }

    private static float sign(int round) {
        return round % 2 == 0 ? -1 : 1;
    }

    private double score(Guarantee.Trust trust, boolean in, Streams its) {
        if (trust != Guarantee.Trust.LOCAL) {
            double[] scores = scores(trust, List.of(in), its);
            return scores[0];
        }
        double score = 0;
        for (int round = 1; round <= attendance.rounds(); round++) {
            float loud = in ? LOUD * sign(round) : -LOUD * sign(round);
            score += sign(round) * sent(new NodeId(0, "canary"), FloatVector.of(loud, 0), round, its).change().get(0);
        }
        return score;
    }

    /** What a node sends after its own hooks. */
    private Update sent(NodeId node, ParameterVector change, int round, Streams its) {
        Update update = new Update(node, round, change, 1);
        for (int i = 0; i < defenses.size(); i++) {
            Context context = new Context(round, change.scaled(0), its.secret("defense " + i, round, node.index()));
            update = defenses.get(i).onUpdate(context, update).result();
        }
        return update;
    }

    /** Half of the guesses are withheld: those about whom the scores say least. */
    private OneRunAudit oneRun(Guarantee.Trust trust, int canaries) {
        Streams its = streams.within("one run");
        var coins = its.of("coins");
        List<Boolean> in = IntStream.range(0, canaries).mapToObj(i -> coins.nextBoolean()).toList();
        double[] scores = scores(trust, in, its);
        List<Integer> order = IntStream.range(0, canaries).boxed().sorted((a, b) -> Double.compare(scores[a], scores[b])).toList();
        int side = canaries / 4;
        int correct = (int) order.subList(0, side).stream().filter(i -> !in.get(i)).count()
                + (int) order.subList(canaries - side, canaries).stream().filter(in::get).count();
        return new OneRunAudit(canaries, 2 * side, correct);
    }

    /** One training with a canary, or none, along each coordinate; each coordinate's score. */
    private double[] scores(Guarantee.Trust trust, List<Boolean> in, Streams its) {
        boolean shares = trust == Guarantee.Trust.DISTRIBUTED;
        int certain = shares ? Objects.requireNonNull(attendance.sums()).honest() : attendance.nodes();
        List<NodeId> all = new ArrayList<>();
        for (int i = 0; i < in.size() + certain - 1; i++) {
            all.add(new NodeId(i, "node " + i));
        }
        Cohorts drawn = cohorts.apply(all, its);
        PlainAggregation protocol = new PlainAggregation(
                new Chain(List.of(), new Mean(false)), defenses, new ServerStep(new FedAvg(1, 1, 1, 0, 0), new Sgd(1, 0), all.size()), Optional.empty(), attendance.rounds(),
                new Promises(List.of(), 1, attendance.rounds()), List.of(in.size()), its);
        Global state = protocol.begin(FloatVector.zeros(in.size()));
        double[] scores = new double[in.size()];
        for (int round = 1; round <= attendance.rounds(); round++) {
            SortedMap<NodeId, Message> answers = new TreeMap<>();
            for (NodeId node : drawn.invited(round, new TreeSet<>())) {
                boolean canary = node.index() < in.size();
                if (!canary || shares || in.get(node.index())) {
                    float[] change = new float[in.size()];
                    if (canary && in.get(node.index())) {
                        change[node.index()] = LOUD * sign(round);
                    }
                    answers.put(node, new UpdateSent(sent(node, FloatVector.of(change), round, its), new TreeMap<>()));
                }
            }
            Global next = ((Protocol.Conclusion.Release<Global>) protocol.conclude(state, round, 0, answers)).state();
            for (int i = 0; i < scores.length; i++) {
                scores[i] += sign(round) * (next.model().get(i) - state.model().get(i));
            }
            state = next;
        }
        return scores;
    }
}
