package org.fedrange.learning.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;

/**
 * A data set dealt to hospitals, and each hospital's patients dealt to training, validation and test.
 *
 * <p>Data with a test set of its own is used once. Other data is cross-validated: each patient is a test patient in exactly one
 * fold, so that figures over all folds count each patient once. Folds and validation parts are dealt inside each hospital, class by
 * class, because no patient's record may leave its hospital for the sake of a split.
 *
 * @param hospitals their names, in node order
 * @param folds one federation per fold
 */
public record Federation(List<String> hospitals, List<Fold> folds) {
    public Federation {
        hospitals = List.copyOf(hospitals);
        folds = List.copyOf(folds);
    }

    /**
     * One fold.
     *
     * @param hospitals in node order
     * @param test the data set's own test set; empty where hospitals hold test patients
     */
    public record Fold(List<Hospital> hospitals, Optional<Examples> test) {
        public Fold {
            hospitals = List.copyOf(hospitals);
        }

        /** Number of patients kept for validation, over all hospitals. */
        public int kept() {
            return hospitals.stream().mapToInt(hospital -> hospital.validation().size()).sum();
        }

        /**
         * The same fold, with so many of the patients kept for validation, all equally likely, in the coordinator's hands instead.
         *
         * @throws IllegalArgumentException where none would be left for validation
         */
        public Rooted rooted(int count, RandomGenerator stream) {
            if (count >= kept()) {
                throw new IllegalArgumentException(count + " of " + kept() + " patients kept for validation leave none");
            }
            int[] places = Split.drawn(kept(), count, stream);
            List<Hospital> rest = new ArrayList<>();
            List<Examples> root = new ArrayList<>();
            int first = 0;
            for (Hospital hospital : hospitals) {
                int from = first;
                int size = hospital.validation().size();
                int[] taken = Arrays.stream(places).filter(at -> at >= from && at < from + size).map(at -> at - from).toArray();
                int[] stay = IntStream.range(0, size).filter(row -> Arrays.binarySearch(taken, row) < 0).toArray();
                root.add(hospital.validation().at(taken));
                rest.add(new Hospital(hospital.train(), hospital.validation().at(stay), hospital.test()));
                first += size;
            }
            return new Rooted(new Fold(rest, test), Examples.joined(root));
        }
    }

    /** A fold, and the coordinator's own examples. */
    public record Rooted(Fold fold, Examples root) {}

    /** One hospital's patients in a fold; test is empty where the data set has a test set of its own. */
    public record Hospital(Examples train, Examples validation, Examples test) {}

    /** Rows of one hospital in a fold, into the data set's examples. */
    record Rows(int[] train, int[] validation, int[] test) {}

    /**
     * Deals the folds.
     *
     * @param names the hospitals' names
     * @param rows each hospital's rows of the data set's examples
     * @param folds number of folds; 1 exactly where the data set has a test set of its own
     * @param validation share of each hospital's training examples kept for validation
     * @throws IllegalArgumentException where a hospital has too few examples
     */
    public static Federation deal(
            Dataset dataset, List<String> names, List<int[]> rows, int folds, double validation, Streams streams) {
        if (dataset.test().isPresent() != (folds == 1)) {
            throw new IllegalArgumentException(folds + " folds of data that " + (folds == 1 ? "has no" : "has a") + " test set");
        }
        List<Fold> dealt = new ArrayList<>();
        for (int fold = 1; fold <= folds; fold++) {
            List<Rows> parts = new ArrayList<>();
            for (int hospital = 0; hospital < rows.size(); hospital++) {
                Split split = new Split(dataset, rows.get(hospital), hospital, streams);
                parts.add(split.fold(fold, folds, validation));
                if (parts.getLast().train().length == 0) {
                    throw new IllegalArgumentException(names.get(hospital) + " has " + rows.get(hospital).length
                            + " examples, too few to train on in each of " + folds + " folds");
                }
            }
            dealt.add(fold(dataset, parts));
        }
        return new Federation(names, dealt);
    }

    private static Fold fold(Dataset dataset, List<Rows> parts) {
        UnaryOperator<Examples> scale = dataset.scaling() == Scaling.AS_IS
                ? UnaryOperator.identity()
                : Scale.of(dataset.examples(), parts.stream().map(Rows::train).toList())::apply;
        List<Hospital> hospitals = parts.stream()
                .map(part -> new Hospital(
                        scale.apply(dataset.examples().at(part.train())),
                        scale.apply(dataset.examples().at(part.validation())),
                        scale.apply(dataset.examples().at(part.test()))))
                .toList();
        return new Fold(hospitals, dataset.test().map(scale));
    }
}
