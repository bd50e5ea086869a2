package org.fedrange.simulator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Streams;
import org.junit.jupiter.api.Test;

class ChartTest {
    private static final Pattern NAME = Pattern.compile("y=\"([\\d.]+)\" text-anchor=\"start\">curve \\d+<");

    private static List<Double> labels(List<Double> ends) {
        List<Chart.Curve> curves = new ArrayList<>();
        for (double end : ends) {
            curves.add(new Chart.Curve("curve " + curves.size(), List.of(new Chart.Point(1, new HeatMap.Spread(end, end, end, 1)))));
        }
        Matcher names = NAME.matcher(Chart.svg("title", "metric", curves, 1, 0, 1));
        List<Double> labels = new ArrayList<>();
        while (names.find()) {
            labels.add(Double.valueOf(names.group(1)));
        }
        return labels;
    }

    /** Names that end at one place, or at places of which a difference of 12 rounds to a little less, each find their own. */
    @Test
    void namesDoNotCoverOneAnother() {
        RandomGenerator stream = new Streams(3).of("ends");
        for (int trial = 0; trial < 300; trial++) {
            List<Double> ends = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                ends.add(i % 3 == 0 ? 0.5 : stream.nextDouble());
            }
            List<Double> labels = labels(ends);
            assertEquals(8, labels.size());
            for (int i = 0; i < 8; i++) {
                for (int j = 0; j < i; j++) {
                    // Written with one digit after the point.
                    assertTrue(Math.abs(labels.get(i) - labels.get(j)) >= 11.85, ends + " gives " + labels);
                }
            }
        }
    }
}
