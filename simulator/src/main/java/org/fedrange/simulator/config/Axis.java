package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fedrange.simulator.Experiment;

/**
 * One axis of a matrix: a component of the experiment and the values it takes; or several components, {@code defenses + rule}, that change together, each value
 * a list of one for each.
 *
 * @param path the path as written
 * @param routes the paths to the components
 * @param place where the axis stands
 * @param values at least one
 */
record Axis(String path, List<Route> routes, Place place, List<Tree> values) {
    static final String SEED = "seed";
    private static final String TOGETHER = " + ";

    Axis {
        routes = List.copyOf(routes);
        values = List.copyOf(values);
    }

    /** The axes of a matrix, in the order of the file. */
    static List<Axis> read(Tree matrix, Binder binder) {
        if (!(matrix instanceof Tree.Mapping mapping)) {
            throw matrix.place().refusal("must be a mapping of paths to lists, such as {seed: [1, 2, 3]}, got " + matrix.shown());
        }
        List<Axis> axes = new ArrayList<>();
        List<String> varied = new ArrayList<>();
        for (Map.Entry<String, Tree> entry : mapping.entries().entrySet()) {
            Axis axis = of(entry.getKey(), entry.getValue().place(), entry.getValue(), binder);
            axis.paths().stream().filter(varied::contains).findFirst().ifPresent(path -> {
                throw axis.place().refusal(path + " is varied by another axis already; which would hold?");
            });
            varied.addAll(axis.paths());
            axes.add(axis);
        }
        return axes;
    }

    /** One axis, whose path stands at {@code place}. */
    static Axis of(String path, Place place, Tree given, Binder binder) {
        List<Route> routes = routes(path, place);
        routes.forEach(route -> route.check(Experiment.class, binder, place));
        Axis axis = new Axis(path, routes, given.place(), list(given));
        axis.refuseRepeatedPaths(place);
        axis.values().forEach(axis::parts);
        return axis;
    }

    /** The paths of an axis' name. */
    static List<Route> routes(String path, Place place) {
        return Stream.of(path.split(Pattern.quote(TOGETHER), -1)).map(each -> Route.of(each, place)).toList();
    }

    private void refuseRepeatedPaths(Place at) {
        if (routes.size() > 1 && paths().contains(SEED)) {
            throw at.refusal("seed changes with nothing else: cells are compared seed by seed; give it an axis of its own");
        }
        for (int i = 0; i < routes.size(); i++) {
            for (int j = 0; j < routes.size(); j++) {
                if (i != j && routes.get(i).holds(routes.get(j))) {
                    throw at.refusal(paths().get(i) + " and " + paths().get(j) + " cannot change together: one holds the other");
                }
            }
        }
    }

    /** Each component's path. */
    List<String> paths() {
        return List.of(path.split(Pattern.quote(TOGETHER)));
    }

    /** The only component, of an axis that has but one. */
    Route route() {
        return routes.getFirst();
    }

    /** A value's part for each component. */
    List<Tree> parts(Tree value) {
        if (routes.size() == 1) {
            return List.of(value);
        }
        if (value instanceof Tree.Sequence list && list.elements().size() == routes.size()) {
            return list.elements();
        }
        throw value.place().refusal("must be a list of " + routes.size() + ", one for each of " + path + ", got " + value.shown());
    }

    /** The value an experiment has here, in full. */
    Tree canonical(Experiment experiment) {
        List<Tree> parts = routes.stream().map(route -> Canonical.tree(route.at(experiment).orElseThrow())).toList();
        return routes.size() == 1 ? parts.getFirst() : new Tree.Sequence(place, parts);
    }

    /** The tree without any of the components. */
    Tree remove(Tree tree) {
        Tree rest = tree;
        for (Route route : routes) {
            rest = route.remove(rest);
        }
        return rest;
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
