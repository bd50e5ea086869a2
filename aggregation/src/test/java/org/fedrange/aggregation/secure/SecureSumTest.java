package org.fedrange.aggregation.secure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Streams;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The unmasked sum is the plain sum, exactly, whoever drops out when; and below the threshold there is no sum. */
@NullUnmarked
class SecureSumTest {

    /** With three nodes, everything that can happen: each stays, or drops out in one of the five exchanges. */
    @ParameterizedTest
    @CsvSource({"2, false", "3, true"})
    void threeNodesInEveryPattern(int threshold, boolean signed) {
        SecureRound round = SecureRound.bonawitz(3, threshold, 7, 12, signed, 1);
        SortedMap<Integer, int[]> inputs = round.inputs();
        int sums = 0;
        for (int pattern = 0; pattern < 6 * 6 * 6; pattern++) {
            int[] when = {pattern % 6, pattern / 6 % 6, pattern / 36};
            List<SortedSet<Integer>> gone = new ArrayList<>();
            for (int exchange = 0; exchange < 5; exchange++) {
                gone.add(new TreeSet<>());
                for (int node = 0; node < 3; node++) {
                    if (when[node] == exchange) {
                        gone.get(exchange).add(node);
                    }
                }
            }
            // Without signatures nobody is asked in the fourth exchange: who is gone then is gone in the fifth.
            SortedSet<Integer> inSum = new TreeSet<>(SecureRound.nodes(3));
            gone.subList(0, 3).forEach(its -> inSum.removeAll(its));
            long left = Arrays.stream(when).filter(its -> its == 5).count();
            if (left >= threshold) {
                assertArrayEquals(round.plain(inputs, inSum), round.sum(inputs, gone), () -> Arrays.toString(when));
                sums++;
            } else {
                assertThrows(Aborted.class, () -> round.sum(inputs, gone), () -> Arrays.toString(when));
            }
        }
        // At most one drops out of three, at any of five times; with a threshold of three, nobody may.
        assertEquals(threshold == 2 ? 1 + 3 * 5 : 1, sums);
    }

    /** With ten, every set of up to n - t that drops out before its vector arrives, and every set that does before it gives shares. */
    @ParameterizedTest
    @CsvSource({"6, false", "7, true"})
    void tenNodesInEverySetOfDropouts(int threshold, boolean signed) {
        SecureRound round = SecureRound.bonawitz(10, threshold, 5, 20, signed, 2);
        SortedMap<Integer, int[]> inputs = round.inputs();
        SecureRound.Masked masked = round.keyed(SecureRound.none()).shared(SecureRound.none()).masked(inputs);
        int[] everybody = round.plain(inputs, SecureRound.nodes(10));
        int patterns = 0;
        for (int bits = 0; bits < 1 << 10; bits++) {
            SortedSet<Integer> gone = SecureRound.set(bits);
            if (gone.size() <= 10 - threshold) {
                int[] others = round.plain(inputs, SecureRound.without(10, gone));
                assertArrayEquals(others, masked.sum(gone, SecureRound.none(), SecureRound.none()), () -> "gone: " + gone);
                if (!signed || gone.size() == 10 - threshold) {
                    assertArrayEquals(everybody, masked.sum(SecureRound.none(), SecureRound.none(), gone), () -> "gone: " + gone);
                }
                patterns++;
            }
        }
        // 1 + 10 + 45 + 120 (+ 210); signing anew for each takes its time, so of those who give no shares the largest sets stand for all.
        assertEquals(signed ? 176 : 386, patterns);
        assertThrows(Aborted.class, () -> masked.sum(SecureRound.set((1 << (11 - threshold)) - 1), SecureRound.none(), SecureRound.none()));
        assertThrows(Aborted.class, () -> masked.sum(SecureRound.none(), SecureRound.none(), SecureRound.set((1 << (11 - threshold)) - 1)));
    }

