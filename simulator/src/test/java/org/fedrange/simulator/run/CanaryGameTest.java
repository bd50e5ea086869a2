package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.fedrange.aggregation.Clipping;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.Update;
import org.fedrange.defenses.AdaptiveClipping;
import org.fedrange.defenses.Attendance;
import org.fedrange.defenses.CentralDp;
import org.fedrange.defenses.CustomDefense;
import org.fedrange.defenses.Defense;
import org.fedrange.defenses.DistributedDp;
import org.fedrange.defenses.Guarantee;
import org.fedrange.defenses.LocalDp;
import org.fedrange.defenses.Noise;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.results.PrivacyAudit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises that are kept are not disproved, and each way of breaking one is found out. */
class CanaryGameTest {
    private static final double DELTA = 1e-3;
    private static final int TRIALS = 300;

    private static CentralDp central(double noiseMultiplier, Attendance attendance, Noise noise, @Nullable AdaptiveClipping adaptive) {
        Accountant accountant = noise.whole() ? Accountant.RDP : Accountant.PLD;
        return (CentralDp) new CentralDp(1, ClippingShape.FLAT, noise, noiseMultiplier, null, DELTA, accountant, adaptive, null).calibrated(attendance);
    }

    private static PrivacyAudit audited(Defense defense, Attendance attendance) {
        return new CanaryGame(List.of(defense), attendance, new Streams(17)).audited(TRIALS).getFirst();
    }

    @ParameterizedTest
    @EnumSource(Noise.class)
    void whatIsPromisedInTheCentralModelIsKeptAndNotByFar(Noise noise) {
        Attendance attendance = new Attendance(5, 1.0, 4);
        PrivacyAudit audit = audited(central(1, attendance, noise, null), attendance);
        assertTrue(!audit.broken(), audit.toString());
        assertTrue(audit.measured() > 0.1 * audit.claimed(), "a game that finds nothing out: " + audit);
        assertTrue(Objects.requireNonNull(audit.oneRun()) > 0.1 * audit.claimed(), "a game that finds nothing out: " + audit);
    }

    @Test
    void whatIsPromisedUnderSamplingAdaptiveBoundsAndInTheLocalModelIsKept() {
        Attendance sampled = new Attendance(5, 0.3, 6);
        Attendance all = new Attendance(5, 1.0, 4);
        for (PrivacyAudit audit : List.of(
                audited(central(0.8, sampled, Noise.GAUSSIAN, null), sampled),
                audited(central(2, all, Noise.GAUSSIAN, new AdaptiveClipping(0.5, 0.2, null)), all),
                audited(new LocalDp(1, ClippingShape.FLAT, Noise.GAUSSIAN, 2.0, null, DELTA, Accountant.PLD), all),
                audited(new LocalDp(1, ClippingShape.FLAT, Noise.LAPLACE, 4.0, null, DELTA, Accountant.PLD), all))) {
            assertTrue(!audit.broken(), audit.toString());
            assertTrue(audit.measured() > 0, audit.toString());
        }
        assertTrue(audited(new LocalDp(1, ClippingShape.FLAT, Noise.GAUSSIAN, 2.0, null, DELTA, Accountant.PLD), all).oneRun() == null);
    }

    /** Six honest shares, of which the canary's is one. */
    @Test
    void sharesOfNoiseKeepWhatIsPromisedAndTooFewDoNot() {
        Attendance attendance = new Attendance(12, 1.0, 4, new Attendance.Sums(0.002, 20, 6));
        Defense defense = new DistributedDp(1, ClippingShape.FLAT, Noise.DISCRETE_GAUSSIAN, 1.0, null, DELTA, Accountant.RDP, null, null).calibrated(attendance);
        PrivacyAudit audit = audited(defense, attendance);
        assertTrue(!audit.broken() && audit.measured() > 0.1 * audit.claimed(), audit.toString());
        // Only one of the six adds its share: dropouts that were not allowed for show at once, if not as more than a claim that 300 trials can disprove.
        PrivacyAudit fewer = audited(defense, new Attendance(12, 1.0, 4, new Attendance.Sums(0.002, 20, 1)));
        assertTrue(fewer.measured() > 1.5 * audit.measured(), fewer + " against " + audit);
    }

    /** Central noise with one mistake in it; what it promises is what it would keep without. */
    private record Broken(CentralDp right, String mistake) implements CustomDefense {
        @Override
        public boolean sums() {
            return true;
        }

        @Override
        public Optional<Guarantee> guarantee(Attendance attendance) {
            return right.guarantee(attendance);
        }

        @Override
        public Received onUpdates(Context context, State state, List<Update> updates) {
            Received received = right.onUpdates(context, state, updates);
            return mistake.equals("clipping after averaging") ? new Received(updates, received.state(), new TreeMap<>()) : received;
        }

        @Override
        public Outcome<ParameterVector> onAggregate(Context context, State state, ParameterVector aggregate, int updates) {
            Context its = mistake.equals("reused noise") ? new Context(1, context.model(), new Streams(context.model().size()).of("reused")) : context;
            return switch (mistake) {
                // As if the sum, not the mean, were divided after noise for the mean: too little by the number of nodes.
                case "wrong scale" -> {
                    ParameterVector noised = right.onAggregate(its, state, aggregate.scaled(5), updates).result();
                    yield new Outcome<>(noised.scaled(1.0 / 5), new TreeMap<>());
                }
                case "clipping after averaging" -> right.onAggregate(its, state, new Clipping(1).clipped(aggregate), updates);
                default -> right.onAggregate(its, state, aggregate, updates);
            };
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong scale", "clipping after averaging", "reused noise"})
    void aMistakeIsFoundOut(String mistake) {
        Attendance attendance = new Attendance(5, 1.0, 4);
        CentralDp right = central(6, attendance, Noise.GAUSSIAN, null);
        assertTrue(!audited(new Broken(right, "none"), attendance).broken());
        PrivacyAudit audit = audited(new Broken(right, mistake), attendance);
        assertTrue(audit.measured() > audit.claimed(), audit.toString());
        assertTrue(audit.broken(), audit.toString());
    }

    /** The accountant is told that a tenth is drawn, independently; everybody is there in every round. */
    @Test
    void samplingThatIsNotPoissonIsFoundOut() {
        Attendance claimed = new Attendance(10, 0.1, 10);
        CentralDp defense = central(1, claimed, Noise.GAUSSIAN, null);
        assertTrue(!audited(defense, claimed).broken());
        CanaryGame game = new CanaryGame(List.of(defense), claimed, (all, its) -> (round, excluded) -> all, new Streams(17));
        PrivacyAudit audit = game.audited(TRIALS).getFirst();
        assertTrue(audit.measured() > audit.claimed(), audit.toString());
    }
}
