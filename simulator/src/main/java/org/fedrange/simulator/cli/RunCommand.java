package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.cluster.HospitalMachines;
import org.fedrange.simulator.cluster.HostPort;
import org.fedrange.simulator.cluster.Leader;
import org.fedrange.simulator.cluster.Member;
import org.fedrange.simulator.pack.Pack;
import org.fedrange.simulator.report.Choices;
import org.fedrange.simulator.report.EvidencePage;
import org.fedrange.simulator.report.Findings;
import org.fedrange.simulator.report.TextTable;
import org.fedrange.simulator.results.Occupation;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.results.Tuning;
import org.fedrange.simulator.run.Memory;
import org.fedrange.simulator.run.Progress;
import org.fedrange.simulator.run.Work;
import org.fedrange.simulator.site.SiteLedger;
import org.fedrange.simulator.ui.LiveView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an experiment: all cells of its matrix that are not finished yet. */
@Command(name = "run", description = "Run an experiment; goes on where it stopped.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    /** What carries the messages. */
    enum DriverKind {
        /** Akka actors. */
        actors,
        /** A plain loop in one thread: the yardstick. */
        loop
    }

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the experiment, as YAML")
    private Path file = Path.of("");

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "change the experiment; may be given several times")
    private List<String> settings = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "where results go; results/NAME if absent")
    private @Nullable Path out;

    @Option(names = "--threads", description = "threads for hospitals, and cells at once; the number of CPUs if absent")
    private @Nullable Integer threads;

    @Option(names = "--driver", description = "what carries the messages: ${COMPLETION-CANDIDATES}; actors if absent")
    private DriverKind driver = DriverKind.actors;

    @Option(names = "--cluster-port", paramLabel = "PORT", description = "lead workers that join at this port, and compute nothing here; 0 for any that is free")
    private @Nullable Integer clusterPort;

    @Option(names = "--hospital-machines", paramLabel = "NUMBER",
            description = "run the cells here, but their hospitals on workers of --role hospital; begin once so many have joined")
    private @Nullable Integer hospitalMachines;

    @Mixin
    private Membership membership = new Membership();

    @Option(names = "--ui", description = "show on a page how the run gets on; it stays open after the end, until Ctrl-C")
    private boolean ui;

    @Option(names = "--ui-port", paramLabel = "PORT", description = "where to serve that page, on this machine alone; any that is free if absent")
    private @Nullable Integer uiPort;

    @Option(names = "--site", paramLabel = "DIR", description = "charge a site's account of privacy, made by fedrange privacy site, before anything is run; may be given several times")
    private List<Path> sites = List.of();

    @Override
    public Integer call() {
        refuseIdleOptions();
        PrintWriter terminal = Objects.requireNonNull(spec).commandLine().getOut();
        int parallel = threads(driver == DriverKind.loop ? Integer.valueOf(1) : threads);
        Source source = Source.read(file, settings);
        Optional<Source> tuning = source.tuning();
        // A pipe, as <(...) is one, has been read and cannot be read again.
        Launcher.present().filter(_ -> Files.isRegularFile(file) && !work(source, tuning).small()).ifPresent(launcher -> launcher.thoroughly(arguments()));
        refuseImpossible(source, parallel);
        tuning.ifPresent(first -> refuseImpossible(first, parallel));
        ResultsFolder folder = new ResultsFolder(out != null ? out : Path.of("results", source.study().name()));
        try (Occupation occupation = Occupation.of(folder); Carriage carriage = carriage(parallel, terminal)) {
            return run(source, tuning, folder, new Execution(terminal, parallel, carriage, occupation));
        }
    }

    private static Work work(Source source, Optional<Source> tuning) {
        Work own = Work.of(source.study(), source.deals());
        return tuning.map(first -> own.and(Work.of(first.study(), first.deals()))).orElse(own);
    }

    private List<String> arguments() {
        return Objects.requireNonNull(spec).root().commandLine().getParseResult().originalArgs();
    }

    private void refuseIdleOptions() {
        if (!ui && uiPort != null) {
            throw new Refusal("--ui-port: says where --ui serves its page, and --ui is not given");
        }
        if (clusterPort == null && membership.given()) {
            throw new Refusal("--host, --listen, --keystore: say how workers reach this machine, and --cluster-port is not given");
        }
        if (clusterPort == null && hospitalMachines != null) {
            throw new Refusal("--hospital-machines: says how many machines house hospitals, and --cluster-port, where they join, is not given");
        }
        if (clusterPort != null && driver == DriverKind.loop) {
            throw new Refusal("--cluster-port: workers carry cells by actors; leave out --driver loop");
        }
    }

    private Carriage carriage(int parallel, PrintWriter terminal) {
        if (clusterPort == null) {
            return driver == DriverKind.loop ? Carriage.loop() : Carriage.actors(parallel);
        }
        Member member = membership.at(clusterPort, parallel);
        if (hospitalMachines != null) {
            HospitalMachines machines = HospitalMachines.open(member, hospitalMachines, said -> say(terminal, said));
            invite(terminal, machines.place(), " --role hospital");
            return Carriage.hospitals(machines);
        }
        Leader leader = Leader.open(member, said -> say(terminal, said));
        invite(terminal, leader.place(), "");
        return Carriage.cluster(leader);
    }

    private static void invite(PrintWriter terminal, HostPort place, String more) {
        say(terminal, "Workers join by: fedrange worker --join " + place + more);
    }

    private static void say(PrintWriter terminal, String sentence) {
        terminal.println(sentence);
        terminal.flush();
    }

    private int run(Source given, Optional<Source> tuning, ResultsFolder folder, Execution execution) {
        Source source = given;
        PrintWriter terminal = execution.terminal();
        if (tuning.isPresent()) {
            charge(tuning.get(), terminal);
            terminal.println("Choosing " + source.file().tuned().orElseThrow() + " first:");
            Execution.Outcome tried = execution.of(tuning.get(), folder.tuning(), Progress.UNWATCHED);
            if (!tried.failures().isEmpty()) {
                terminal.println("Nothing is chosen and the experiment itself not begun: some cells of the tuning failed.");
                return ExitCode.SOME_FAILED;
            }
            Tuning chosen = Tuning.of(tuning.get().description(), tried.runs(), source.file().tuned().orElseThrow());
            terminal.println(new Choices(chosen, tuning.get().description().metric()).text());
            source = source.tuned(chosen);
        }
        charge(source, terminal);
        return ui ? watched(source, folder, execution) : carriedOut(source, folder, execution, Progress.UNWATCHED);
    }

    /** All sites are asked before any is charged. */
    private void charge(Source source, PrintWriter terminal) {
        List<SiteLedger> charged = sites.stream().map(site -> SiteLedger.read(site).charged(source.study(), cell -> source.nodes(cell.experiment()))).toList();
        for (SiteLedger ledger : charged) {
            ledger.write();
            terminal.println(String.format(
                    Locale.ROOT, "privacy: with this study epsilon %.4f of %s is spent of the account of %s",
                    ledger.epsilon(), ledger.policy().epsilon(), ledger.policy().site()));
        }
    }

    private int watched(Source source, ResultsFolder folder, Execution execution) {
        LiveView view = new LiveView(source.description(), folder.runs(source.description()));
        try (LivePage page = LivePage.open(view, folder, uiPort == null ? 0 : uiPort, execution.terminal())) {
            int code = carriedOut(source, folder, execution, view);
            // Not sooner: a run that goes on finds the report of before, which speaks of fewer cells.
            page.stay(() -> view.reported(Files.exists(folder.path().resolve(ResultsFolder.REPORT))));
            return code;
        }
    }

    private static int carriedOut(Source source, ResultsFolder folder, Execution execution, Progress onlooker) {
        PrintWriter terminal = execution.terminal();
        Execution.Outcome outcome = execution.of(source, folder, onlooker);
        execution.carriage().close();
        Publication.pack(folder, source.description(), outcome.runs());
        execution.occupation().close();
        terminal.println();
        terminal.println(TextTable.of(source.description(), outcome.runs()));
        terminal.print(Findings.of(source.description(), outcome.runs()).text());
        terminal.println("Report: " + folder.path().resolve(ResultsFolder.REPORT));
        terminal.println("Evidence: " + folder.path().resolve(Pack.FOLDER).resolve(EvidencePage.FILE));
        return outcome.failures().isEmpty() ? ExitCode.FINE : ExitCode.SOME_FAILED;
    }

    private void refuseImpossible(Source source, int parallel) {
        if (clusterPort != null && hospitalMachines == null) {
            // Updates are held by workers, each of which looks at its own memory.
            return;
        }
        if (hospitalMachines != null) {
            HospitalMachines.refuse(source.study());
        }
        Memory needed = hospitalMachines == null
                ? Memory.of(source.study(), source.deals(), parallel)
                : Memory.coordinating(source.study(), source.deals(), parallel, hospitalMachines);
        needed.excess(Runtime.getRuntime().maxMemory()).ifPresent(why -> {
            throw new Refusal(file + ": " + why);
        });
    }

    /** Threads as an option has them, or as many as the machine has CPUs. */
    static int threads(@Nullable Integer given) {
        int parallel = given == null ? Runtime.getRuntime().availableProcessors() : given;
        if (parallel < 1 || parallel > 1024) {
            throw new Refusal("--threads: must be from 1 to 1024, got " + parallel);
        }
        // Sections of long vectors and shadow models are worked on in the common pool, and in the thread that waits for them.
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", Integer.toString(parallel - 1));
        return parallel;
    }
}
