package org.fedrange.simulator.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.fedrange.attacks.DataPoisoning;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Claim;
import org.fedrange.simulator.Experiment;
import org.jspecify.annotations.Nullable;

/**
 * What the sides of a comparison must have so that it can come out either way, and those that are not of the matrix.
 *
 * @param cells every cell by its id
 * @param metric the metric the experiment leads with
 */
record Sides(Map<String, Cell> cells, String metric) {
    Sides {
        cells = Map.copyOf(cells);
    }

    /** Refuses a side without the figure that is compared. */
    void check(Claim.Arm arm, String measure, List<Integer> best, Place place) {
        boolean success = measure.equals(Claim.ATTACK_SUCCESS);
        if (success && !best.isEmpty()) {
            throw place.refusal("bestOver looks at validation patients, on whom the success of an attack is not measured: name a value instead");
        }
        if (arm.observer() > 0 && (arm.round() > 0 || arm.options().size() > 1 || arm.options().getFirst().cases().size() > 1)) {
            throw place.refusal("what an observer learned is known after the last round, and neither best nor worst can be taken over it: name values, and no round");
        }
        arm.options().stream().flatMap(option -> option.cases().stream()).flatMap(its -> its.cells().stream()).forEach(id -> {
            Experiment experiment = Objects.requireNonNull(cells.get(id)).experiment();
            if (arm.observer() > experiment.inference().size()) {
                throw place.refusal("there are " + experiment.inference().size() + " observers in inference, got " + arm.observer());
            }
            if (success && experiment.adversary().attacking().stream().noneMatch(its -> its.attack() instanceof DataPoisoning)) {
                throw place.refusal(Claim.ATTACK_SUCCESS + " is measured where an attack aims at somebody, as backdoor does, not under "
                        + Kind.of(experiment.adversary().attack().getClass()));
            }
            if (!best.isEmpty() && experiment.evaluation().validation() == 0) {
                throw place.refusal("bestOver looks at validation patients, but evaluation.validation keeps none");
            }
            boolean judged = arm.round() == 0 || arm.round() == experiment.rounds()
                    || (arm.round() > 0 && arm.round() < experiment.rounds() && arm.round() % experiment.evaluation().every() == 0);
            if (!judged) {
                throw place.refusal("round " + arm.round() + " is not judged: evaluation.every is " + experiment.evaluation().every()
                        + " and the last round is " + experiment.rounds());
            }
        });
    }

    /** The same cells with nobody attacking. */
    Claim.Arm twin(Claim.Arm arm, String measure, Place place) {
        if (measure.equals(Claim.ATTACK_SUCCESS)) {
            throw place.refusal("without attack there is no " + Claim.ATTACK_SUCCESS + " to compare with");
        }
        return other(arm, "the same without attack", cell -> {
            String twin = cell.twin();
            if (twin == null) {
                throw place.refusal("there is no twin of " + String.join(" / ", cell.labels()) + ": the bound of its rule fails without the Byzantine nodes");
            }
            return twin;
        });
    }

    /** The same cells with the plain mean. */
    Claim.Arm baseline(Claim.Arm arm) {
        return other(arm, "the same under the plain mean", Cell::baseline);
    }

    private Claim.Arm other(Claim.Arm arm, String label, Function<Cell, @Nullable String> of) {
        return new Claim.Arm(label, arm.round(), arm.observer(), arm.options().stream()
                .map(option -> new Claim.Option(option.label(), option.cases().stream()
                        .map(its -> new Claim.Case(its.label(), its.cells().stream()
                                .map(id -> Objects.requireNonNull(of.apply(Objects.requireNonNull(cells.get(id))))).toList()))
                        .toList()))
                .toList());
    }
}
