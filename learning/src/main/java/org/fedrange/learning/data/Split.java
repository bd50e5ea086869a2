package org.fedrange.learning.data;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;

/** Deals one hospital's rows to folds and to training and validation, class by class. */
final class Split {
    private final Dataset dataset;
    private final int[] rows;
    private final int hospital;
    private final Streams streams;

    Split(Dataset dataset, int[] rows, int hospital, Streams streams) {
        this.dataset = dataset;
        this.rows = rows;
        this.hospital = hospital;
        this.streams = streams;
    }

    /** The hospital's parts of a fold, counted from 1; each part ascending. */
    Federation.Rows fold(int fold, int folds, double validation) {
        List<Integer> train = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        RandomGenerator order = streams.of("folds", 0, hospital);
        RandomGenerator choice = streams.of("validation", fold, hospital);
        // One count over all classes: the folds of a hospital differ by one example at most.
        int dealt = 0;
        for (List<Integer> members : byClass()) {
            shuffle(members, order);
            List<Integer> rest = new ArrayList<>();
            for (int row : members) {
                (folds > 1 && dealt++ % folds == fold - 1 ? test : rest).add(row);
            }
            shuffle(rest, choice);
            int keep = (int) Math.min(Math.round(validation * rest.size()), Math.max(rest.size() - 1, 0));
            kept.addAll(rest.subList(0, keep));
            train.addAll(rest.subList(keep, rest.size()));
        }
        return new Federation.Rows(ascending(train), ascending(kept), ascending(test));
    }

    private List<List<Integer>> byClass() {
        List<List<Integer>> classes = new ArrayList<>();
        dataset.classes().forEach(name -> classes.add(new ArrayList<>()));
        for (int row : rows) {
            classes.get(dataset.examples().labels()[row]).add(row);
        }
        return classes;
    }

    /** So many different places of {@code size}, all equally likely; ascending. */
    static int[] drawn(int size, int count, RandomGenerator stream) {
        List<Integer> places = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        shuffle(places, stream);
        return ascending(places.subList(0, count));
    }

    private static void shuffle(List<Integer> rows, RandomGenerator stream) {
        for (int i = 0; i < rows.size() - 1; i++) {
            int j = stream.nextInt(i, rows.size());
            rows.set(j, rows.set(i, rows.get(j)));
        }
    }

    private static int[] ascending(List<Integer> rows) {
        return rows.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
}