    /** Large cohorts with as many dropouts as the threshold bears, spread at random over the exchanges. */
    @ParameterizedTest
    @CsvSource({"50, 34, 11, true", "50, 26, 12, false", "100, 51, 13, false"})
    void manyNodesWithRandomDropouts(int n, int threshold, long seed, boolean signed) {
        SecureRound round = SecureRound.bonawitz(n, threshold, 33, 31, signed, seed);
        RandomGenerator stream = round.streams().of("dropouts");
        SortedMap<Integer, int[]> inputs = round.inputs();
        List<SortedSet<Integer>> gone = new ArrayList<>();
        for (int exchange = 0; exchange < 5; exchange++) {
            gone.add(new TreeSet<>());
        }
        SecureRound.drawn(n - threshold, n, stream).forEach(node -> gone.get(stream.nextInt(5)).add(node));
        SortedSet<Integer> inSum = new TreeSet<>(SecureRound.nodes(n));
        gone.subList(0, 3).forEach(its -> inSum.removeAll(its));
        assertArrayEquals(round.plain(inputs, inSum), round.sum(inputs, gone), () -> "seed " + seed + ": " + gone);
    }

    /** A tenth drop out in any exchange, and each of those left still has a threshold of neighbours. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void neighboursOnly(long seed) {
        SecureRound round = SecureRound.bell(60, 20, 11, 17, 24, seed);
        RandomGenerator stream = round.streams().of("dropouts");
        SortedMap<Integer, int[]> inputs = round.inputs();
        List<SortedSet<Integer>> gone = new ArrayList<>();
        for (int exchange = 0; exchange < 5; exchange++) {
            gone.add(new TreeSet<>());
        }
        SecureRound.drawn(6, 60, stream).forEach(node -> gone.get(stream.nextInt(5)).add(node));
        SortedSet<Integer> inSum = new TreeSet<>(SecureRound.nodes(60));
        gone.subList(0, 3).forEach(its -> inSum.removeAll(its));
        assertArrayEquals(round.plain(inputs, inSum), round.sum(inputs, gone), () -> "seed " + seed + ": " + gone);
    }

    @Test
    void neighboursOfOneNodeGoneIsTheEndOfTheRound() {
        // Six of node 0's ten neighbours are gone, of 60 nodes: everywhere else there are enough, but not there.
        SecureRound round = SecureRound.bell(60, 10, 6, 3, 16, 5);
        SecureRound.Masked masked = round.keyed(SecureRound.none()).shared(SecureRound.none()).masked(round.inputs());
        SortedSet<Integer> gone = new TreeSet<>(List.copyOf(round.neighborhoods().of(0)).subList(0, 5));
        Aborted aborted = assertThrows(Aborted.class, () -> masked.sum(gone, SecureRound.none(), SecureRound.none()));
        assertTrue(aborted.getMessage().contains("neighbours of node"), aborted.getMessage());
    }

    @Test
    void aMaskedVectorSaysNothingAndTwoOfThemNeither() {
        // The same vector under masks of two seeds: if anything of it showed, the two would have more than chance in common.
        SecureRound one = SecureRound.bonawitz(3, 2, 4096, 32, false, 1);
        SecureRound other = SecureRound.bonawitz(3, 2, 4096, 32, false, 2);
        SortedMap<Integer, int[]> zeros = new TreeMap<>();
        SecureRound.nodes(3).forEach(node -> zeros.put(node, new int[4096]));
        int[] first = one.keyed(SecureRound.none()).shared(SecureRound.none()).masked(zeros).words().get(1);
        int[] second = other.keyed(SecureRound.none()).shared(SecureRound.none()).masked(zeros).words().get(1);
        // 131,072 fair bits: the count of ones has deviation 181; six deviations are 1,086.
        long ones = Arrays.stream(first).map(Integer::bitCount).sum();
        assertTrue(Math.abs(ones - 65_536) < 1_086, () -> ones + " ones");
        long common = 0;
        for (int i = 0; i < first.length; i++) {
            common += Integer.bitCount(first[i] ^ second[i]);
        }
        assertTrue(Math.abs(common - 65_536) < 1_086, common + " differing bits");
    }

    @Test
    void aVectorThatComesTooLateStaysHiddenByItsSelfMask() {
        // Node 2's vector is late: it counts as dropped, and its masking key is reconstructed. With it the coordinator can take the
        // pairwise masks off the late vector, but not the self mask.
        SecureRound round = SecureRound.bonawitz(5, 3, 1024, 32, false, 9);
        SortedMap<Integer, int[]> inputs = round.inputs();
        SecureRound.Masked masked = round.keyed(SecureRound.none()).shared(SecureRound.none()).masked(inputs);
        SortedSet<Integer> late = new TreeSet<>(List.of(2));
        assertArrayEquals(round.plain(inputs, SecureRound.without(5, late)), masked.sum(late, SecureRound.none(), SecureRound.none()));
        int[] words = masked.words().get(2).clone();
        KeyPair key = masked.nodes().get(2).shared().secrets().masking();
        byte[] context = round.terms().context(round.safeguards());
        for (int other : SecureRound.without(5, late)) {
            byte[] open = masked.nodes().get(other).shared().secrets().masking().open();
            Keystream.mask(Masks.pair(context, key, open), words, other < 2);
        }
        int equal = 0;
        for (int i = 0; i < words.length; i++) {
            equal += words[i] == inputs.get(2)[i] ? 1 : 0;
        }
        assertEquals(0, equal, "a word of the late vector came out");
        Keystream.mask(Masks.self(context, masked.nodes().get(2).shared().secrets().selfMask()), words, false);
        assertArrayEquals(inputs.get(2), words, "with the self mask it would have");
    }

    @Test
    void whoDroppedOutIsBackInTheNextRound() {
        SecureRound first = SecureRound.bonawitz(5, 4, 9, 16, true, 3);
        SortedMap<Integer, int[]> inputs = first.inputs();
        SortedSet<Integer> gone = new TreeSet<>(List.of(4));
        List<SortedSet<Integer>> dropouts = List.of(SecureRound.none(), SecureRound.none(), gone, SecureRound.none(), SecureRound.none());
        assertArrayEquals(first.plain(inputs, SecureRound.without(5, gone)), first.sum(inputs, dropouts));
        SecureRound second = first.with(new Terms("run", 2, "model", 4, 9, 16, true, SecureRound.nodes(5)));
        List<SortedSet<Integer>> nobody = List.of(SecureRound.none(), SecureRound.none(), SecureRound.none(), SecureRound.none(), SecureRound.none());
        assertArrayEquals(second.plain(inputs, SecureRound.nodes(5)), second.sum(inputs, nobody));
    }

    @Test
    void aWrongShareIsFoundOut() {
        SecureRound round = SecureRound.bonawitz(5, 3, 4, 16, false, 4);
        SecureRound.Masked masked = round.keyed(SecureRound.none()).shared(SecureRound.none()).masked(round.inputs());
        for (boolean survivor : new boolean[] {true, false}) {
            SortedSet<Integer> gone = new TreeSet<>(List.of(4));
            SecureCoordinator.Revealing coordinator = masked.arrived(gone).unsigned();
            SortedMap<Integer, Revealed> revealed = new TreeMap<>();
            for (int node = 0; node < 4; node++) {
                revealed.put(node, Revealed.decoded(masked.nodes().get(node).unmask(coordinator.request(node)).answer()));
            }
            Revealed lie = revealed.get(1);
            (survivor ? lie.selfMasks().get(0) : lie.maskingKeys().get(4))[2] ^= 1;
            assertThrows(Aborted.class, () -> coordinator.collect(revealed));
        }
    }

    @Test
    @Tag("full")
    void aMillionNumbersOfAHundredNodes() {
        SecureRound round = SecureRound.bonawitz(100, 67, 1_000_000, 27, true, 31);
        SortedMap<Integer, int[]> inputs = round.inputs();
        RandomGenerator stream = new Streams(31).of("dropouts");
        List<SortedSet<Integer>> gone = new ArrayList<>();
        for (int exchange = 0; exchange < 5; exchange++) {
            gone.add(new TreeSet<>());
        }
        SecureRound.drawn(33, 100, stream).forEach(node -> gone.get(stream.nextInt(5)).add(node));
        SortedSet<Integer> inSum = new TreeSet<>(SecureRound.nodes(100));
        gone.subList(0, 3).forEach(its -> inSum.removeAll(its));
        assertArrayEquals(round.plain(inputs, inSum), round.sum(inputs, gone), () -> "seed 31: " + gone);
    }
}
