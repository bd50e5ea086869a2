package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.threatmodel.DataFlowSvg;
import org.fedrange.simulator.threatmodel.FederatedThreats;
import org.fedrange.simulator.threatmodel.Flow;
import org.fedrange.simulator.threatmodel.Part;
import org.fedrange.simulator.threatmodel.Pipeline;
import org.fedrange.simulator.threatmodel.ThreatModel;

/**
 * A threat model as a page: diagram, who sees what, threats part by part with what to do, and what does not apply and why.
 *
 * @param model the threats part by part
 * @param federated the threats to federated learning; empty of a pipeline that is not FedRange's
 */
public record ThreatModelPage(ThreatModel model, List<FederatedThreats.Applied> federated) {
    public ThreatModelPage {
        federated = List.copyOf(federated);
    }

    /** The page. */
    public String html() {
        Pipeline pipeline = model.pipeline();
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\n<title>Threat model: "
                + Markup.escaped(pipeline.name()) + "</title>\n<style>" + Style.CSS + "</style></head><body>\n<h1>Threat model: " + Markup.escaped(pipeline.name())
                + "</h1>\n<p class=\"lead\">" + Markup.escaped(pipeline.about()) + "</p>\n<p>" + Markup.escaped(standing()) + "</p>\n"
                + diagram(pipeline) + knowledge(pipeline) + threats() + asserted() + byPart() + spared()
                + "<footer><p>Ids: MITRE ATLAS 5.6.0, OWASP Machine Learning Security Top 10 2023 (draft), NIST AI 100-2 E2025. Mappings are judgement; where an id is missing, "
                + "that source lists no such threat.</p></footer>\n</body></html>\n";
    }

    private String standing() {
        return federated.isEmpty()
                ? "Derived from a description that somebody wrote: controls and risks are asserted, not measured. FedRange cannot see this pipeline."
                : "Derived from the experiment itself: what is in force is what runs. How often attacks succeed is measured when it is run; see the report.";
    }

    /** Picture and list of flows. */
    static String diagram(Pipeline pipeline) {
        List<List<String>> rows = new ArrayList<>();
        for (Flow flow : pipeline.flows()) {
            rows.add(List.of(
                    Markup.escaped(flow.id()), word(flow.name()), word(pipeline.element(flow.from()).name()), word(pipeline.element(flow.to()).name()),
                    word(pipeline.data(flow).stream().map(its -> its.name()).collect(Collectors.joining(", "))),
                    word(pipeline.crosses(flow) ? "yes" : "no"), word(flow.controls().isEmpty() ? "nothing" : String.join(", ", flow.controls()))));
        }
        return Markup.section(
                "Data-flow diagram",
                "Zones of trust are dashed, those trusted least red. Square: somebody outside of the system's control; round: a program; between two lines: a store. "
                        + "A red flow crosses zones with nothing to protect it. Where an experiment has several configurations, what is in any of them is shown.",
                "<figure class=\"wide\">" + DataFlowSvg.of(pipeline) + "</figure>\n"
                        + Markup.table(List.of("flow", "what", "from", "to", "data", "crosses zones", "protected by"), rows));
    }

    /** Who sees what in plain. */
    static String knowledge(Pipeline pipeline) {
        List<List<String>> rows = new ArrayList<>();
        pipeline.plaintext().forEach((who, what) -> rows.add(List.of(Markup.escaped(who), word(what.isEmpty() ? "nothing" : String.join(", ", what)))));
        return Markup.section(
                "Who sees what in plain", "Follows from the flows: what somebody keeps, sends or is sent, in any of the configurations.", Markup.table(List.of("who", "sees"), rows));
    }

    private String threats() {
        if (federated.isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        for (FederatedThreats.Applied its : federated) {
            rows.add(List.of(
                    its.threat().id() + "<small>" + Markup.escaped(its.threat().title()) + "</small>", word(its.applies() ? "applies" : "does not apply"),
                    word(its.reason()), word(listed(its.inForce())), word(listed(its.tried())), word(references(its.threat().atlas(), its.threat().owaspMl(), its.threat().nistAml()))));
        }
        return Markup.section(
                "Threats to federated learning", "The whole catalogue, each with its reason.",
                Markup.table(List.of("threat", "applies", "reason", "in force against it", "attacks tried", "listed by others as"), rows));
    }

    private String asserted() {
        List<List<String>> rows = new ArrayList<>();
        for (ThreatModel.Struck its : model.struck()) {
            its.asserted().ifPresent(risk -> rows.add(List.of(
                    Markup.escaped(risk.threat() + " at " + risk.at()), word(its.threat().title()), risk.likelihood() + " x " + risk.impact() + " = " + risk.score(),
                    word(Kind.of(risk.treatment())), word(risk.owner()), word(risk.reason()))));
        }
        return rows.isEmpty() ? "" : Markup.section(
                "Risks, asserted", "Likelihood and impact from 1 to 5 as their owner holds them to be. Nothing here is measured.",
                Markup.table(List.of("risk", "threat", "score", "treatment", "owner", "why"), rows));
    }

    private String byPart() {
        Map<Part, List<ThreatModel.Struck>> parts = new LinkedHashMap<>();
        model.struck().forEach(its -> parts.computeIfAbsent(its.part(), k -> new ArrayList<>()).add(its));
        StringBuilder text = new StringBuilder();
        parts.forEach((part, struck) -> text.append("<h3>").append(Markup.escaped(part.name())).append(" (").append(Markup.escaped(part.id())).append(", ")
                .append(Kind.of(part.type())).append(")</h3>\n").append(table(struck)));
        return Markup.section(
                "Threats, part by part",
                "STRIDE for each part as its type allows, LINDDUN where data are about people, threats of machine learning where their conditions hold. First to do: "
                        + "the control that is most to the point, of those that the diagram does not name there.",
                text.toString());
    }

    private String table(List<ThreatModel.Struck> struck) {
        List<List<String>> rows = new ArrayList<>();
        for (ThreatModel.Struck its : struck) {
            rows.add(List.of(
                    its.threat().id() + "<small>" + Markup.escaped(its.threat().title()) + "</small>", word(String.join(" ", its.letters())),
                    word(String.join(" ", its.threat().linddun())), word(its.threat().story()), word(listed(its.inPlace())),
                    word(its.open().isEmpty() ? "nothing more is listed" : model.catalogue().what(its.open().getFirst())),
                    word(its.asserted().map(risk -> "asserted " + risk.score() + " of 25").orElse("not assessed")),
                    word(references(its.threat().atlas(), its.threat().owaspMl(), its.threat().nistAml()))));
        }
        return Markup.table(List.of("threat", "STRIDE", "LINDDUN", "what happens", "in place", "first to do", "risk", "listed by others as"), rows);
    }

    private String spared() {
        List<List<String>> rows = new ArrayList<>();
        model.spared().forEach(its -> rows.add(List.of(its.threat().id(), word(its.threat().title()), word(its.reason()))));
        return rows.isEmpty() ? "" : Markup.section(
                "What does not apply here", "Threats of the catalogue whose conditions no part meets.", Markup.table(List.of("threat", "what", "why not"), rows));
    }


    private static String listed(List<String> words) {
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }

    static String references(List<String> atlas, List<String> owasp, List<String> nist) {
        List<String> all = new ArrayList<>(atlas);
        all.addAll(owasp);
        all.addAll(nist);
        return all.isEmpty() ? "none of them" : String.join(" ", all);
    }

    static String word(String text) {
        return "<td class=\"word\">" + Markup.escaped(text) + "</td>";
    }
}
