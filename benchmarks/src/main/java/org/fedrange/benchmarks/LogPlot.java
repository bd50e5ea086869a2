package org.fedrange.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Two plots side by side on logarithmic axes, time and bytes over the number of hospitals: dots are measured, dashes follow from formulas.
 *
 * @param points what is drawn
 */
record LogPlot(List<SecureCosts.Point> points) {
    private static final int WIDTH = 380;
    private static final int HEIGHT = 300;
    private static final int LEFT = 60;
    private static final int TOP = 40;

    String svg() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 980 400\" font-family=\"sans-serif\" font-size=\"13\">\n"
                + "<rect width=\"980\" height=\"400\" fill=\"white\"/>\n"
                + panel(0, "processor time for each hospital, bonawitz with ten = 1", SecureCosts.Point::time)
                + panel(490, "bytes of keys, shares and lists for each hospital", SecureCosts.Point::bytes) + "</svg>\n";
    }

    private String panel(int shift, String title, ToDoubleFunction<SecureCosts.Point> value) {
        double low = Math.floor(Math.log10(points.stream().mapToDouble(value).min().orElse(1)));
        double high = Math.ceil(Math.log10(points.stream().mapToDouble(value).max().orElse(10)));
        StringBuilder svg = new StringBuilder("<g transform=\"translate(" + (shift + LEFT) + " " + TOP + ")\">\n<text y=\"-16\">" + title + "</text>\n");
        for (int power = 1; power <= 5; power++) {
            double x = WIDTH * (power - 1) / 4.0;
            svg.append(line(x, 0, x, HEIGHT)).append(text(x, HEIGHT + 18, "10^" + power, "middle"));
        }
        for (double power = low; power <= high; power++) {
            double y = HEIGHT * (high - power) / (high - low);
            svg.append(line(0, y, WIDTH, y)).append(text(-6, y + 4, "10^" + (int) power, "end"));
        }
        svg.append(text(WIDTH / 2.0, HEIGHT + 38, "hospitals", "middle"));
        svg.append(curve("bonawitz", "#b3312c", value, low, high)).append(curve("bell", "#1f5fa8", value, low, high));
        return svg.append("</g>\n").toString();
    }

    private String curve(String protocol, String colour, ToDoubleFunction<SecureCosts.Point> value, double low, double high) {
        List<SecureCosts.Point> its = points.stream().filter(point -> point.protocol().equals(protocol)).toList();
        StringBuilder path = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        double x = 0;
        double y = 0;
        for (SecureCosts.Point point : its) {
            x = WIDTH * (Math.log10(point.nodes()) - 1) / 4;
            y = HEIGHT * (high - Math.log10(value.applyAsDouble(point))) / (high - low);
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f ", path.isEmpty() ? "M" : "L", x, y));
            dots.append(point.measured() ? String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n", x, y, colour) : "");
        }
        return "<path d=\"" + path + "\" fill=\"none\" stroke=\"" + colour + "\" stroke-dasharray=\"5 3\"/>\n" + dots
                + text(x - 4, y - 8, protocol.equals("bell") ? "bell (SecAgg+)" : protocol, "end").replace("<text", "<text fill=\"" + colour + "\"");
    }

    private static String line(double fromX, double fromY, double toX, double toY) {
        return String.format(Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n", fromX, fromY, toX, toY);
    }

    private static String text(double x, double y, String words, String anchor) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, words);
    }
}
