package org.fedrange.simulator.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.round.RoundMachine;
import org.junit.jupiter.api.Test;

/** The figures on paper in docs/scaling.md, played through. */
class ScalingTest {
    private static final int CELLS = 100_000;
    private static final double COMPUTING = 10;
    /** Seven files of a cell, each forced to disk in 2.2 ms. */
    private static final double KEEPING = 7 * 0.0022;

    private static final int HOSPITALS = 10_000;
    /** An update of 10^8 numbers of four bytes on a line of 10 Gbit/s: 4e8 / 1.25e9. */
    private static final double SENDING = 0.32;
    /** 100 steps x 32 examples x 6 operations x 10^8 parameters / 10^11 a second. */
    private static final double TRAINING = 19.2;

    /** Time until the leader has kept all cells: lanes compute side by side, the leader keeps one cell after another. */
    private static double handingOut(int lanes) {
        RandomGenerator stream = new Streams(1).of("computing");
        PriorityQueue<Double> computed = new PriorityQueue<>();
        for (int i = 0; i < lanes; i++) {
            computed.add(COMPUTING * exponential(stream));
        }
        double leader = 0;
        int given = lanes;
        while (!computed.isEmpty()) {
            leader = Math.max(leader, computed.remove()) + KEEPING;
            if (given < CELLS) {
                given++;
                computed.add(leader + COMPUTING * exponential(stream));
            }
        }
        return leader;
    }

    private static double exponential(RandomGenerator stream) {
        return -StrictMath.log(1 - stream.nextDouble());
    }

    /** Something that happens at an aggregator. */
    private record At(double time, int aggregator) {}

    /** Time until the coordinator has the last sum of a round. Each line carries one message after another, in each direction. */
    private static double round(int aggregators, int cores) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < cores; i++) {
            free.add(0.0);
        }
        List<At> trained = new ArrayList<>();
        for (At asked : models(aggregators)) {
            double end = Math.max(asked.time(), free.remove()) + TRAINING;
            free.add(end);
            trained.add(new At(end, asked.aggregator()));
        }
        trained.sort(Comparator.comparingDouble(At::time));
        double[] lines = new double[aggregators];
        for (At update : trained) {
            lines[update.aggregator()] = Math.max(lines[update.aggregator()], update.time()) + SENDING;
        }
        return aggregators == 1 ? lines[0] : java.util.Arrays.stream(lines).sorted().reduce(0, (line, sum) -> Math.max(line, sum) + SENDING);
    }

    /** When the model reaches each hospital: first the aggregators have it, one after another, then those they serve. */
    private static List<At> models(int aggregators) {
        List<At> models = new ArrayList<>();
        for (int hospital = 0; hospital < HOSPITALS; hospital++) {
            int aggregator = hospital % aggregators;
            double begin = aggregators == 1 ? 0 : SENDING * (aggregator + 1);
            models.add(new At(begin + SENDING * (hospital / aggregators + 1), aggregator));
        }
        models.sort(Comparator.comparingDouble(At::time));
        return models;
    }

    private static List<Matcher> rows(String pattern, int atLeast) throws IOException {
        List<Matcher> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "scaling.md"))) {
            Matcher row = Pattern.compile(pattern).matcher(line);
            if (row.matches()) {
                rows.add(row);
            }
        }
        assertTrue(rows.size() >= atLeast, rows.size() + " rows like " + pattern);
        return rows;
    }

    @Test
    void handingOutCellsTakesWhatThePageSays() throws IOException {
        for (Matcher row : rows("\\| (\\d+) \\| ([\\d.]+) \\| ([\\d.]+) \\|", 4)) {
            int lanes = Integer.parseInt(row.group(1));
            double seconds = handingOut(lanes);
            assertEquals(Double.parseDouble(row.group(2)), seconds / 3600, 0.01 + 0.005 * seconds / 3600, row.group());
            assertEquals(Double.parseDouble(row.group(3)), CELLS * COMPUTING / (lanes * seconds), 0.01, row.group());
            // No faster than the work spread evenly, nor than the leader alone: 10^6 s / lanes and 1540 s.
            assertTrue(seconds > 0.99 * CELLS * COMPUTING / lanes && seconds >= CELLS * KEEPING, row.group());
        }
        // 10 s / 15.4 ms: a tenth more lanes than that gain less than a twentieth.
        assertTrue(handingOut(649) / handingOut(714) < 1.05);
    }

    @Test
    void aRoundTakesWhatThePageSays() throws IOException {
        for (Matcher row : rows("\\| (\\d+) \\| (\\d+) \\| (\\d+) \\| [a-z].* \\|", 5)) {
            double seconds = round(Integer.parseInt(row.group(1)), Integer.parseInt(row.group(2)));
            assertEquals(Double.parseDouble(row.group(3)), seconds, 1, row.group());
        }
        // By hand, one coordinator: the first model 0.32, training 19.2, then 10,000 updates of 0.32: 3219.52.
        assertEquals(3219.52, round(1, HOSPITALS), 1e-6);
        // The square root of 10,000.
        assertTrue(round(100, HOSPITALS) < round(50, HOSPITALS) && round(100, HOSPITALS) < round(200, HOSPITALS));
    }

    @Test
    void aMeanHoldsAsManyVectorsAsThePageSays() throws IOException {
        // Two portions, and the sum and what takes its place in double precision.
        assertTrue(Files.readString(Path.of("..", "docs", "scaling.md")).contains("holds " + (2 * RoundMachine.PORTION + 4) + " vectors"));
    }
}
