package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Curves by round as a small SVG with real text. Lines differ by dashes and carry their name at their end, so that they can be told
 * apart without color; the band goes from the least to the most over seeds.
 */
final class Chart {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 230;
    private static final int LEFT = 44;
    private static final int RIGHT = 150;
    private static final int TOP = 26;
    private static final int BOTTOM = 34;
    private static final List<String> DASHES = List.of("none", "7 4", "2 3", "9 3 2 3", "14 4", "1 5");

    private final double lastRound;
    private final double low;
    private final double high;

    /** A point of a curve: mean over seeds, least and most. */
    record Point(int round, HeatMap.Spread spread) {}

    /** A named curve. */
    record Curve(String name, List<Point> points) {
        Curve {
            points = List.copyOf(points);
        }
    }

    private Chart(double lastRound, double low, double high) {
        this.lastRound = lastRound;
        this.low = low;
        this.high = high;
    }

    /** The chart; the vertical axis goes from {@code low} to {@code high}. */
    static String svg(String title, String metric, List<Curve> curves, int lastRound, double low, double high) {
        return new Chart(lastRound, low, high).svg(title, metric, curves);
    }

    private String svg(String title, String metric, List<Curve> curves) {
        StringBuilder svg = new StringBuilder();
        for (int i = 0; i <= 4; i++) {
            double value = low + (high - low) * i / 4;
            svg.append(line(y(value))).append(text(LEFT - 6, y(value) + 4, "end", String.format(Locale.ROOT, "%.2f", value)));
        }
        svg.append(text(LEFT, HEIGHT - 18, "middle", "1")).append(text(x(lastRound), HEIGHT - 18, "middle", String.valueOf((int) lastRound)));
        svg.append(text((LEFT + x(lastRound)) / 2, HEIGHT - 4, "middle", "round")).append(text(4, 12, "start", metric));
        List<Double> taken = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            if (!curves.get(i).points().isEmpty()) {
                svg.append(curve(curves.get(i), i, taken));
            }
        }
        // Names that moved down far make the picture longer.
        long height = Math.max(HEIGHT, Math.round(taken.stream().mapToDouble(y -> y + 6).max().orElse(0)));
        return "<figure><figcaption>" + Markup.escaped(title) + "</figcaption>\n<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " role=\"img\" viewBox=\"0 0 " + WIDTH + " " + height + "\" aria-label=\"" + Markup.escaped(title + ": " + metric + " by round") + "\">\n"
                + svg + "</svg></figure>\n";
    }

    private String curve(Curve curve, int index, List<Double> taken) {
        List<Point> points = curve.points();
        String over = points.stream().map(p -> at(p.round(), p.spread().most())).collect(Collectors.joining(" "));
        String under = points.reversed().stream().map(p -> at(p.round(), p.spread().least())).collect(Collectors.joining(" "));
        String means = points.stream().map(p -> at(p.round(), p.spread().mean())).collect(Collectors.joining(" "));
        double end = y(points.getLast().spread().mean()) + 4;
        // Names that would cover one another move down.
        double label = free(end, taken);
        taken.add(label);
        return "<g class=\"c" + index % 6 + "\"><polygon class=\"band\" points=\"" + over + " " + under + "\"/><polyline points=\"" + means
                + "\" stroke-dasharray=\"" + DASHES.get(index % DASHES.size()) + "\"/>" + text(x(lastRound) + 8, label, "start", curve.name()) + "</g>\n";
    }

    private static double free(double wanted, List<Double> taken) {
        double at = wanted;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (double other : taken) {
                // Compared as it is set: a difference, rounded, may stay below 12 for ever.
                if (at > other - 12 && at < other + 12) {
                    at = other + 12;
                    moved = true;
                }
            }
        }
        return at;
    }

    private double x(double round) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (lastRound <= 1 ? 1 : (round - 1) / (lastRound - 1));
    }

    private double y(double value) {
        double share = Math.clamp((value - low) / (high - low), 0, 1);
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
    }

    private String at(double round, double value) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x(round), y(value));
    }

    private String line(double y) {
        return String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%d\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\"/>\n", LEFT, x(lastRound), y, y);
    }

    static String text(double x, double y, String anchor, String text) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, Markup.escaped(text));
    }
}
