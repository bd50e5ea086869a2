package org.fedrange.simulator.threatmodel;

import java.util.List;
import java.util.Locale;

/** A data-flow diagram as SVG that stands alone: zones dashed, externals square, processes round, stores between two lines, flows by id. */
public final class DataFlowSvg {
    private static final String CSS = """
            .dfd text { font: 13px system-ui, sans-serif; fill: #1b1f24; text-anchor: middle; } .dfd .zone { fill: #f5f7fa; stroke: #8a94a3; stroke-dasharray: 6 4; }
            .dfd .zone.low { fill: #fdf3f2; stroke: #b4534a; } .dfd .head { font-weight: 600; fill: #4a5260; } .dfd .box { fill: #ffffff; stroke: #1f6fb4; stroke-width: 1.6; }
            .dfd .line { stroke: #1f6fb4; stroke-width: 1.6; } .dfd .flow { fill: none; stroke: #4a5260; stroke-width: 1.4; } .dfd .flow.plain { stroke: #b4534a; }
            .dfd .badge { fill: #ffffff; stroke: #8a94a3; } .dfd .id { font-size: 11px; } .dfd .small { font-size: 11px; fill: #4a5260; }
            .dfd .tip { fill: #4a5260; stroke: none; } .dfd .sheet { fill: #ffffff; stroke: none; }""";
    private static final int WIDEST = 22;

    private DataFlowSvg() {}

    /** The picture. */
    public static String of(Pipeline pipeline) {
        Layout layout = new Layout(pipeline);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"dfd\" role=\"img\" viewBox=\"0 0 %d %d\" aria-label=\"%s\">%n",
                layout.width(), layout.height(), escaped("Data-flow diagram of " + pipeline.name())));
        svg.append("<style>").append(CSS).append("</style>\n<defs><marker id=\"tip\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" "
                + "orient=\"auto-start-reverse\"><path class=\"tip\" d=\"M0 0 8 4 0 8Z\"/></marker></defs>\n");
        svg.append(String.format(Locale.ROOT, "<rect class=\"sheet\" width=\"%d\" height=\"%d\"/>%n", layout.width(), layout.height()));
        layout.zoneBoxes().forEach((zone, box) -> svg.append(zone(zone, box)));
        layout.curves().forEach(curve -> svg.append(line(pipeline, curve)));
        pipeline.elements().forEach(element -> svg.append(element(element, java.util.Objects.requireNonNull(layout.elementBoxes().get(element.id())))));
        layout.labels().forEach((curve, label) -> svg.append(badge(curve.flow(), label)));
        return svg.append("</svg>\n").toString();
    }

    private static String zone(Zone zone, Layout.Box box) {
        return String.format(
                Locale.ROOT, "<rect class=\"zone%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"10\"/><text class=\"head\" x=\"%d\" y=\"%d\">%s</text>%n",
                zone.trust() <= 1 ? " low" : "", box.x(), box.y(), box.width(), box.height(), box.middleX(), box.y() + 24, escaped(cut(zone.name(), 30)));
    }

    private static String element(Element element, Layout.Box box) {
        String shape = switch (element.type()) {
            case STORE -> String.format(
                    Locale.ROOT, "<rect class=\"badge\" style=\"stroke:none\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/><path class=\"line\" d=\"M%d %dh%dM%d %dh%d\"/>",
                    box.x(), box.y(), box.width(), box.height(), box.x(), box.y(), box.width(), box.x(), box.y() + box.height(), box.width());
            case EXTERNAL, PROCESS, FLOW -> String.format(
                    Locale.ROOT, "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>",
                    box.x(), box.y(), box.width(), box.height(), element.type() == PartType.PROCESS ? box.height() / 2 : 0);
        };
        List<String> lines = wrapped(element.name());
        StringBuilder text = new StringBuilder(shape);
        int first = box.middleY() + 4 - 8 * lines.size();
        for (int i = 0; i < lines.size(); i++) {
            text.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>", box.middleX(), first + 15 * i, escaped(lines.get(i))));
        }
        return text.append(String.format(
                Locale.ROOT, "<text class=\"small\" x=\"%d\" y=\"%d\">%s</text>%n", box.middleX(), first + 15 * lines.size() + 1, escaped(cut(element.id(), WIDEST)))).toString();
    }

    /** A flow between zones that nothing protects is red. */
    private static String line(Pipeline pipeline, Layout.Curve curve) {
        boolean plain = pipeline.crosses(curve.flow()) && curve.flow().controls().isEmpty() && !curve.flow().data().isEmpty();
        return String.format(
                Locale.ROOT, "<path class=\"flow%s\" d=\"M%d %dC%d %d %d %d %d %d\" marker-end=\"url(#tip)\"/>%n", plain ? " plain" : "", curve.fromX(), curve.fromY(),
                curve.bendX(), curve.bendY(), curve.turnX(), curve.turnY(), curve.toX(), curve.toY());
    }

    private static String badge(Flow flow, Layout.Box label) {
        return String.format(
                Locale.ROOT, "<rect class=\"badge\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"9\"/><text class=\"id\" x=\"%d\" y=\"%d\"><title>%s</title>%s</text>%n",
                label.x(), label.y(), label.width(), label.height(), label.middleX(), label.middleY() + 4, escaped(flow.name()), escaped(cut(flow.id(), WIDEST)));
    }

    /** A name on one line, or on two where it is long. */
    private static List<String> wrapped(String name) {
        if (name.length() <= WIDEST) {
            return List.of(name);
        }
        int space = name.lastIndexOf(' ', WIDEST);
        int end = space <= 0 ? WIDEST : space;
        return List.of(name.substring(0, end), cut(name.substring(end).strip(), WIDEST));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "\u2026";
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
