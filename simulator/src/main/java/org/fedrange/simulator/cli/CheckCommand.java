package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.cluster.HospitalMachines;
import org.fedrange.simulator.report.Findings;
import org.fedrange.simulator.report.TextTable;
import org.fedrange.simulator.results.StudyRecord;
import org.jspecify.annotations.Nullable;
import org.fedrange.simulator.run.Memory;
import org.fedrange.simulator.run.Work;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what a run would do, without running it. */
@Command(name = "check", description = "Check an experiment; print its cells and what they cost.", mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the experiment, as YAML")
    private Path file = Path.of("");

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "change the experiment; may be given several times")
    private List<String> settings = List.of();

    @Option(names = "--hospital-machines", paramLabel = "NUMBER", description = "say what memory a run needs whose hospitals live on so many other machines")
    private @Nullable Integer hospitalMachines;

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        int elsewhere = hospitalMachines == null ? 0 : HospitalMachines.number(hospitalMachines);
        Source source = Source.read(file, settings);
        out.println(TextTable.aligned(cells(source)));
        source.description().deals().forEach(deal -> out.println(deal(deal)));
        source.study().claims().forEach(claim -> out.println("claim: " + claim.statement() + " (" + claim.source() + "); held where, over seeds, "
                + Findings.compared(claim)));
        promises(source).forEach(out::println);
        source.study().notices().forEach(notice -> out.println("note: " + notice));
        Optional<Source> tuning = source.tuning();
        tuning.ifPresent(first -> out.println("Tuning of " + source.file().tuned().orElseThrow() + " comes first and may change the cells' names: " + cost(first)));
        out.println((tuning.isPresent() ? "Then: " : "") + cost(source));
        if (elsewhere > 0) {
            out.println(machines(source, elsewhere));
        }
        return ExitCode.FINE;
    }

    private static List<List<String>> cells(Source source) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("cell", "attack", "defense", "seed", "why")));
        for (StudyRecord.Entry cell : source.description().cells()) {
            rows.add(List.of(
                    cell.id(), cell.attack(), cell.column(), Long.toString(cell.seed()),
                    cell.declared() ? "in the matrix" : "added for comparison"));
        }
        return rows;
    }

    /** Examples per hospital and class. */
    private static String deal(StudyRecord.Deal deal) {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of(deal.data() + ", seed " + deal.seed()));
        header.addAll(deal.classes());
        header.add("all");
        rows.add(header);
        for (int i = 0; i < deal.hospitals().size(); i++) {
            List<String> row = new ArrayList<>(List.of(deal.hospitals().get(i)));
            deal.examples().get(i).forEach(count -> row.add(count.toString()));
            row.add(Integer.toString(deal.examples().get(i).stream().mapToInt(Integer::intValue).sum()));
            rows.add(row);
        }
        return TextTable.aligned(rows) + String.join("", deal.notes().stream().map(note -> "data: " + note + "\n").toList());
    }

    /** What each cell of the matrix will have spent of privacy when it is over, each statement once. */
    private static List<String> promises(Source source) {
        SortedMap<String, Integer> cells = new TreeMap<>();
        for (Cell cell : source.study().cells()) {
            Promises promises = Promises.of(cell.experiment(), source.nodes(cell.experiment()));
            promises.all().forEach(promise -> cells.merge(promise.told(promises.rounds()), 1, Integer::sum));
        }
        return cells.entrySet().stream().map(its -> "privacy: " + its.getKey() + "; cells: " + its.getValue()).toList();
    }

    /** What each cell that runs at once takes of the memory of its coordinator and of its hospitals' machines. */
    private static String machines(Source source, int machines) {
        HospitalMachines.refuse(source.study());
        long own = Memory.housing(source.study(), source.deals(), 1, machines, 0).bytes();
        long thread = Memory.housing(source.study(), source.deals(), 1, machines, 1).bytes() - own;
        return "With hospitals on " + machines + " machines: " + Memory.mega(Memory.coordinating(source.study(), source.deals(), 1, machines).bytes())
                + " MB of it at the coordinator, " + Memory.mega(own) + " MB on each machine and " + Memory.mega(thread) + " MB there for each of its threads.";
    }

    private static String cost(Source source) {
        Work work = Work.of(source.study(), source.deals());
        long declared = source.study().cells().stream().filter(Cell::declared).count();
        return declared + " cells in the matrix, " + (source.study().cells().size() - declared) + " added; " + work.rounds()
                + " rounds over all folds, " + work.updates() + " updates of honest training, about " + work.bytes() / 1_000_000 + " MB of simulated traffic; updates of one round: "
                + Memory.mega(Memory.of(source.study(), source.deals(), 1).bytes()) + " MB for each cell that runs at once.";
    }
}
