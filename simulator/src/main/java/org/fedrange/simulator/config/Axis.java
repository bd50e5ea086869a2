package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.fedrange.simulator.Experiment;

/**
 * One axis of a matrix: a component of the experiment and the values it takes.
 *
 * @param path the path as written
 * @param route the path to the component
 * @param place where the axis stands
 * @param values at least one
 */
record Axis(String path, Route route, Place place, List<Tree> values) {
    Axis {
        values = List.copyOf(values);
    }

    /** The axes of a matrix, in the order of the file. */
    static List<Axis> read(Tree matrix, Binder binder) {
        if (!(matrix instanceof Tree.Mapping mapping)) {
            throw matrix.place().refusal("must be a mapping of paths to lists, such as {seed: [1, 2, 3]}, got " + matrix.shown());
        }
        List<Axis> axes = new ArrayList<>();
        for (Map.Entry<String, Tree> entry : mapping.entries().entrySet()) {
            axes.add(of(entry.getKey(), entry.getValue().place(), entry.getValue(), binder));
        }
        return axes;
    }

    /** One axis, whose path stands at {@code place}. */
    static Axis of(String path, Place place, Tree given, Binder binder) {
        Route route = Route.of(path, place);
        route.check(Experiment.class, binder, place);
        return new Axis(path, route, given.place(), list(given));
    }

    /** The values of a list that is not empty. */
    static List<Tree> list(Tree given) {
        if (!(given instanceof Tree.Sequence values) || values.elements().isEmpty()) {
            throw given.place().refusal("must be a list of at least one value, got "
                    + (given instanceof Tree.Sequence ? "an empty one" : given.shown()));
        }
        return values.elements();
    }
}
