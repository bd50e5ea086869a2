package org.fedrange.simulator.threatmodel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.config.Binder;

/**
 * Which threats strike which parts of a pipeline, and what stands against them there: STRIDE for each part, LINDDUN where data are about people,
 * and the threats of machine learning where their conditions hold. What it says of controls and risks is what was declared, not what was measured.
 *
 * @param pipeline the diagram
 * @param catalogue the threats
 */
public record ThreatModel(Pipeline pipeline, PipelineCatalogue catalogue) {

    /**
     * One threat at one part.
     *
     * @param letters of STRIDE that can be said of the part
     * @param inPlace its controls that the diagram names there
     * @param open its controls that it does not name, the first the most to the point
     * @param asserted the risk as somebody asserts it; empty where nobody does
     */
    public record Struck(
            PipelineThreat threat, Part part, List<String> letters, List<String> inPlace, List<String> open, Optional<AssertedRisk> asserted) {
        public Struck {
            letters = List.copyOf(letters);
            inPlace = List.copyOf(inPlace);
            open = List.copyOf(open);
        }
    }

    /** A threat that strikes nothing here, and why. */
    public record Spared(PipelineThreat threat, String reason) {}

    /**
     * Reads a pipeline that somebody wrote down.
     *
     * @throws Refusal where it is not understood, names a control or a threat that is not in the catalogue, or asserts a risk of what strikes nothing there
     */
    public static ThreatModel read(Path file) {
        PipelineCatalogue catalogue = PipelineCatalogue.read();
        ThreatModel model = new ThreatModel(new Binder().read(Pipeline.class, file), catalogue);
        model.objection().ifPresent(why -> {
            throw new Refusal(file + ": " + why);
        });
        return model;
    }

    /** What is named and is not there; empty where all is well. */
    private Optional<String> objection() {
        List<String> controls = catalogue.controls().stream().map(PipelineCatalogue.Control::id).toList();
        for (Part part : pipeline.parts()) {
            for (String control : part.controls()) {
                if (!controls.contains(control)) {
                    return Optional.of(part.id() + ", under controls: unknown control '" + control + "'. Allowed: " + String.join(", ", controls));
                }
            }
        }
        for (AssertedRisk risk : pipeline.risks()) {
            List<Struck> there = struck().stream().filter(its -> its.part().id().equals(risk.at())).toList();
            if (there.stream().noneMatch(its -> its.threat().id().equals(risk.threat()))) {
                return Optional.of("risks: " + risk.threat() + " does not strike '" + risk.at() + "'. " + (there.isEmpty()
                        ? "There is no such part; parts: " + String.join(", ", pipeline.parts().stream().map(Part::id).toList())
                        : "What strikes it: " + String.join(", ", there.stream().map(its -> its.threat().id()).toList())));
            }
        }
        return Optional.empty();
    }

    /** Every threat at every part that it strikes, in the order of the diagram; those at a part in the catalogue's. */
    public List<Struck> struck() {
        List<Struck> struck = new ArrayList<>();
        for (PipelineThreat threat : catalogue.threats()) {
            threat.struck(pipeline).forEach(part -> struck.add(at(threat, part)));
        }
        List<String> order = pipeline.parts().stream().map(Part::id).toList();
        struck.sort(Comparator.comparingInt(its -> order.indexOf(its.part().id())));
        return struck;
    }

    private Struck at(PipelineThreat threat, Part part) {
        List<String> inPlace = threat.controls().stream().filter(part.controls()::contains).toList();
        List<String> open = threat.controls().stream().filter(control -> !part.controls().contains(control)).toList();
        Optional<AssertedRisk> asserted = pipeline.risks().stream()
                .filter(risk -> risk.threat().equals(threat.id()) && risk.at().equals(part.id())).findFirst();
        return new Struck(threat, part, threat.letters(part), inPlace, open, asserted);
    }

    /** The threats that strike nothing, in the catalogue's order. */
    public List<Spared> spared() {
        return catalogue.threats().stream().filter(threat -> threat.struck(pipeline).isEmpty())
                .map(threat -> new Spared(threat, threat.spared(pipeline))).toList();
    }
}
