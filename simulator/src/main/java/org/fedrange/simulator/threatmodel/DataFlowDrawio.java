package org.fedrange.simulator.threatmodel;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** A data-flow diagram as an uncompressed file of draw.io: zones as dashed containers, each element and flow a cell that can be moved. */
public final class DataFlowDrawio {
    private DataFlowDrawio() {}

    /** The file. */
    public static String of(Pipeline pipeline) {
        Layout layout = new Layout(pipeline);
        StringBuilder xml = new StringBuilder(String.format(
                Locale.ROOT, "<mxfile host=\"FedRange\"><diagram id=\"dfd\" name=\"%s\"><mxGraphModel dx=\"%d\" dy=\"%d\" grid=\"1\" gridSize=\"10\" page=\"0\"><root>%n"
                        + "<mxCell id=\"0\"/><mxCell id=\"1\" parent=\"0\"/>%n",
                DataFlowSvg.escaped(pipeline.name()), layout.width(), layout.height()));
        Map<Zone, Layout.Box> zones = layout.zoneBoxes();
        Map<String, Layout.Box> boxes = layout.elementBoxes();
        zones.forEach((zone, box) -> xml.append(vertex(
                "zone-" + zone.id(), zone.name(), "rounded=1;dashed=1;verticalAlign=top;arcSize=3;container=1;collapsible=0;fillColor=#f5f7fa;", "1", box)));
        for (Element element : pipeline.elements()) {
            Layout.Box zone = zones.entrySet().stream().filter(its -> its.getKey().id().equals(element.zone())).findFirst().orElseThrow().getValue();
            Layout.Box box = Objects.requireNonNull(boxes.get(element.id()));
            // The place of a cell is counted from the corner of what holds it.
            xml.append(vertex(
                    element.id(), element.name(), style(element.type()), "zone-" + element.zone(),
                    new Layout.Box(box.x() - zone.x(), box.y() - zone.y(), box.width(), box.height())));
        }
        for (Flow flow : pipeline.flows()) {
            xml.append(String.format(
                    Locale.ROOT, "<mxCell id=\"%s\" value=\"%s\" style=\"curved=1;endArrow=block;endFill=1;html=0;\" edge=\"1\" parent=\"1\" source=\"%s\" target=\"%s\">"
                            + "<mxGeometry relative=\"1\" as=\"geometry\"/></mxCell>%n",
                    id(flow.id()), DataFlowSvg.escaped(flow.id() + ": " + flow.name()), id(flow.from()), id(flow.to())));
        }
        return xml.append("</root></mxGraphModel></diagram></mxfile>\n").toString();
    }

    private static String style(PartType type) {
        return switch (type) {
            case EXTERNAL, FLOW -> "whiteSpace=wrap;";
            case PROCESS -> "rounded=1;arcSize=50;whiteSpace=wrap;";
            case STORE -> "shape=partialRectangle;left=0;right=0;whiteSpace=wrap;";
        };
    }

    private static String vertex(String id, String name, String style, String parent, Layout.Box box) {
        return String.format(
                Locale.ROOT, "<mxCell id=\"%s\" value=\"%s\" style=\"%shtml=0;\" vertex=\"1\" parent=\"%s\"><mxGeometry x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" "
                        + "as=\"geometry\"/></mxCell>%n",
                id(id), DataFlowSvg.escaped(name), style, parent.equals("1") ? parent : id(parent), box.x(), box.y(), box.width(), box.height());
    }

    /** The ids 0 and 1 are draw.io's own. */
    private static String id(String id) {
        return "part-" + DataFlowSvg.escaped(id);
    }
}
