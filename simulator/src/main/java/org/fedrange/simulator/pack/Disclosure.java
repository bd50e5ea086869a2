package org.fedrange.simulator.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedrange.simulator.evidence.Bootstrap;
import org.fedrange.simulator.results.Leakage;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;

/**
 * What observers learned, figure by figure, over the seeds of each attack and defense.
 *
 * @param study what was asked for
 * @param runs the finished runs, by cell
 */
record Disclosure(StudyRecord study, Map<String, Run> runs) {
    /** One observer under one attack and defense. */
    private record Where(String attack, String defense, int observer) {}

    /** Observers in the experiment's order, for each attack and defense in the study's. */
    List<Evidence.Leak> leaks() {
        Map<Where, List<Leakage>> seen = new LinkedHashMap<>();
        for (StudyRecord.Entry cell : study.cells()) {
            List<Leakage> all = Optional.ofNullable(runs.get(cell.id())).map(Run::leakage).orElse(List.of());
            for (int i = 0; i < all.size(); i++) {
                seen.computeIfAbsent(new Where(cell.attack(), cell.column(), i + 1), k -> new ArrayList<>()).add(all.get(i));
            }
        }
        List<Evidence.Leak> leaks = new ArrayList<>();
        seen.forEach((where, seeds) -> leaks.add(leak(where, seeds)));
        return leaks;
    }

    private static Evidence.Leak leak(Where where, List<Leakage> seeds) {
        Leakage first = seeds.getFirst();
        return new Evidence.Leak(
                where.attack(), where.defense(), where.observer(), first.inference(), first.knowledge(), seeds.size(), seeds.stream().mapToInt(Leakage::records).sum(),
                seeds.stream().flatMap(its -> its.figures().keySet().stream()).distinct().sorted().map(name -> figure(where, name, seeds)).toList());
    }

    private static Evidence.LeakFigure figure(Where where, String name, List<Leakage> seeds) {
        double[] values = seeds.stream().flatMap(its -> Optional.ofNullable(its.figures().get(name)).stream()).mapToDouble(Double::doubleValue).toArray();
        Bootstrap mean = Bootstrap.mean(where + " " + name, values);
        return new Evidence.LeakFigure(name, values.length, Assembly.rounded(mean.value()), Assembly.rounded(mean.low()), Assembly.rounded(mean.high()));
    }
}
