package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.evidence.ThreatCatalogue;
import org.fedrange.simulator.report.TextTable;
import org.fedrange.simulator.report.ThreatModelPage;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.threatmodel.DataFlowDrawio;
import org.fedrange.simulator.threatmodel.DataFlowSvg;
import org.fedrange.simulator.threatmodel.FederatedThreats;
import org.fedrange.simulator.threatmodel.PartType;
import org.fedrange.simulator.threatmodel.PipelineCatalogue;
import org.fedrange.simulator.threatmodel.ThreatModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Derives a threat model. */
@Command(
        name = "threat-model",
        description = {
            "Derive the data-flow diagram of an experiment and the threats that apply to it, each with its reason; or those of a pipeline that is not "
                    + "FedRange's, from a YAML file with zones, data, elements and flows.",
            "Writes a page, the diagram as SVG and for draw.io."
        },
        mixinStandardHelpOptions = true)
final class ThreatModelCommand implements Callable<Integer> {
    /** The key that tells a pipeline from an experiment. */
    private static final String ELEMENTS = "elements";

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "an experiment, or a pipeline such as threat-models/recommender.yaml")
    private Path file = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "where page and diagrams go; results/NAME-threat-model if absent")
    private @Nullable Path out;

    @Override
    public Integer call() {
        PrintWriter terminal = Objects.requireNonNull(spec).commandLine().getOut();
        if (Binder.keys(file).contains(ELEMENTS)) {
            ThreatModel model = ThreatModel.read(file);
            terminal.println(TextTable.aligned(parts(model)));
            model.spared().forEach(its -> terminal.println("does not apply: " + its.threat().id() + " " + its.threat().title() + ": " + its.reason()));
            terminal.println("Controls and risks are as " + file + " asserts them; nothing of it is measured.");
            write(model, List.of(), terminal);
            return ExitCode.FINE;
        }
        FederatedThreats threats = new FederatedThreats(ThreatCatalogue.read(), configurations(Source.read(file, List.of())));
        List<FederatedThreats.Applied> all = threats.all();
        terminal.println(TextTable.aligned(federated(all)));
        all.forEach(its -> terminal.println(its.threat().id() + (its.applies() ? " applies: " : " does not apply: ") + its.reason()));
        write(new ThreatModel(threats.diagram(), PipelineCatalogue.read()), all, terminal);
        return ExitCode.FINE;
    }

    /** One cell of each combination of attack and defense that the matrix lists; seeds change no diagram. */
    private static List<Experiment> configurations(Source source) {
        Map<String, Experiment> different = new LinkedHashMap<>();
        List<Cell> cells = source.study().cells();
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).declared()) {
                var entry = source.description().cells().get(i);
                different.putIfAbsent(entry.attack() + " / " + entry.column(), cells.get(i).experiment());
            }
        }
        return List.copyOf(different.values());
    }

    private void write(ThreatModel model, List<FederatedThreats.Applied> federated, PrintWriter terminal) {
        ResultsFolder folder = new ResultsFolder(out != null ? out : Path.of("results", model.pipeline().name() + "-threat-model"));
        folder.write("threat-model.html", new ThreatModelPage(model, federated).html());
        folder.write("dfd.svg", DataFlowSvg.of(model.pipeline()));
        folder.write("dfd.drawio", DataFlowDrawio.of(model.pipeline()));
        terminal.println("Page: " + folder.path().resolve("threat-model.html"));
        terminal.flush();
    }

    /** A line for each part: how many threats strike it, and how many have nothing in place. */
    private static List<List<String>> parts(ThreatModel model) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("part", "type", "exposed", "threats", "nothing in place", "which")));
        model.pipeline().parts().forEach(part -> {
            List<ThreatModel.Struck> its = model.struck().stream().filter(struck -> struck.part().equals(part)).toList();
            List<String> open = its.stream().filter(struck -> struck.inPlace().isEmpty()).map(struck -> struck.threat().id()).toList();
            rows.add(List.of(
                    part.id(), org.fedrange.learning.Kind.of(part.type()), model.pipeline().exposed(part) ? "yes" : part.type() == PartType.EXTERNAL ? "outside" : "no",
                    Integer.toString(its.size()), Integer.toString(open.size()), String.join(" ", open)));
        });
        return rows;
    }

    private static List<List<String>> federated(List<FederatedThreats.Applied> all) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("threat", "applies", "in force", "attacks tried")));
        all.forEach(its -> rows.add(List.of(
                its.threat().id() + " " + its.threat().title(), its.applies() ? "yes" : "no", its.inForce().isEmpty() ? "-" : Integer.toString(its.inForce().size()),
                its.tried().isEmpty() ? "-" : String.join(", ", its.tried()))));
        return rows;
    }
}
