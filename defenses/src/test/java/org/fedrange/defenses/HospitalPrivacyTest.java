package org.fedrange.defenses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Context;
import org.fedrange.aggregation.State;
import org.fedrange.aggregation.Update;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Privacy of whole hospitals, in the central and in the local model. */
class HospitalPrivacyTest {
    private static final Attendance ALL = new Attendance(10, 1.0, 20);

    private static Context context(String purpose) {
        return new Context(1, FloatVector.zeros(2), new Streams(3).of(purpose));
    }

    private static Update update(int node, float... change) {
        return new Update(new NodeId(node, "n" + node), 1, FloatVector.of(change), 5);
    }

    private static CentralDp central(@Nullable Double noiseMultiplier, @Nullable Double epsilon, @Nullable AdaptiveClipping adaptive) {
        return new CentralDp(1, ClippingShape.FLAT, Noise.GAUSSIAN, noiseMultiplier, epsilon, 1e-3, Accountant.PLD, adaptive, null);
    }

    /** What comes out of two updates and a number expected, without and with noise of almost no size. */
    @Test
    void theCoordinatorBoundsEachAndDividesByThoseExpected() {
        CentralDp defense = (CentralDp) central(0.01, null, null).calibrated(new Attendance(8, 0.5, 1));
        assertEquals(4.0, Objects.requireNonNull(defense.expected()));
        // (3, 4) has norm 5 and becomes (0.6, 0.8); (0.6, 0.8) stays. Their mean is (0.6, 0.8), their sum (1.2, 1.6), a quarter of it (0.3, 0.4).
        Defense.Received received = defense.onUpdates(context("in"), State.NONE, List.of(update(0, 3, 4), update(1, 0.6f, 0.8f)));
        assertArrayEquals(new double[] {0.6, 0.8}, received.updates().getFirst().change().toDoubles(), 1e-6);
        ParameterVector released = defense.onAggregate(context("out"), received.state(), FloatVector.of(0.6f, 0.8f), 2).result();
        assertArrayEquals(new double[] {0.3, 0.4}, released.toDoubles(), 0.05 / 4);
    }

    @Test
    void itsNoiseHasTheScaleDeclaredWhoeverCame() {
        CentralDp defense = (CentralDp) central(2.0, null, null).calibrated(ALL);
        for (int came : new int[] {0, 1, 9}) {
            ParameterVector zero = FloatVector.zeros(20_000);
            Defense.Received received = defense.onUpdates(context("in"), State.NONE, List.of());
            double norm = defense.onAggregate(context("noise " + came), received.state(), zero, came).result().norm();
            // 2 * 1 / 10 in each coordinate; the norm over sqrt(d) is within 4 / sqrt(2 d) = 2 % of it.
            assertEquals(0.2, norm / Math.sqrt(20_000), 0.004);
        }
    }

    /** Noise for a budget is the least; a little less of it does not keep the budget, and is refused with what would. */
    @Test
    void noiseForABudgetIsTheLeast() {
        for (Defense asked : List.of(central(null, 2.0, null), new LocalDp(1, ClippingShape.FLAT, Noise.GAUSSIAN, null, 2.0, 1e-3, Accountant.PLD))) {
            Defense defense = asked.calibrated(ALL);
            Guarantee guarantee = defense.guarantee(ALL).orElseThrow();
            double epsilon = guarantee.epsilon(20);
            assertTrue(epsilon <= 2 && epsilon > 1.999, "spends " + epsilon);
            assertEquals(defense, defense.calibrated(ALL), "what is resolved stays");
        }
        String refused = String.valueOf(assertThrows(IllegalArgumentException.class, () -> central(1.0, 2.0, null).calibrated(ALL)).getMessage());
        assertTrue(refused.contains("20 steps with noiseMultiplier 1.0 spend epsilon") && refused.contains("within it are"), refused);
    }

