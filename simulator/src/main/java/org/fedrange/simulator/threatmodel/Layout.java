package org.fedrange.simulator.threatmodel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where everything of a data-flow diagram stands: zones as columns from left to right, their elements below each other, flows as curves between
 * them. Of flows that share two elements each has a way of its own; one that passes over a column goes between its rows.
 *
 * @param pipeline the diagram
 */
record Layout(Pipeline pipeline) {
    static final int BOX_WIDTH = 170;
    static final int BOX_HEIGHT = 58;
    private static final int GAP_ACROSS = 130;
    private static final int GAP_DOWN = 62;
    private static final int MARGIN = 24;
    private static final int HEAD = 46;
    /** Between flows that share two elements. */
    private static final int APART = 22;
    private static final int LABEL_HEIGHT = 18;
    private static final int LONGEST_LABEL = 22;
    private static final List<Double> ALONG = List.of(0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85);

    /** A rectangle. */
    record Box(int x, int y, int width, int height) {
        int middleX() {
            return x + width / 2;
        }

        int middleY() {
            return y + height / 2;
        }

        boolean overlaps(Box other) {
            return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
        }
    }

    /** A cubic curve of Bezier. */
    record Curve(Flow flow, int fromX, int fromY, int bendX, int bendY, int turnX, int turnY, int toX, int toY) {
        /** The label of the flow around the point that lies so far along the curve. */
        Box label(double along) {
            int width = 14 + 7 * Math.min(flow.id().length(), LONGEST_LABEL);
            int x = (int) Math.round(at(along, fromX, bendX, turnX, toX));
            int y = (int) Math.round(at(along, fromY, bendY, turnY, toY));
            return new Box(x - width / 2, y - LABEL_HEIGHT / 2, width, LABEL_HEIGHT);
        }

        private static double at(double t, int from, int bend, int turn, int to) {
            double rest = 1 - t;
            return rest * rest * rest * from + 3 * rest * rest * t * bend + 3 * rest * t * t * turn + t * t * t * to;
        }
    }

    /** Where each flow's label stands: in the middle of its curve, or as near to it as nothing else stands. */
    Map<Curve, Box> labels() {
        List<Box> taken = new ArrayList<>(elementBoxes().values());
        Map<Curve, Box> labels = new LinkedHashMap<>();
        for (Curve curve : curves()) {
            Box free = ALONG.stream().map(curve::label).filter(label -> taken.stream().noneMatch(label::overlaps)).findFirst().orElse(curve.label(0.5));
            taken.add(free);
            labels.put(curve, free);
        }
        return labels;
    }

    private List<Zone> zones() {
        return pipeline.zones().stream().filter(zone -> !in(zone).isEmpty()).toList();
    }

    private List<Element> in(Zone zone) {
        return pipeline.elements().stream().filter(element -> element.zone().equals(zone.id())).toList();
    }

    private int rows() {
        return zones().stream().mapToInt(zone -> in(zone).size()).max().orElse(1);
    }

    int width() {
        return 2 * MARGIN + zones().size() * (BOX_WIDTH + GAP_ACROSS) - GAP_ACROSS + 2 * MARGIN;
    }

    int height() {
        return 2 * MARGIN + HEAD + rows() * (BOX_HEIGHT + GAP_DOWN);
    }

    /** The zones that hold something. */
    Map<Zone, Box> zoneBoxes() {
        Map<Zone, Box> boxes = new LinkedHashMap<>();
        for (Zone zone : zones()) {
            int x = MARGIN + boxes.size() * (BOX_WIDTH + GAP_ACROSS);
            boxes.put(zone, new Box(x, MARGIN, BOX_WIDTH + 2 * MARGIN, height() - 2 * MARGIN));
        }
        return boxes;
    }

    /** The elements by id. */
    Map<String, Box> elementBoxes() {
        Map<String, Box> boxes = new LinkedHashMap<>();
        zoneBoxes().forEach((zone, around) -> {
            List<Element> its = in(zone);
            // Shorter columns stand in the middle of the longest.
            int shift = (rows() - its.size()) * (BOX_HEIGHT + GAP_DOWN) / 2;
            for (int i = 0; i < its.size(); i++) {
                int y = around.y() + HEAD + shift + i * (BOX_HEIGHT + GAP_DOWN);
                boxes.put(its.get(i).id(), new Box(around.x() + MARGIN, y, BOX_WIDTH, BOX_HEIGHT));
            }
        });
        return boxes;
    }

    /** The flows, in their order. */
    List<Curve> curves() {
        Map<String, Box> boxes = elementBoxes();
        Map<String, List<Flow>> shared = new LinkedHashMap<>();
        pipeline.flows().forEach(flow -> shared.computeIfAbsent(pair(flow), k -> new ArrayList<>()).add(flow));
        List<Curve> curves = new ArrayList<>();
        for (Flow flow : pipeline.flows()) {
            List<Flow> group = Objects.requireNonNull(shared.get(pair(flow)));
            int shift = (2 * group.indexOf(flow) - group.size() + 1) * APART / 2;
            curves.add(curve(flow, Objects.requireNonNull(boxes.get(flow.from())), Objects.requireNonNull(boxes.get(flow.to())), shift));
        }
        return curves;
    }

    private static String pair(Flow flow) {
        return flow.from().compareTo(flow.to()) < 0 ? flow.from() + " " + flow.to() : flow.to() + " " + flow.from();
    }

    private static Curve curve(Flow flow, Box from, Box to, int shift) {
        if (from.equals(to)) {
            return loop(flow, from);
        }
        if (from.x() == to.x()) {
            return below(flow, from, to, shift);
        }
        boolean right = from.x() < to.x();
        int fromX = right ? from.x() + from.width() : from.x();
        int toX = right ? to.x() : to.x() + to.width();
        int fromY = from.middleY() + shift;
        int toY = to.middleY() + shift;
        int columns = Math.abs(to.x() - from.x()) / (BOX_WIDTH + GAP_ACROSS);
        // Over other columns the way is half a row lower, where no boxes stand.
        int aside = columns > 1 ? (BOX_HEIGHT + GAP_DOWN) / 2 * 4 / 3 : 0;
        int bend = (toX - fromX) / 2;
        return new Curve(flow, fromX, fromY, fromX + bend, fromY + aside, toX - bend, toY + aside, toX, toY);
    }

    /** Neighbours in one column are joined straight; others around what stands between. */
    private static Curve below(Flow flow, Box from, Box to, int shift) {
        boolean down = from.y() < to.y();
        if (Math.abs(to.y() - from.y()) <= BOX_HEIGHT + GAP_DOWN) {
            int x = from.middleX() + 2 * shift;
            int fromY = down ? from.y() + from.height() : from.y();
            int toY = down ? to.y() : to.y() + to.height();
            int third = (toY - fromY) / 3;
            return new Curve(flow, x, fromY, x, fromY + third, x, toY - third, x, toY);
        }
        int side = from.x() + from.width();
        int out = side + 52 + shift;
        return new Curve(flow, side, from.middleY() + shift, out, from.middleY(), out, to.middleY(), side, to.middleY() + shift);
    }

    private static Curve loop(Flow flow, Box box) {
        int side = box.x() + box.width();
        return new Curve(flow, side, box.middleY() - 18, side + 46, box.middleY() - 26, side + 46, box.middleY() + 26, side, box.middleY() + 18);
    }
}
