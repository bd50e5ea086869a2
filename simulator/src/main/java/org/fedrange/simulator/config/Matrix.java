package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.fedrange.aggregation.Mean;
import org.fedrange.attacks.DataPoisoning;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Adversary;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.Claim;
import org.fedrange.simulator.DeclaredLeak;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.WorstCase;

/** Turns the experiments a file lists into the cells of a study, and adds the twins and baselines they are compared with. */
final class Matrix {
    private final StudyFile file;
    private final Resolver resolver;
    private final Map<Experiment, Draft> drafts = new LinkedHashMap<>();
    private final List<Experiment> listed = new ArrayList<>();
    private final Set<String> notices = new LinkedHashSet<>();

    Matrix(StudyFile file, Inputs inputs) {
        this.file = file;
        this.resolver = new Resolver(inputs);
    }

    /** A cell to be: the experiment as given, its labels, and whether the matrix lists it. */
    private record Draft(Experiment given, Tree tree, List<String> labels, boolean declared) {}

    Study study(String build, String cpu) {
        List<StudyFile.Declared> given = file.declared();
        given.forEach(this::addDeclared);
        List<Draft> declared = List.copyOf(drafts.values());
        for (Draft draft : declared) {
            addTwin(draft);
        }
        declared.forEach(draft -> add(tunedBaseline(draft.given(), draft.tree()), draft.tree()));
        declared.forEach(draft -> add(tunedBaseline(twin(draft.given()), draft.tree()), draft.tree()));
        Map<Experiment, String> identities = new LinkedHashMap<>();
        drafts.keySet().forEach(e -> identities.put(e, CellIdentity.of(e, build, resolver.digest(e), cpu)));
        List<Cell> cells = new ArrayList<>();
        drafts.values().forEach(draft -> cells.add(cell(draft, identities)));
        return study(given, cells);
    }

    /** The study of these cells, with what is claimed of them. */
    private Study study(List<StudyFile.Declared> given, List<Cell> cells) {
        Map<String, Cell> byId = new HashMap<>();
        Map<Experiment, Cell> byExperiment = new HashMap<>();
        cells.forEach(cell -> {
            byId.put(cell.id(), cell);
            byExperiment.put(cell.experiment(), cell);
        });
        refuseUnseenLeaks(cells);
        List<Claim> claims = List.of();
        WorstCase figure = null;
        if (!file.claims().isEmpty() || file.figure() != null) {
            Cases cases = file.cases(given, listed.stream().map(experiment -> Objects.requireNonNull(byExperiment.get(experiment))).toList());
            Sides sides = new Sides(byId, Kind.of(cells.getFirst().experiment().evaluation().metric()));
            claims = file.claims().stream().map(claim -> claim.of(cases, sides)).toList();
            figure = file.figure() == null ? null : file.figure().of(cases, sides);
            if (!claims.isEmpty() && cases.seeds() < Claim.FEWEST_SEEDS) {
                notices.add("of the claims nothing is decided by " + cases.seeds() + (cases.seeds() == 1 ? " seed: " : " seeds: ")
                        + Claim.FEWEST_SEEDS + " are the least for a statement at 95 %");
            }
        }
        return new Study(
                cells.getFirst().experiment().name(), file.paths(), cells, file.risk(), claims, figure, List.copyOf(notices));
    }

    /** What is declared of an observer that no cell has would silently do nothing. */
    private void refuseUnseenLeaks(List<Cell> cells) {
        List<String> observers = cells.stream().flatMap(cell -> cell.experiment().inference().stream()).map(its -> Kind.of(its.getClass())).distinct().toList();
        file.risk().leaks().stream().map(DeclaredLeak::inference).filter(kind -> !observers.contains(kind)).findFirst().ifPresent(kind -> {
            throw new Refusal("risk.leaks: names the observer '" + kind + "', which no cell has; those under inference are: " + String.join(", ", observers));
        });
    }

    /** The same experiment with nobody attacking. */
    static Experiment twin(Experiment experiment) {
        return experiment.with(
                experiment.partition(), experiment.hospitals(), experiment.adversary().idle(), experiment.stages(), experiment.rule(), experiment.evaluation());
    }

    /** The same experiment with the plain mean. */
    static Experiment baseline(Experiment experiment) {
        return experiment.with(
                experiment.partition(), experiment.hospitals(), experiment.adversary(), List.of(), new Mean(false), experiment.evaluation());
    }

    /** A twin is trained as its cell is, but a baseline as was chosen for the plain mean. */
    private Experiment tunedBaseline(Experiment experiment, Tree tree) {
        return tuned(baseline(experiment), tree);
    }

    private Experiment tuned(Experiment experiment, Tree tree) {
        Experiment resolved = resolver.resolve(experiment, tree);
        List<String> paths = file.paths();
        return file.tuned(experiment, Column.of(file, resolved, paths, file.labels(experiment)));
    }

