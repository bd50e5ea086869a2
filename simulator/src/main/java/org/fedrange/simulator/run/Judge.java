package org.fedrange.simulator.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.fedrange.attacks.Goal;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Federation;
import org.fedrange.learning.model.Network;
import org.fedrange.simulator.Evaluation;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.federation.Global;
import org.jspecify.annotations.Nullable;

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
    private final List<Examples> aimed; // none where the attack aims at nobody
    private final List<Defense> defenses;
    private final Streams streams;

    Judge(Network network, Federation.Fold fold, CellRecord collected, Experiment experiment, Optional<Goal> goal, Streams streams) {
        this.network = network;
        this.collected = collected;
        this.evaluation = experiment.evaluation();
        this.lastRound = experiment.rounds();
        this.validation = parts(fold, Federation.Hospital::validation);
        this.testAtHospitals = fold.test().isEmpty();
        this.test = fold.test().map(List::of).orElseGet(() -> parts(fold, Federation.Hospital::test));
        this.goal = goal;
        this.defenses = experiment.defenses();
        this.streams = streams;
        this.aimed = goal.map(its -> its.aimed().apply(Examples.joined(test))).stream().toList();
    }

    private static List<Examples> parts(Federation.Fold fold, Function<Federation.Hospital, Examples> part) {
        return fold.hospitals().stream().map(part).toList();
    }

    void closed(int round, Global released) {
        closed(round, (FloatVector) released.model(), released.unfinished().map(FloatVector.class::cast));
    }

    /** A model as that of the last round, finished by whoever finishes it. */
    void last(FloatVector model) {
        closed(lastRound, model, Optional.empty());
    }

    private void closed(int round, FloatVector model, Optional<FloatVector> unfinished) {
        if (round % evaluation.every() != 0 && round != lastRound) {
            return;
        }
        Tally tally = collected.tally(round);
        OptionalInt voter = round == lastRound ? voter() : OptionalInt.empty();
        if (voter.isPresent() || unfinished.isPresent()) {
            mark(tally.unfinished(), (parts, tests) -> predictions(unfinished.orElse(model), parts));
        }
        List<Predicted> tested = mark(
                tally.marks(), (parts, tests) -> voter.isPresent() ? votes(voter.getAsInt(), model, parts, tests ? tally : null) : predictions(model, parts));
        if (round == lastRound && testAtHospitals) {
            for (int i = 0; i < tested.size(); i++) {
                collected.hospital(i).add(tested.get(i).probabilities(), tested.get(i).labels());
            }
        }
    }

    /** What some parts of the patients are told, and whether they are the test patients. */
    @FunctionalInterface
    private interface Teller {
        List<Predicted> tell(List<Examples> parts, boolean tests);
    }

    private List<Predicted> mark(Marks marks, Teller teller) {
        teller.tell(validation, false).forEach(its -> marks.validation().add(its.probabilities(), its.labels()));
        List<Predicted> tested = teller.tell(test, true);
        tested.forEach(its -> marks.test().add(its.probabilities(), its.labels()));
        goal.ifPresent(its -> teller.tell(aimed, false).forEach(one -> marks.aimed(one.probabilities(), one.labels().length, its.target())));
        return tested;
    }

    /** The first defense that predicts in the model's place. */
    private OptionalInt voter() {
        return IntStream.range(0, defenses.size()).filter(i -> defenses.get(i).predicts()).findFirst();
    }

    /** What a defense tells all patients of some parts at once; what it measures of them goes into the tally, where there is one. */
    private List<Predicted> votes(int voter, FloatVector model, List<Examples> parts, @Nullable Tally tally) {
        Defense.Prediction told = defenses.get(voter).onPrediction(network, model, Examples.joined(parts), streams.of("votes"));
        if (tally != null) {
            told.measurements().forEach((name, values) -> Arrays.stream(values).forEach(
                    value -> tally.measured(Map.of(Defense.name(defenses, voter) + "." + name, value))));
        }
        int classes = told.probabilities().length / Math.max(1, parts.stream().mapToInt(Examples::size).sum());
        List<Predicted> predictions = new ArrayList<>();
        int at = 0;
        for (Examples part : parts) {
            predictions.add(new Predicted(Arrays.copyOfRange(told.probabilities(), at, at + part.size() * classes), part.labels()));
            at += part.size() * classes;
        }
        return predictions;
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