    @Test
    void samplingIsCreditedOnlyWhereItIsPoisson() {
        double all = central(2.0, null, null).guarantee(ALL).orElseThrow().epsilon(20);
        double some = central(2.0, null, null).guarantee(new Attendance(10, 0.2, 20)).orElseThrow().epsilon(20);
        assertTrue(some < all / 3, some + " against " + all);
        String refused = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> central(2.0, null, null).calibrated(new Attendance(10, null, 20))).getMessage());
        assertTrue(refused.contains("give samplingRate in place of cohort"), refused);
        // Whoever sees the network sees who sends: local noise gets no credit.
        LocalDp local = new LocalDp(1, ClippingShape.FLAT, Noise.GAUSSIAN, 2.0, null, 1e-3, Accountant.PLD);
        assertEquals(all, local.guarantee(new Attendance(10, 0.2, 20)).orElseThrow().epsilon(20), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"neither", "delta", "discrete", "layers", "laplace"})
    void whatCannotBePromisedIsRefused(String what) {
        String refused = String.valueOf(assertThrows(IllegalArgumentException.class, () -> {
            switch (what) {
                case "neither" -> central(null, null, null);
                case "delta" -> new LocalDp(1, ClippingShape.FLAT, Noise.GAUSSIAN, 1.0, null, 0.1, Accountant.PLD).calibrated(ALL);
                case "discrete" -> new LocalDp(1, ClippingShape.FLAT, Noise.DISCRETE_GAUSSIAN, 1.0, null, 1e-3, Accountant.PLD);
                case "layers" -> new CentralDp(1, ClippingShape.PER_LAYER, Noise.GAUSSIAN, 1.0, null, 1e-3, Accountant.PLD, new AdaptiveClipping(0.5, 0.2, null), null);
                default -> new CentralDp(1, ClippingShape.FLAT, Noise.LAPLACE, 1.0, null, 1e-3, Accountant.PLD, new AdaptiveClipping(0.5, 0.2, null), null);
            }
        }).getMessage());
        assertTrue(refused.contains(switch (what) {
            case "neither" -> "give noiseMultiplier, or the epsilon";
            case "delta" -> "below one over the number of units, 1/10";
            case "layers" -> "write clipping: flat";
            case "discrete" -> "write accountant: rdp";
            default -> "choose noise: gaussian, or a fixed bound";
        }), refused);
    }

    @Test
    void localNoiseIsForAnyUpdateAgainstAnyOther() {
        LocalDp defense = (LocalDp) new LocalDp(0.5, ClippingShape.FLAT, Noise.GAUSSIAN, 3.0, null, 1e-3, Accountant.PLD).calibrated(ALL);
        ParameterVector zero = FloatVector.zeros(20_000);
        Defense.Outcome<Update> outcome = defense.onUpdate(context("local"), update(0, 1).withChange(zero));
        // 3 * 2 * 0.5 in each coordinate.
        assertEquals(3, outcome.result().change().norm() / Math.sqrt(20_000), 0.06);
        assertEquals(0.0, Objects.requireNonNull(outcome.measurements().get(UpdateClipping.NORM_BEFORE)));
    }

    /** The example of the documentation: steps of 0.001 and six honest shares. */
    @ParameterizedTest
    @EnumSource(value = Noise.class, names = {"DISCRETE_GAUSSIAN", "SKELLAM"})
    void sharesOfTheNoiseAddUpToWhatIsDeclared(Noise noise) {
        Attendance masked = new Attendance(12, 1.0, 20, new Attendance.Sums(0.001, 20, 6));
        DistributedDp defense = (DistributedDp) new DistributedDp(1, ClippingShape.FLAT, noise, 2.0, null, 1e-3, Accountant.RDP, null, null).calibrated(masked);
        assertEquals(817, Objects.requireNonNull(defense.share()));
        ParameterVector sum = FloatVector.zeros(20_000);
        for (int hospital = 0; hospital < 6; hospital++) {
            ParameterVector sent = defense.onUpdate(context("share " + hospital), update(0, 1).withChange(FloatVector.zeros(20_000))).result().change();
            assertEquals(0, Math.abs(Math.IEEEremainder(sent.get(7) / 0.001, 1)), 1e-3, "not a whole number of steps");
            sum = sum.plus(sent);
        }
        assertEquals(2.001, sum.norm() / Math.sqrt(20_000), 0.04);
        // (3, 4) is bounded to (0.6, 0.8) before.
        double first = 0;
        for (int i = 0; i < 2000; i++) {
            first += defense.onUpdate(context("bounded " + i), update(0, 3, 4)).result().change().get(0) / 2000;
        }
        assertEquals(0.6, first, 4 * 0.817 / Math.sqrt(2000));
        double gaussian = new LocalDp(1, ClippingShape.FLAT, Noise.GAUSSIAN, 2.0, null, 1e-3, Accountant.RDP).guarantee(ALL).orElseThrow().epsilon(20);
        double spent = defense.guarantee(masked).orElseThrow().epsilon(20);
        // Of Skellam noise a little more is known to leak: about (2 a + 5) / (4 z^2 s^2) in each order a, s = 2001.
        assertTrue(noise == Noise.SKELLAM ? spent > gaussian && spent < gaussian * (1 + 1e-5) : spent == gaussian, spent + " for " + gaussian);
    }

    @ParameterizedTest
    @ValueSource(strings = {"in the clear", "nobody honest", "coarse", "narrow"})
    void sharesThatWouldNotSufficeAreRefused(String what) {
        Attendance.Sums sums = switch (what) {
            case "nobody honest" -> new Attendance.Sums(0.001, 20, 0);
            case "coarse" -> new Attendance.Sums(1, 20, 6);
            default -> new Attendance.Sums(0.001, 2, 6);
        };
        Attendance attendance = what.equals("in the clear") ? ALL : new Attendance(12, 1.0, 20, sums);
        DistributedDp defense = new DistributedDp(1, ClippingShape.FLAT, Noise.DISCRETE_GAUSSIAN, 2.0, null, 1e-3, Accountant.RDP, null, null);
        String refused = String.valueOf(assertThrows(IllegalArgumentException.class, () -> defense.calibrated(attendance)).getMessage());
        assertTrue(refused.contains(switch (what) {
            case "in the clear" -> "write secureAggregation: {kind: bonawitz}";
            case "nobody honest" -> "raise threshold or groupSize";
            case "coarse" -> "change bits of secureAggregation by about 8";
            default -> "raise it to 5.0";
        }), refused);
    }

    /** The example of the documentation: three of four norms within the bound. */
    @Test
    void theBoundFollowsTheNormsAndItsCountIsPaidFor() {
        AdaptiveClipping adaptive = new AdaptiveClipping(0.5, 0.2, 1.0);
        assertEquals(1.1547, adaptive.rest(1), 1e-4);
        RandomGenerator none = new RandomGenerator() {
            @Override
            public long nextLong() {
                return 0;
            }

            @Override
            public double nextDouble() {
                return 0; // Box and Muller make 0 of it
            }
        };
        assertEquals(Math.exp(-0.05), adaptive.next(1, 3, 1, 4, none), 1e-12);
        // Both mechanisms together: 1/rest^2 for the sum and 1/4 for the count, whose terms are +-1/2, are 1/1^2 again.
        assertEquals(1, 1 / Math.pow(adaptive.rest(1), 2) + 0.25, 1e-12);
        assertThrows(IllegalArgumentException.class, () -> new AdaptiveClipping(0.5, 0.2, 0.4).resolved(1, 10));
    }

    /** Updates of norm 4 while the bound starts at 1: it grows until half of them are below, and the noise grows with it. */
    @Test
    void anAdaptiveBoundFindsTheNorms() {
        CentralDp defense = (CentralDp) central(0.5, null, new AdaptiveClipping(0.5, 0.3, null)).calibrated(new Attendance(40, 1.0, 1));
        List<Update> updates = java.util.stream.IntStream.range(0, 40).mapToObj(i -> update(i, 2 + 0.1f * i, 0)).toList();
        State state = State.NONE;
        for (int round = 0; round < 60; round++) {
            state = defense.onUpdates(context("round " + round), state, updates).state();
        }
        // The norms run from 2 to 5.9; half of them are below 3.95.
        assertEquals(3.95, assertInstanceOf(CentralDp.Bound.class, Objects.requireNonNull(state)).now(), 0.6);
    }
}
