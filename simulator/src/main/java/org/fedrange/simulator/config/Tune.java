package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.fedrange.simulator.Refusal;

/**
 * What is tuned: one number of the training, chosen for each defense by the figure on validation examples under the attack that
 * leaves the least of it.
 *
 * @param axis the path tuned and its candidates
 * @param seeds the seeds to tune on, as written
 */
record Tune(Axis axis, List<Tree> seeds) {
    static final String PATH = "path";
    static final String VALUES = "values";
    private static final String SEEDS = "seeds";
    private static final Route TRAINING = new Route(List.of("training"));

    Tune {
        seeds = List.copyOf(seeds);
    }

    /** What each key means, in the order of writing. */
    static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put(PATH, "the path below training to choose a value for, such as training.learningRate");
        keys.put(VALUES, "the values to choose from, at least two");
        keys.put(SEEDS, "the seeds to choose on, if absent the first seed of the matrix");
        return keys;
    }

    /**
     * Reads the block.
     *
     * @param base the experiment without it
     * @param axes the matrix
     * @throws Refusal where it is not understood or someone else sets what it tunes
     */
    static Tune read(Tree given, Tree.Mapping base, List<Axis> axes, Binder binder) {
        if (!(given instanceof Tree.Mapping block)) {
            throw given.place().refusal("must be a mapping, such as {path: training.learningRate, values: [0.05, 0.1, 0.2]}, got " + given.shown());
        }
        Binder.refuseUnknownKeys(block, List.copyOf(keys().keySet()), "");
        Tree values = required(block, VALUES);
        Axis axis = axis(required(block, PATH), values, binder);
        if (axis.values().size() < 2) {
            throw values.place().refusal("there is nothing to choose: give at least two values, or write the one in the experiment");
        }
        refuseSetElsewhere(axis, base, axes);
        Tree seeds = block.entries().get(SEEDS);
        return new Tune(axis, seeds == null ? firstSeed(base, axes) : Axis.list(seeds));
    }

    private static Tree required(Tree.Mapping block, String key) {
        Tree given = block.entries().get(key);
        if (given == null) {
            throw block.place().refusal("the key " + key + " is missing: " + keys().get(key));
        }
        return given;
    }

    private static Axis axis(Tree path, Tree values, Binder binder) {
        if (!(path instanceof Tree.Scalar word)) {
            throw path.place().refusal("must be a path, such as training.learningRate, got " + path.shown());
        }
        Axis axis = Axis.of(word.text(), path.place(), values, binder);
        if (axis.routes().size() > 1 || !TRAINING.holds(axis.route()) || axis.route().equals(TRAINING)) {
            throw path.place().refusal("only what lies below training can be tuned, such as training.learningRate, got " + Words.shown(word.text()));
        }
        return axis;
    }

    /** A value that tuning would silently replace is refused. */
    private static void refuseSetElsewhere(Axis axis, Tree.Mapping base, List<Axis> axes) {
        Tree written = axis.route().nearest(base);
        if (!axis.route().remove(base).equals(base)) {
            throw written.place().refusal("tune chooses " + axis.path() + ": leave it out here, or leave tune out");
        }
        for (Axis varied : axes) {
            if (varied.routes().stream().anyMatch(axis.route()::holds)) {
                throw varied.place().refusal("tune chooses " + axis.path() + ": the matrix cannot vary it too");
            }
        }
    }

    private static List<Tree> firstSeed(Tree.Mapping base, List<Axis> axes) {
        for (Axis varied : axes) {
            if (varied.path().equals(Axis.SEED)) {
                return List.of(varied.values().getFirst());
            }
        }
        Tree seed = base.entries().get(Axis.SEED);
        return seed == null ? List.of() : List.of(seed);
    }

    /** The axes of the study that tries every value: those of the matrix, on the seeds to tune on, and the value. */
    List<Axis> axes(List<Axis> matrix) {
        List<Axis> axes = new ArrayList<>(matrix);
        axes.removeIf(varied -> varied.path().equals(Axis.SEED));
        axes.add(axis);
        if (!seeds.isEmpty()) {
            axes.add(new Axis(Axis.SEED, List.of(new Route(List.of(Axis.SEED))), seeds.getFirst().place(), seeds));
        }
        return axes;
    }

    /** The block as a user would write it. */
    Tree tree() {
        Place place = axis.place();
        Map<String, Tree> entries = new LinkedHashMap<>();
        entries.put(PATH, new Tree.Scalar(place, axis.path(), true));
        entries.put(VALUES, new Tree.Sequence(place, axis.values()));
        if (!seeds.isEmpty()) {
            entries.put(SEEDS, new Tree.Sequence(place, seeds));
        }
        return new Tree.Mapping(place, entries);
    }
}
