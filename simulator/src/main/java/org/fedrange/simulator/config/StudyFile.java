package org.fedrange.simulator.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.Study.Risk;
import org.jspecify.annotations.Nullable;

/**
 * An experiment file as read: one experiment, the matrix that varies it, and the declared risk.
 *
 * @param base the experiment without what the matrix supplies
 * @param axes the matrix
 * @param risk the declared risk
 * @param tune what is tuned first; null for nothing
 * @param claims what is put to the test
 * @param figure what is drawn; null for nothing of its own
 * @param chosen once tuned, the position of the value chosen for each column; empty before, when the first stands in for all
 * @param binder knows the kinds
 */
public record StudyFile(
        Tree.Mapping base, List<Axis> axes, Risk risk, @Nullable Tune tune, List<Assertion> claims, @Nullable Drawing figure,
        Map<String, Integer> chosen, Binder binder) {
    static final String TUNE = "tune";
    static final String MATRIX = "matrix";
    static final String RISK = "risk";
    static final String CLAIMS = "claims";
    static final String FIGURE = "figure";
    private static final int MOST_CELLS = 20_000;

    public StudyFile {
        axes = List.copyOf(axes);
        claims = List.copyOf(claims);
        chosen = Map.copyOf(chosen);
    }

    /** One experiment that the matrix lists: as written, as bound, and its label on each axis. */
    record Declared(Tree.Mapping tree, Experiment experiment, List<String> labels) {
        Declared {
            labels = List.copyOf(labels);
        }
    }

    /**
     * Reads a file.
     *
     * @param settings what {@code --set} changes, each {@code path=value}
     * @throws Refusal where anything in it is not understood
     */
    public static StudyFile read(Path file, List<String> settings, Binder binder) {
        return parse(file.toString(), Text.read(file), settings, binder);
    }

    /** Reads a text; {@code source} is what refusals call it. */
    public static StudyFile parse(String source, String text, List<String> settings, Binder binder) {
        if (!(Yaml.read(source, text) instanceof Tree.Mapping root)) {
            throw Place.top(source).refusal("an experiment is a mapping of keys to values, such as rounds: 100");
        }
        for (String setting : settings) {
            root = Setting.of(setting).apply(root);
        }
        List<String> keys = new ArrayList<>(Binder.names(Experiment.class));
        keys.addAll(List.of(TUNE, MATRIX, RISK, CLAIMS, FIGURE));
        Binder.refuseUnknownKeys(root, keys, "");
        Map<String, Tree> base = new LinkedHashMap<>(root.entries());
        Tree matrix = base.remove(MATRIX);
        Tree risk = base.remove(RISK);
        Tree tune = base.remove(TUNE);
        Tree claims = base.remove(CLAIMS);
        Tree figure = base.remove(FIGURE);
        Tree.Mapping experiment = new Tree.Mapping(root.place(), base);
        List<Axis> axes = matrix == null ? List.of() : Axis.read(matrix, binder);
        return new StudyFile(
                experiment, axes, binder.bind(Risk.class, risk == null ? new Tree.Mapping(root.place(), Map.of()) : risk),
                tune == null ? null : Tune.read(tune, experiment, axes, binder), claims == null ? List.of() : Assertion.list(claims),
                figure == null ? null : Drawing.read(figure), Map.of(), binder);
    }

    /** The study that tries every value to choose from; empty where nothing is tuned. */
    public Optional<StudyFile> tuning() {
        return Optional.ofNullable(tune).map(its -> new StudyFile(base, its.axes(axes), risk, null, List.of(), null, Map.of(), binder));
    }

    /** The path that is tuned; empty for none. */
    public Optional<String> tuned() {
        return Optional.ofNullable(tune).map(its -> its.axis().path());
    }

    /** The same file with the values chosen. */
    public StudyFile tuned(Map<String, Integer> chosen) {
        return new StudyFile(base, axes, risk, tune, claims, figure, chosen, binder);
    }

    /** An experiment with the value chosen for its column; itself where nothing is tuned or chosen yet. */
    Experiment tuned(Experiment experiment, Column column) {
        if (tune == null || chosen.isEmpty()) {
            return experiment;
        }
        Integer position = chosen.get(column.tunedFor(tune.axis().path()));
        if (position == null) {
            throw new IllegalStateException("nothing was chosen for " + column + " among " + chosen.keySet());
        }
        return binder.bind(Experiment.class, tune.axis().route().put(Canonical.tree(experiment), tune.axis().values().get(position)));
    }

    /**
     * The study the file asks for: its cells resolved, with the twins and baselines they are compared with.
     *
     * @param inputs what its experiments name
     * @param build digest of the tool's own classes
     * @param cpu the kind of CPU
     * @throws Refusal where a combination cannot work
     */
    public Study study(Inputs inputs, String build, String cpu) {
        return new Matrix(this, inputs).study(build, cpu);
    }

    /** The whole file with defaults and derived values filled in, as YAML that reads back to the same study. */
    public String yaml(Study study) {
        List<Tree> resolved = study.cells().stream().filter(Cell::declared).map(cell -> withoutAxes(cell.experiment())).toList();
        Map<String, Tree> entries = new LinkedHashMap<>(((Tree.Mapping) Canonical.common(resolved).orElseThrow()).entries());
        if (!axes.isEmpty()) {
            entries.put(MATRIX, new Tree.Mapping(base.place(), canonicalAxes()));
        }
        if (tune != null) {
            entries.put(TUNE, tune.tree());
        }
        entries.put(RISK, Canonical.tree(risk));
        if (!claims.isEmpty()) {
            entries.put(CLAIMS, new Tree.Sequence(base.place(), claims.stream().map(claim -> (Tree) claim.given()).toList()));
        }
        if (figure != null) {
            entries.put(FIGURE, figure.given());
        }
        return Writer.yaml(new Tree.Mapping(base.place(), entries));
    }

    private Tree withoutAxes(Experiment experiment) {
        Tree tree = Canonical.tree(experiment);
        for (Axis axis : axes) {
            tree = axis.remove(tree);
        }
        return tune == null ? tree : tune.axis().route().remove(tree);
    }

    private Map<String, Tree> canonicalAxes() {
        Map<String, Tree> canonical = new LinkedHashMap<>();
        List<List<Tree>> values = canonicalValues(declared());
        for (int i = 0; i < axes.size(); i++) {
            canonical.put(axes.get(i).path(), new Tree.Sequence(axes.get(i).place(), values.get(i)));
        }
        return canonical;
    }

    /** For each axis its values in full. */
    private List<List<Tree>> canonicalValues(List<Declared> declared) {
        List<List<Tree>> canonical = new ArrayList<>();
        int stride = declared.size();
        for (Axis axis : axes) {
            stride /= axis.values().size();
            List<Tree> values = new ArrayList<>();
            for (int i = 0; i < axis.values().size(); i++) {
                values.add(axis.canonical(declared.get(i * stride).experiment()));
            }
            canonical.add(values);
        }
        return canonical;
    }

    /** The cells of a matrix by their place on each axis. */
    Cases cases(List<Declared> declared, List<Cell> cells) {
        List<List<String>> labels = new ArrayList<>();
        int stride = declared.size();
        for (int i = 0; i < axes.size(); i++) {
            stride /= axes.get(i).values().size();
            List<String> its = new ArrayList<>();
            for (int j = 0; j < axes.get(i).values().size(); j++) {
                its.add(label(axes.get(i), declared.get(j * stride).experiment()));
            }
            labels.add(its);
        }
        return new Cases(axes, canonicalValues(declared), labels, cells);
    }

    /** The experiments of the matrix, the last axis running fastest. */
    List<Declared> declared() {
        refuseTooMany();
        readReplaced();
        refuseRepeatedValues();
        List<Declared> declared = new ArrayList<>();
        int[] position = new int[axes.size()];
        do {
            declared.add(at(position));
        } while (advance(position));
        return declared;
    }

    /** The experiment at a place in the matrix, with what was written beside the matrix where one axis would replace it; -1 for no such axis. */
    private Tree tree(int[] position, int asWritten) {
        Tree tree = base;
        for (Part part : shallowFirst()) {
            Axis axis = axes.get(part.axis());
            Route route = axis.routes().get(part.number());
            Tree value = axis.parts(axis.values().get(position[part.axis()])).get(part.number());
            tree = route.put(tree, part.axis() == asWritten ? route.in(base).orElse(value) : value);
        }
        return tune == null ? tree : tune.axis().route().put(tree, tune.axis().values().getFirst());
    }

    private Declared at(int[] position) {
        Tree tree = tree(position, -1);
        Experiment experiment = binder.bind(Experiment.class, tree);
        if (tune != null && experiment.evaluation().validation() == 0) {
            throw tune.axis().place().refusal("tuning looks at validation examples, but evaluation.validation keeps none");
        }
        return new Declared((Tree.Mapping) tree, experiment, labels(experiment));
    }

    /** A short name of a part of an experiment, such as {@code sign-flip (scale 5)}: only what differs from its default. */
    public String label(Object part) {
        return new Labels(binder).of(part);
    }

    /** The paths the matrix varies. */
    List<String> paths() {
        return axes.stream().flatMap(axis -> axis.paths().stream()).toList();
    }

    /** The label of what an experiment has at each path that the matrix varies. */
    List<String> labels(Experiment experiment) {
        return axes.stream().flatMap(axis -> axis.routes().stream()).map(route -> new Labels(binder).of(route, experiment)).toList();
    }

    private String label(Axis axis, Experiment experiment) {
        return axis.routes().stream().map(route -> new Labels(binder).of(route, experiment)).collect(Collectors.joining(", "));
    }

    /** One component of an axis. */
    private record Part(int axis, int number) {}

    /** What sets a whole component is applied before what sets a part of it. */
    private List<Part> shallowFirst() {
        return IntStream.range(0, axes.size()).boxed()
                .flatMap(axis -> IntStream.range(0, axes.get(axis).routes().size()).mapToObj(number -> new Part(axis, number)))
                .sorted(Comparator.comparingInt(part -> axes.get(part.axis()).routes().get(part.number()).steps().size())).toList();
    }

    private boolean advance(int[] position) {
        for (int i = position.length - 1; i >= 0; i--) {
            if (++position[i] < axes.get(i).values().size()) {
                return true;
            }
            position[i] = 0;
        }
        return false;
    }

    private void refuseTooMany() {
        long cells = 1;
        for (Axis axis : axes) {
            cells *= axis.values().size();
            if (cells > MOST_CELLS) {
                throw axis.place().refusal("the matrix has more than " + MOST_CELLS + " cells; split it over several files");
            }
        }
    }

    /** What each cell replaces is read, too: nobody would learn otherwise that a word of it is misspelled. */
    private void readReplaced() {
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i).routes().stream().anyMatch(route -> route.in(base).isPresent())) {
                binder.bind(Experiment.class, tree(new int[axes.size()], i));
            }
        }
    }

    /** Labels show all that tells the values of an axis apart: two with one label are one value given twice. Asked before all combinations are made. */
    private void refuseRepeatedValues() {
        for (int i = 0; i < axes.size(); i++) {
            Axis axis = axes.get(i);
            List<String> seen = new ArrayList<>();
            for (int j = 0; j < axis.values().size(); j++) {
                int[] position = new int[axes.size()];
                position[i] = j;
                String label = label(axis, at(position).experiment());
                if (seen.contains(label)) {
                    throw axis.values().get(j).place().refusal(label + " is listed before, at " + axis.path() + "[" + seen.indexOf(label) + "]");
                }
                seen.add(label);
            }
        }
    }
}
