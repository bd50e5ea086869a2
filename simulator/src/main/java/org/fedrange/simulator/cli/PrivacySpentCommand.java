package org.fedrange.simulator.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.report.TextTable;
import org.fedrange.simulator.site.SiteLedger;
import org.fedrange.simulator.site.SitePolicy;
import org.fedrange.simulator.site.Spent;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what a site's account holds. */
@Command(name = "spent", description = "What all runs together have spent of a site's privacy, and what is left.", mixinStandardHelpOptions = true)
final class PrivacySpentCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the site's folder")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        SiteLedger ledger = SiteLedger.read(folder);
        SitePolicy policy = ledger.policy();
        Map<List<String>, Integer> cells = new TreeMap<>(java.util.Comparator.comparing(Object::toString));
        for (Spent one : ledger.spent()) {
            cells.merge(
                    List.of(one.study(), one.promise(), Kind.of(one.steps().mechanism().getClass()), Double.toString(one.steps().mechanism().noiseMultiplier()),
                            Double.toString(one.steps().samplingRate()), Integer.toString(one.steps().steps())), 1, Integer::sum);
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.of("study", "promise", "noise", "multiplier", "sampling rate", "steps", "cells")));
        cells.forEach((key, count) -> {
            List<String> row = new ArrayList<>(key);
            row.add(count.toString());
            rows.add(row);
        });
        out.print(TextTable.aligned(rows));
        out.println(String.format(
                Locale.ROOT, "%s: each %s has spent at most epsilon %.4f of %s at delta %s", policy.site(), Kind.of(policy.unit()), ledger.epsilon(), policy.epsilon(), policy.delta()));
        return ExitCode.FINE;
    }
}
