package org.fedrange.simulator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedrange.simulator.results.AttackingCoalitions;
import org.fedrange.simulator.results.Leakage;
import org.fedrange.simulator.results.PlainCells;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.jspecify.annotations.Nullable;

/**
 * How observers did: those of a cell, each for the threats that its kind, or what it sees, carries out, beside the same observer where nothing defends, with the same seed.
 *
 * @param study what was asked for
 * @param runs the finished runs, by cell
 * @param catalogue the threats
 * @param plain what cells are compared with
 */
record Observers(StudyRecord study, Map<String, Run> runs, ThreatCatalogue catalogue, PlainCells plain) {
    /** One observer of one run, for one threat. */
    record Watched(Threat threat, String observer, Judged judged) {}

    /** Of one cell; none where it is not finished, has no observers, or there were too few records to judge them by. */
    List<Watched> of(StudyRecord.Entry cell) {
        Run run = runs.get(cell.id());
        List<Watched> watched = new ArrayList<>();
        for (int i = 0; run != null && i < run.leakage().size(); i++) {
            int observer = i;
            Leakage its = run.leakage().get(i);
            Optional<Outcome> outcome = Skill.outcome(study.risk(), its);
            if (outcome.isPresent()) {
                Judged judged = new Judged(cell.seed(), outcome.get(), plain.of(cell).map(bare -> baseline(bare, observer)).orElse(null), null);
                String name = name(cell, run, i);
                threats(its).forEach(threat -> watched.add(new Watched(threat, name, judged)));
            }
        }
        return watched;
    }

    private @Nullable Outcome baseline(StudyRecord.Entry plain, int observer) {
        Run run = runs.get(plain.id());
        return run == null || run.leakage().size() <= observer ? null : Skill.outcome(study.risk(), run.leakage().get(observer)).orElse(null);
    }

    /** Its kind, what it sees, which of several, and beside which attack. */
    private static String name(StudyRecord.Entry cell, Run run, int observer) {
        Leakage its = run.leakage().get(observer);
        List<Integer> alike = IntStream.range(0, run.leakage().size()).filter(i -> run.leakage().get(i).inference().equals(its.inference())).boxed().toList();
        return its.inference() + " (" + its.knowledge() + ")" + (alike.size() > 1 ? " " + (alike.indexOf(observer) + 1) : "")
                + (AttackingCoalitions.of(cell).isEmpty() ? "" : " beside " + cell.attack());
    }

    private List<Threat> threats(Leakage its) {
        return Stream.concat(
                        catalogue.of(its.inference()).stream(), catalogue.threats().stream().filter(threat -> threat.observers().contains(its.knowledge())))
                .filter(threat -> threat.criterion() == Criterion.LEAKAGE).distinct().toList();
    }
}
