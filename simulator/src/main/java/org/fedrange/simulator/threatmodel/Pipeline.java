package org.fedrange.simulator.threatmodel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/** A pipeline as a data-flow diagram: derived from an experiment, or written down by hand for a pipeline that is not FedRange's. */
public record Pipeline(
        @Parameter("its name: letters, digits, dots, dashes") String name,
        @Parameter(value = "what it is, in a sentence", byDefault = "''") String about,
        @Parameter("zones of trust, from left to right in the diagram") List<Zone> zones,
        @Parameter("classes of data") List<DataClass> data,
        @Parameter("external parties, processes and stores") List<Element> elements,
        @Parameter("data on their way") List<Flow> flows,
        @Parameter(value = "risks as somebody asserts them", byDefault = "[]") List<AssertedRisk> risks) {
    public Pipeline {
        zones = List.copyOf(zones);
        data = List.copyOf(data);
        elements = List.copyOf(elements);
        flows = List.copyOf(flows);
        risks = List.copyOf(risks);
        Parameters.check(Pipeline.class, name, about, zones, data, elements, flows, risks);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("name must be letters, digits, dots, dashes or underscores, at most 100, got '" + name + "'");
        }
        unique("zones", zones.stream().map(Zone::id).toList());
        unique("data", data.stream().map(DataClass::id).toList());
        unique("elements", Stream.concat(elements.stream().map(Element::id), flows.stream().map(Flow::id)).toList());
        refer(zones, data, elements, flows);
    }

    private static void unique(String key, List<String> ids) {
        List<String> seen = new ArrayList<>();
        for (String id : ids) {
            if (seen.contains(id)) {
                throw new IllegalArgumentException(key + " must have ids of their own; " + id + " is given twice (elements and flows share one row of ids)");
            }
            seen.add(id);
        }
    }

    private static void refer(List<Zone> zones, List<DataClass> data, List<Element> elements, List<Flow> flows) {
        List<String> zoneIds = zones.stream().map(Zone::id).toList();
        List<String> dataIds = data.stream().map(DataClass::id).toList();
        List<String> elementIds = elements.stream().map(Element::id).toList();
        for (Element element : elements) {
            known("elements", element.id(), "zone", element.zone(), zoneIds);
            element.holds().forEach(id -> known("elements", element.id(), "holds", id, dataIds));
        }
        for (Flow flow : flows) {
            known("flows", flow.id(), "from", flow.from(), elementIds);
            known("flows", flow.id(), "to", flow.to(), elementIds);
            flow.data().forEach(id -> known("flows", flow.id(), "data", id, dataIds));
        }
    }

    /** Refuses a name that nothing has. */
    static void known(String key, String id, String where, String given, Collection<String> allowed) {
        if (!allowed.contains(given)) {
            throw new IllegalArgumentException(key + " say of " + id + ", under " + where + ", '" + given + "', which is nowhere defined. There are: "
                    + String.join(", ", allowed));
        }
    }

    /** Elements and flows, in that order. */
    public List<Part> parts() {
        return Stream.<Part>concat(elements.stream(), flows.stream()).toList();
    }

    /** The element with this id. */
    public Element element(String id) {
        return elements.stream().filter(element -> element.id().equals(id)).findFirst().orElseThrow();
    }

    /** The class of data with this id. */
    public DataClass data(String id) {
        return data.stream().filter(its -> its.id().equals(id)).findFirst().orElseThrow();
    }

    /** What a part keeps, carries, takes or gives, in the order of the classes. */
    public List<DataClass> data(Part part) {
        List<String> ids = switch (part) {
            case Flow flow -> flow.data();
            case Element element -> Stream.concat(
                    element.holds().stream(), flows.stream().filter(flow -> touches(flow, element)).flatMap(flow -> flow.data().stream())).toList();
        };
        return data.stream().filter(its -> ids.contains(its.id())).toList();
    }

    private static boolean touches(Flow flow, Element element) {
        return flow.from().equals(element.id()) || flow.to().equals(element.id());
    }

    /** How much the zone of an element is trusted. */
    private int trust(String element) {
        String zone = element(element).zone();
        return zones.stream().filter(its -> its.id().equals(zone)).findFirst().orElseThrow().trust();
    }

    /** Whether a flow leaves one zone for another. */
    public boolean crosses(Flow flow) {
        return !element(flow.from()).zone().equals(element(flow.to()).zone());
    }

    /** Whether something comes to it from a zone that is trusted less; of a flow, whether it crosses zones. */
    public boolean exposed(Part part) {
        return switch (part) {
            case Flow flow -> crosses(flow);
            case Element element -> flows.stream().anyMatch(flow -> flow.to().equals(element.id()) && trust(flow.from()) < trust(element.id()));
        };
    }

    /** For each external party and process, and for whoever listens on the way between zones, the data that it sees in plain. */
    public Map<String, List<String>> plaintext() {
        Map<String, List<String>> seen = new LinkedHashMap<>();
        elements.stream().filter(element -> element.type() != PartType.STORE)
                .forEach(element -> seen.put(element.name(), data(element).stream().map(DataClass::name).toList()));
        List<String> open = flows.stream().filter(flow -> crosses(flow) && flow.controls().stream().noneMatch(ENCRYPTION::contains))
                .flatMap(flow -> flow.data().stream()).distinct().toList();
        seen.put("whoever listens between zones", data.stream().filter(its -> open.contains(its.id())).map(DataClass::name).toList());
        return seen;
    }

    /** Controls under which what a flow carries cannot be read on the way. */
    private static final List<String> ENCRYPTION = List.of("tls", "mutual-tls", "authenticated-encryption");

    /** Several diagrams in one: of parts with one id the first counts, with the controls of all. */
    static Pipeline merged(List<Pipeline> pipelines) {
        Pipeline first = pipelines.getFirst();
        Map<String, Zone> zones = new LinkedHashMap<>();
        Map<String, DataClass> data = new LinkedHashMap<>();
        Map<String, Element> elements = new LinkedHashMap<>();
        Map<String, Flow> flows = new LinkedHashMap<>();
        for (Pipeline pipeline : pipelines) {
            pipeline.zones().forEach(zone -> zones.putIfAbsent(zone.id(), zone));
            pipeline.data().forEach(its -> data.putIfAbsent(its.id(), its));
            pipeline.elements().forEach(element -> elements.merge(element.id(), element, Pipeline::together));
            pipeline.flows().forEach(flow -> flows.merge(flow.id(), flow, Pipeline::together));
        }
        return new Pipeline(
                first.name(), first.about(), List.copyOf(zones.values()), List.copyOf(data.values()), List.copyOf(elements.values()),
                List.copyOf(flows.values()), first.risks());
    }

    private static Element together(Element one, Element other) {
        return new Element(one.id(), one.type(), one.name(), one.zone(), one.role(), both(one.holds(), other.holds()), both(one.controls(), other.controls()));
    }

    private static Flow together(Flow one, Flow other) {
        return new Flow(one.id(), one.name(), one.from(), one.to(), both(one.data(), other.data()), both(one.controls(), other.controls()));
    }

    private static List<String> both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).map(Objects::requireNonNull).distinct().toList();
    }
}
