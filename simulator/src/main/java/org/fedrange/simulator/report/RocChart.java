package org.fedrange.simulator.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedrange.simulator.results.Leakage;

/** True- against false-positive rates on logarithmic axes, where the few false alarms that matter have room; and the line of chance. */
final class RocChart {
    private static final int SIDE = 260;
    private static final int LEFT = 44;
    private static final int TOP = 26;
    private static final int NAMES = 220;
    private static final List<String> DASHES = List.of("none", "7 4", "2 3", "9 3 2 3", "14 4", "1 5");
    private static final double LEAST = 1e-3;

    private RocChart() {}

    /** A named curve: a true-positive rate for each of {@link Leakage#FALSE_POSITIVES}. */
    record Curve(String name, List<Double> rates) {
        Curve {
            rates = List.copyOf(rates);
        }
    }

    /** The chart; empty without curves. */
    static String svg(String title, List<Curve> curves) {
        if (curves.isEmpty()) {
            return "";
        }
        StringBuilder svg = new StringBuilder();
        for (double mark = LEAST; mark < 2; mark *= 10) {
            String name = String.format(Locale.ROOT, mark < 0.05 ? "%.3f" : "%.1f", mark);
            svg.append(String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n", LEFT, LEFT + SIDE, y(mark), y(mark)));
            svg.append(Chart.text(LEFT - 6, y(mark) + 4, "end", name)).append(Chart.text(x(mark), TOP + SIDE + 14, "middle", name));
        }
        svg.append(Chart.text(LEFT + SIDE / 2.0, TOP + SIDE + 28, "middle", "false-positive rate")).append(Chart.text(4, 12, "start", "true-positive rate"));
        svg.append(line(Leakage.FALSE_POSITIVES, "class=\"grid\" fill=\"none\" stroke-dasharray=\"1 3\""));
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            svg.append("<g class=\"c").append(i % 6).append("\">").append(line(curve.rates(), "stroke-dasharray=\"" + DASHES.get(i % DASHES.size()) + "\""))
                    .append(Chart.text(LEFT + SIDE + 8, TOP + 10 + 14 * i, "start", curve.name())).append("</g>\n");
        }
        int height = Math.max(TOP + SIDE + 36, TOP + 24 + 14 * curves.size());
        return "<figure><figcaption>" + Markup.escaped(title + ": who is found, dotted: by chance") + "</figcaption>\n<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 "
                + (LEFT + SIDE + NAMES) + " " + height + "\" aria-label=\"" + Markup.escaped(title + ": true- by false-positive rate") + "\">\n" + svg + "</svg></figure>\n";
    }

    private static String line(List<Double> rates, String style) {
        String points = IntStream.range(0, rates.size())
                .mapToObj(i -> String.format(Locale.ROOT, "%.1f,%.1f", x(Leakage.FALSE_POSITIVES.get(i)), y(rates.get(i)))).collect(Collectors.joining(" "));
        return "<polyline points=\"" + points + "\" " + style + "/>";
    }

    private static double x(double rate) {
        return LEFT + SIDE * share(rate);
    }

    private static double y(double rate) {
        return TOP + SIDE * (1 - share(rate));
    }

    private static double share(double rate) {
        return 1 - StrictMath.log10(Math.max(rate, LEAST)) / StrictMath.log10(LEAST);
    }
}
