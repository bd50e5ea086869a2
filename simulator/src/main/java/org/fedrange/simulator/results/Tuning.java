package org.fedrange.simulator.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.config.Column;

/**
 * How a value was chosen for each defense, from a study of its own that tried them all: the one with the best figure of the final
 * model on validation examples, mean over seeds, under the attack that leaves the worst. No test patient is looked at.
 *
 * @param path what was tuned
 * @param values the candidates, as labels, in the order given
 * @param choices one for each defense and setting, in the order of the tuning study
 */
public record Tuning(String path, List<String> values, List<Choice> choices) {
    public Tuning {
        values = List.copyOf(values);
        choices = List.copyOf(choices);
    }

    /**
     * One choice.
     *
     * @param column the defense and setting chosen for
     * @param worst for each value its figure under the worst attack; NaN where a model was no number
     * @param chosen position of the value chosen
     */
    public record Choice(String column, List<Double> worst, int chosen) {
        public Choice {
            worst = List.copyOf(worst);
        }
    }

    /**
     * Chooses.
     *
     * @param study the study that tried all values; every cell finished
     * @param runs its runs
     * @param path what is tuned
     */
    public static Tuning of(StudyRecord study, Map<String, Run> runs, String path) {
        List<String> values = study.cells().stream().map(cell -> cell.setting().getOrDefault(path, "")).distinct().toList();
        Map<String, Map<String, Map<String, List<Double>>>> figures = new LinkedHashMap<>();
        for (StudyRecord.Entry cell : study.cells()) {
            Run run = java.util.Objects.requireNonNull(runs.get(cell.id()), cell.id());
            figures.computeIfAbsent(new Column(cell.defense(), new TreeMap<>(cell.setting())).tunedFor(path), column -> new LinkedHashMap<>())
                    .computeIfAbsent(cell.setting().getOrDefault(path, ""), value -> new LinkedHashMap<>())
                    .computeIfAbsent(attack(cell), attack -> new ArrayList<>())
                    .add(run.round(run.finalRound()).validation().getOrDefault(study.metric(), Double.NaN));
        }
        List<Choice> choices = new ArrayList<>();
        figures.forEach((column, its) -> {
            List<Double> worst = values.stream().map(value -> worst(study.metric(), its.getOrDefault(value, Map.of()))).toList();
            choices.add(new Choice(column, worst, best(study.metric(), worst)));
        });
        return new Tuning(path, values, choices);
    }

    /** An attack with what its adversary sees and does. */
    private static String attack(StudyRecord.Entry cell) {
        Map<String, String> adversary = new TreeMap<>(cell.setting());
        adversary.keySet().removeIf(path -> !path.startsWith("adversary."));
        return cell.attack() + " " + adversary.values();
    }

    private static double worst(Metric metric, Map<String, List<Double>> byAttack) {
        double worst = Double.NaN;
        for (List<Double> seeds : byAttack.values()) {
            double mean = seeds.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
            if (Double.isNaN(mean)) {
                return Double.NaN;
            }
            worst = Double.isNaN(worst) || metric.better(worst, mean) ? mean : worst;
        }
        return worst;
    }

    /** The first of the best; the first of all where no model was a number. */
    private static int best(Metric metric, List<Double> worst) {
        int best = 0;
        for (int i = 1; i < worst.size(); i++) {
            if (metric.better(worst.get(i), worst.get(best)) || (worst.get(best).isNaN() && !worst.get(i).isNaN())) {
                best = i;
            }
        }
        return best;
    }

    /** The position of the value chosen, by what it was chosen for. */
    public Map<String, Integer> chosen() {
        Map<String, Integer> chosen = new LinkedHashMap<>();
        choices.forEach(choice -> chosen.put(choice.column(), choice.chosen()));
        return chosen;
    }
}
