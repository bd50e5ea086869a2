package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.fedrange.attacks.Goal;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Federation;
import org.fedrange.learning.model.Network;
import org.fedrange.simulator.Evaluation;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.federation.Global;

/** Evaluates a fold's model in the rounds the experiment names. */
final class Judge {
    private final Network network;
    private final CellRecord collected;
    private final Evaluation evaluation;
    private final int lastRound;
    private final List<Examples> validation;
    private final List<Examples> test;
    private final boolean testAtHospitals;
    private final Optional<Goal> goal;
    private final List<Examples> aimed;

    Judge(Network network, Federation.Fold fold, CellRecord collected, Experiment experiment, Optional<Goal> goal) {
        this.network = network;
        this.collected = collected;
        this.evaluation = experiment.evaluation();
        this.lastRound = experiment.rounds();
        this.validation = parts(fold, Federation.Hospital::validation);
        this.testAtHospitals = fold.test().isEmpty();
        this.test = fold.test().map(List::of).orElseGet(() -> parts(fold, Federation.Hospital::test));
        this.goal = goal;
        this.aimed = goal.map(its -> test.stream().map(its.aimed()).toList()).orElse(List.of());
    }

    private static List<Examples> parts(Federation.Fold fold, Function<Federation.Hospital, Examples> part) {
        return fold.hospitals().stream().map(part).toList();
    }

    void closed(int round, Global released) {
        if (round % evaluation.every() != 0 && round != lastRound) {
            return;
        }
        Tally tally = collected.tally(round);
        released.unfinished().ifPresent(model -> mark((FloatVector) model, tally.unfinished()));
        List<Predicted> tested = mark((FloatVector) released.model(), tally.marks());
        if (round == lastRound && testAtHospitals) {
            for (int i = 0; i < tested.size(); i++) {
                collected.hospital(i).add(tested.get(i).probabilities(), tested.get(i).labels());
            }
        }
    }

    private List<Predicted> mark(FloatVector model, Marks marks) {
        predictions(model, validation).forEach(its -> marks.validation().add(its.probabilities(), its.labels()));
        List<Predicted> tested = predictions(model, test);
        tested.forEach(its -> marks.test().add(its.probabilities(), its.labels()));
        goal.ifPresent(its -> predictions(model, aimed).forEach(told -> marks.aimed(told.probabilities(), told.labels().length, its.target())));
        return tested;
    }

    private record Predicted(float[] probabilities, int[] labels) {}

    private List<Predicted> predictions(FloatVector model, List<Examples> parts) {
        List<Predicted> predictions = new ArrayList<>();
        for (Examples part : parts) {
            predictions.add(new Predicted(network.probabilities(model, part), part.labels()));
        }
        return predictions;
    }
}
