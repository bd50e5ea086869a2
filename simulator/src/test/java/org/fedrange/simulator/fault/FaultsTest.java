package org.fedrange.simulator.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.ChosenNodes;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Toy;
import org.junit.jupiter.api.Test;

/** Each fault strikes as often as it says, where it says and nobody else, and always the same way. All draws are of seed 31. */
class FaultsTest {
    private static final List<NodeId> NODES = Toy.nodes(10);
    private static final Message ONE = new Toy.Figure(1);
    private static final int ROUNDS = 4000;

    private static Faults faults(Fault... faults) {
        return new Faults(List.of(faults), NODES, new Streams(31), new Streams(31));
    }

    /** The share of rounds in which something holds for the first node. */
    private static double share(IntPredicate happens) {
        return IntStream.rangeClosed(1, ROUNDS).filter(happens).count() / (double) ROUNDS;
    }

    // Four deviations of sqrt(0.2 * 0.8 / 4000) = 0.0063.
    private static final double FOUR_DEVIATIONS = 0.026;

    @Test
    void aDuplicateIsTheSameMessageOnceMore() {
        Faults faults = faults(new Duplication(0.2, null));
        assertEquals(0.2, share(round -> faults.carry("UP 0", round, NODES.getFirst(), ONE).size() == 2), FOUR_DEVIATIONS);
        List<Copy> copies = IntStream.rangeClosed(1, 100).mapToObj(round -> faults.carry("UP 0", round, NODES.getFirst(), ONE))
                .filter(list -> list.size() == 2).findFirst().orElseThrow();
        assertEquals(new Copy(ONE, 0, List.of("duplication")), copies.get(1));
        assertEquals(new Copy(ONE, 0, List.of()), copies.get(0));
    }

    @Test
    void aCorruptedMessageIsDamagedAndMarked() {
        Faults faults = faults(new Corruption(0.2, null));
        assertEquals(0.2, share(round -> damaged(faults.carry("UP 0", round, NODES.getFirst(), ONE).getFirst())), FOUR_DEVIATIONS);
    }

    private static boolean damaged(Copy copy) {
        // The toy's damage turns the sign.
        assertEquals(copy.body().equals(new Toy.Figure(-1)), copy.faults().equals(List.of("corruption")));
        return !copy.body().equals(ONE);
    }

    @Test
    void aReorderedMessageIsHeldBackForAnExponentialTime() {
        Faults faults = faults(new Reordering(0.2, 500, null));
        double[] delays = IntStream.rangeClosed(1, ROUNDS)
                .mapToDouble(round -> faults.carry("UP 0", round, NODES.getFirst(), ONE).getFirst().delayMillis())
                .filter(delay -> delay > 0).toArray();
        assertEquals(0.2, delays.length / (double) ROUNDS, FOUR_DEVIATIONS);
        // About 800 exponential delays: the mean's deviation is 500 / sqrt(800) = 18.
        assertEquals(500, java.util.Arrays.stream(delays).average().orElseThrow(), 72);
    }

    @Test
    void legsOfOneRoundAreStruckIndependently() {
        Faults faults = faults(new Duplication(0.5, null));
        double both = share(round -> faults.carry("UP 0", round, NODES.getFirst(), ONE).size() == 2
                && faults.carry("DOWN 0", round, NODES.getFirst(), ONE).size() == 2);
        assertEquals(0.25, both, 0.028);
    }

    @Test
    void aPartitionCutsOffItsHospitalsInItsRoundsOnly() {
        Faults faults = faults(new NetworkPartition(3, 5, ChosenNodes.valueOf(List.of("b"))));
        NodeId b = NODES.get(1);
        assertEquals(
                List.of(3, 4, 5), IntStream.rangeClosed(1, 9).filter(round -> faults.silence(round, b).isPresent()).boxed().toList());
        assertTrue(faults.silence(4, NODES.get(2)).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> new NetworkPartition(5, 3, null));
    }

    @Test
    void whoCrashesStaysAwayAndReturns() {
        Faults faults = faults(new Crash(0.02, 2, null));
        NodeId a = NODES.getFirst();
        int crashed = 0;
        for (int round = 1; round < ROUNDS; round++) {
            if (faults.silence(round, a).isEmpty() && faults.failure(round, a).isPresent()) {
                crashed++;
                assertEquals("down since it failed in round " + round, faults.silence(round + 1, a).orElse(""));
                assertTrue(faults.silence(round + 2, a).isPresent());
                boolean again = faults.failure(round + 1, a).isPresent() || faults.failure(round + 2, a).isPresent();
                assertEquals(again, faults.silence(round + 3, a).isPresent());
            }
        }
        // Up about 0.96 of the time: 0.02 * 0.96 * 4000 = 77, deviation 9.
        assertEquals(77, crashed, 36);
    }

    @Test
    void stragglersAreSlowAsOftenAsTheySayAndSlownessMultiplies() {
        Faults faults = faults(new Straggling(0.2, 5, null), new Straggling(1, 2, ChosenNodes.valueOf(List.of("b"))));
        assertEquals(0.2, share(round -> faults.slowdown(round, NODES.getFirst()) == 5), FOUR_DEVIATIONS);
        assertEquals(0.2, share(round -> faults.slowdown(round, NODES.get(1)) == 10), FOUR_DEVIATIONS);
    }

    @Test
    void availabilityIsDrawnAnewOrFollowsItsPeriod() {
        Faults drawn = faults(new Availability(0.2, null, null));
        assertEquals(0.2, share(round -> drawn.present(round, NODES.getFirst())), FOUR_DEVIATIONS);
        Faults periodic = faults(new Availability(0.25, 8, null));
        for (NodeId node : NODES) {
            // Two of every eight rounds, wherever one begins to count.
            for (int from = 1; from < 20; from++) {
                assertEquals(2, IntStream.range(from, from + 8).filter(round -> periodic.present(round, node)).count());
            }
        }
        long patterns = NODES.stream()
                .map(node -> IntStream.rangeClosed(1, 8).mapToObj(round -> periodic.present(round, node)).toList()).distinct().count();
        assertTrue(patterns > 2, patterns + " different patterns among ten hospitals");
    }

    @Test
    void aNumberOfHospitalsIsDrawnOnceForTheRun() {
        Faults faults = faults(new NetworkPartition(1, 100, ChosenNodes.valueOf(3)));
        for (int round : new int[] {1, 50, 100}) {
            int in = round;
            assertEquals(3, NODES.stream().filter(node -> faults.silence(in, node).isPresent()).count());
        }
        RandomGenerator stream = new Streams(31).of("any");
        assertEquals(10, ChosenNodes.valueOf(10).of(NODES, stream).size());
    }

    @Test
    void oneFaultDoesNotChangeTheDrawsOfAnother() {
        Faults alone = faults(new Straggling(0.5, 2, null));
        Faults together = faults(new Straggling(0.5, 2, null), new Duplication(0.5, null));
        for (int round = 1; round < 200; round++) {
            assertEquals(alone.slowdown(round, NODES.getFirst()), together.slowdown(round, NODES.getFirst()));
        }
    }
}