    private void addDeclared(StudyFile.Declared declared) {
        try {
            Experiment given = tuned(declared.experiment(), declared.tree());
            Experiment resolved = resolver.resolve(given, declared.tree());
            fit(declared, resolved);
            Resolver.infeasible(resolved).ifPresent(reason -> {
                throw refusal(declared, "rule", reason);
            });
            guard(declared, resolved);
            observe(declared, resolved);
            for (Adversary its : resolved.adversary().attacking()) {
                carriedOut(declared, resolved, its);
            }
            Draft draft = new Draft(given, declared.tree(), declared.labels(), true);
            listed.add(resolved);
            Draft before = drafts.putIfAbsent(resolved, draft);
            if (before != null) {
                notices.add("the cells " + String.join(" / ", before.labels()) + " and " + String.join(" / ", draft.labels()) + " are the same experiment and run once");
            }
        } catch (Refusal refusal) {
            throw declared.labels().isEmpty() ? refusal
                    : new Refusal(refusal.getMessage() + " (in the cell " + Words.sentence(String.join(" / ", declared.labels())) + ")", refusal);
        }
    }

    /** Refuses an attack that cannot be carried out by the nodes of its coalition among the honest ones. */
    private void carriedOut(StudyFile.Declared declared, Experiment resolved, Adversary its) {
        int byzantine = its.nodes().count();
        int nodes = Resolver.nodes(resolved) - resolved.adversary().count() + byzantine;
        its.attack().infeasible(nodes, byzantine).ifPresent(reason -> {
            throw refusal(declared, "adversary.attack", reason);
        });
        if (its.attack() instanceof DataPoisoning poisoning) {
            poisoning.unsuited(resolver.shape(resolved), resolved.training()).ifPresent(reason -> {
                throw refusal(declared, "adversary.attack", reason);
            });
        }
        its.attack().weakness(nodes, byzantine).ifPresent(notices::add);
    }

    private void guard(StudyFile.Declared declared, Experiment resolved) {
        List<Defense> defenses = resolved.defenses();
        for (int i = 0; i < defenses.size(); i++) {
            String place = "defenses[" + i + "].kind";
            defenses.get(i).unsuited(resolver.network(resolved)).ifPresent(reason -> {
                throw refusal(declared, place, reason);
            });
            if (defenses.get(i).mostExcluded() > 0) {
                Resolver.depleted(resolved).ifPresent(reason -> {
                    throw refusal(declared, place, reason);
                });
            }
        }
        if (resolved.rootExamples() > 0) {
            notices.add("The coordinator has " + resolved.rootExamples() + " examples of its own under " + String.join(" / ", declared.labels())
                    + ": drawn in each fold from all patients kept for validation, who then choose nothing; nobody poisons them.");
        }
    }

    /** Refuses an observer's attack that cannot work on what is learned. */
    private void observe(StudyFile.Declared declared, Experiment resolved) {
        for (int i = 0; i < resolved.inference().size(); i++) {
            String place = "inference[" + i + "].kind";
            resolved.inference().get(i).unsuited(resolver.task(resolved)).ifPresent(reason -> {
                throw refusal(declared, place, reason);
            });
        }
    }

    /** Refuses a model that cannot be built for the data. */
    private void fit(StudyFile.Declared declared, Experiment resolved) {
        try {
            resolver.network(resolved);
        } catch (IllegalArgumentException unfit) {
            throw refusal(declared, "model", String.valueOf(unfit.getMessage()));
        }
    }

    private static Refusal refusal(StudyFile.Declared declared, String path, String reason) {
        return Route.of(path, declared.tree().place()).nearest(declared.tree()).place().refusal(reason);
    }

    private void addTwin(Draft draft) {
        Experiment twin = twin(draft.given());
        Optional<String> infeasible = Resolver.infeasible(resolver.resolve(twin, draft.tree()));
        if (infeasible.isEmpty()) {
            add(twin, draft.tree());
        } else {
            notices.add("no twin without attack for " + String.join(" / ", draft.labels()) + ": " + infeasible.get());
        }
    }

    private void add(Experiment given, Tree tree) {
        drafts.putIfAbsent(resolver.resolve(given, tree), new Draft(given, tree, file.labels(given), false));
    }

    private Cell cell(Draft draft, Map<Experiment, String> identities) {
        Experiment experiment = resolver.resolve(draft.given(), draft.tree());
        String identity = Objects.requireNonNull(identities.get(experiment));
        String twin = identities.get(resolver.resolve(twin(draft.given()), draft.tree()));
        String baseline = Objects.requireNonNull(identities.get(resolver.resolve(tunedBaseline(draft.given(), draft.tree()), draft.tree())));
        return new Cell(
                id(identity), identity, draft.labels(), experiment, draft.declared(), twin == null ? null : id(twin), id(baseline));
    }

    private static String id(String identity) {
        return identity.substring(0, 16);
    }
}
