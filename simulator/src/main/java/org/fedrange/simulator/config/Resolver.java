package org.fedrange.simulator.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Cohort;
import org.fedrange.aggregation.Stage;
import org.fedrange.attacks.CoordinatorAttack;
import org.fedrange.attacks.Infinite;
import org.fedrange.attacks.Nan;
import org.fedrange.attacks.inference.Task;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.Kind;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Federation;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.partition.Iid;
import org.fedrange.learning.partition.Natural;
import org.fedrange.learning.partition.Partition;
import org.fedrange.learning.training.PrivateTraining;
import org.fedrange.simulator.Adversary;
import org.fedrange.simulator.ChosenNodes;
import org.fedrange.simulator.Evaluation;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.data.InitialParameters;
import org.fedrange.simulator.fault.Fault;

/** Fills in what follows from the data and from the rest of an experiment, and refuses what cannot work together. */
final class Resolver {
    private static final int HOSPITALS = 10;
    private static final int FOLDS = 5;

    private final Inputs inputs;
    private final Map<List<Object>, List<String>> names = new HashMap<>();

    Resolver(Inputs inputs) {
        this.inputs = inputs;
    }

    /** The same experiment with nothing left open. */
    Experiment resolve(Experiment experiment, Tree tree) {
        Given given = new Given(experiment, tree);
        Dataset dataset = inputs.dataset(experiment);
        Partition partition = partition(experiment, dataset);
        int hospitals = hospitals(given, partition, dataset);
        List<String> names = names(given, dataset, partition, hospitals);
        Adversary adversary = new AdversaryTerms(given, names).resolved();
        prone(given, names);
        new ObserverTerms(given).check();
        int all = hospitals + adversary.extra();
        Integer invited = experiment.cohort();
        if (invited != null && invited > all) {
            throw given.refusal("cohort", "there are only " + all + " nodes to invite, got " + invited);
        }
        Cohort cohort = cohort(experiment, invited == null ? all : invited, adversary.count());
        List<Stage> stages = experiment.stages().stream().map(stage -> stage.resolved(cohort)).toList();
        List<Defense> defenses = calibrated(
                given, experiment.defenses().stream().map(defense -> defense.resolved(cohort, experiment.rounds())).toList(), everybody(hospitals, adversary));
        Experiment resolved = secured(given, started(experiment).guardedBy(defenses).with(
                partition, hospitals, adversary, stages, experiment.rule().resolved(cohort), evaluation(given, dataset)), dataset);
        resolved = trained(given, resolved, dataset);
        rooted(given, resolved);
        new PrivacyTerms(resolved, all(resolved)).objection().ifPresent(its -> {
            throw given.refusal(its.path(), its.why());
        });
        // Such as the baseline of a private cell: it has nothing to hide, and stays repeatable.
        return Promises.of(resolved, all(resolved)).all().isEmpty() ? resolved.repeatable() : resolved;
    }

    /** Private training with the noise that keeps its promise to the patients of the largest hospital. */
    private static Experiment trained(Given given, Experiment experiment, Dataset dataset) {
        if (!(experiment.training() instanceof PrivateTraining training)) {
            return experiment;
        }
        int largest = experiment.deal(dataset).stream().mapToInt(share -> share.rows().length).max().orElseThrow();
        try {
            return experiment.trainedBy(Promises.calibrated(training, experiment.rounds(), largest));
        } catch (IllegalArgumentException unkept) {
            throw given.refusal("training", String.valueOf(unkept.getMessage()));
        }
    }

    private static List<Defense> calibrated(Given given, List<Defense> defenses, int nodes) {
        try {
            return PrivacyTerms.calibrated(given.experiment(), defenses, nodes);
        } catch (PrivacyTerms.Unkept unkept) {
            throw given.refusal(unkept.objection().path(), unkept.objection().why());
        }
    }

    private static void prone(Given given, List<String> hospitals) {
        List<Fault> faults = given.experiment().faults();
        for (int i = 0; i < faults.size(); i++) {
            String place = "faults[" + i + "]";
            faults.get(i).idle(given.experiment()).ifPresent(why -> {
                throw given.refusal(place + ".kind", why);
            });
            ChosenNodes chosen = faults.get(i).hospitals();
            if (chosen != null) {
                String path = place + ".hospitals";
                given.known(path, chosen, hospitals);
                if (chosen.count() < 1 || chosen.count() > hospitals.size()) {
                    throw given.refusal(path, "must be from 1 to the number of hospitals, " + hospitals.size() + ", got " + chosen.count());
                }
            }
        }
    }

    /** What stages and rule work on: nodes, or groups of them, of which each Byzantine node spoils one at most. */
    private static Cohort cohort(Experiment experiment, int nodes, int byzantine) {
        int groups = updates(experiment, nodes);
        return new Cohort(groups, Math.min(byzantine, groups));
    }

    /** How many updates stages and rule see of so many nodes. */
    private static int updates(Experiment experiment, int nodes) {
        return experiment.secureAggregation() instanceof MaskedSum scheme ? scheme.groups(nodes) : nodes;
    }

    /** Secure aggregation with nothing left open; refused where it hides what is needed, or cannot carry what is sent. */
    private Experiment secured(Given given, Experiment experiment, Dataset dataset) {
        if (!(experiment.secureAggregation() instanceof MaskedSum scheme)) {
            return experiment;
        }
        scheme.hides(experiment.stages(), experiment.rule()).ifPresent(why -> {
            throw given.refusal("secureAggregation", why);
        });
        experiment.adversary().attacking().stream().map(Adversary::attack).filter(its -> its instanceof Nan || its instanceof Infinite).forEach(attack -> {
            throw given.refusal("adversary.attack", "under secure aggregation integers are sent, and " + Kind.of(attack.getClass()) + " is none; choose another attack, such as scale");
        });
        if (experiment.samplingRate() != null) {
            throw given.refusal("samplingRate", "masks are made for a number of nodes known beforehand; write cohort in place of samplingRate, or secureAggregation: {kind: none}");
        }
        if (!experiment.training().along().isEmpty()) {
            throw given.refusal("training", "secure aggregation sums one vector of each node, and " + Kind.of(experiment.training().getClass())
                    + " sends " + (1 + experiment.training().along().size()) + "; take fed-avg or fed-prox, or secureAggregation: {kind: none}");
        }
        int largest = experiment.deal(dataset).stream().mapToInt(share -> share.rows().length).max().orElseThrow();
        MaskedSum resolved = scheme.resolved(largest);
        if (experiment.adversary().attack() instanceof CoordinatorAttack lying) {
            new LyingTerms(experiment, lying).futile(nodes(experiment)).ifPresent(its -> {
                throw given.refusal(its.path(), its.why());
            });
        }
        resolved.impossible(nodes(experiment), experiment.rule().weighted()).ifPresent(why -> {
            throw given.refusal("secureAggregation", why);
        });
        return experiment.securedBy(resolved);
    }

    /** Refuses a rule or defense that needs more examples at the coordinator than there are to give. */
    private void rooted(Given given, Experiment resolved) {
        int wanted = resolved.rootExamples();
        if (wanted == 0) {
            return;
        }
        int kept = inputs.federation(resolved).folds().stream().mapToInt(Federation.Fold::kept).min().orElseThrow();
        if (wanted < kept) {
            return;
        }
        List<Defense> defenses = resolved.defenses();
        int which = IntStream.range(0, defenses.size()).filter(i -> defenses.get(i).rootExamples() == wanted).findFirst().orElse(-1);
        boolean rule = resolved.rule().rootExamples() == wanted;
        throw given.refusal(rule ? "rule.rootExamples" : "defenses[" + which + "].rootExamples",
                Kind.of((rule ? resolved.rule() : defenses.get(which)).getClass()) + " needs " + wanted + " examples at the coordinator, drawn from the"
                        + " patients kept for validation, of whom some must be left; the smallest fold keeps " + kept
                        + ": give fewer rootExamples, or a larger evaluation.validation, which is " + resolved.evaluation().validation());
    }

    private Experiment started(Experiment experiment) {
        InitialParameters initial = experiment.initial();
        return initial == null
                ? experiment
                : experiment.startedFrom(new InitialParameters(initial.file(), inputs.initial(experiment).digest()));
    }

    /** The network of an experiment, to ask about, not to compute with. */
    Network network(Experiment experiment) {
        return experiment.model().network(shape(experiment), Numerics.PORTABLE);
    }

    /** What everybody who takes part in an experiment knows of its learning. */
    Task task(Experiment experiment) {
        return new Task(experiment.model(), shape(experiment), network(experiment), experiment.training());
    }

    /** What a model must know of the data of an experiment. */
    Shape shape(Experiment experiment) {
        return inputs.dataset(experiment).shape();
    }

    /** Digest of the data a resolved experiment is run on. */
    String digest(Experiment experiment) {
        return inputs.dataset(experiment).digest();
    }

    /** Why stages or rule cannot work on all updates of a resolved experiment; empty where they can. */
    static Optional<String> infeasible(Experiment experiment) {
        int nodes = nodes(experiment);
        int updates = updates(experiment, nodes);
        return new Chain(experiment.stages(), experiment.rule()).infeasible(updates)
                .map(reason -> reason + "; " + nodes + " nodes send updates" + (updates == nodes ? "" : ", of which " + updates + " sums are seen"));
    }

    /** Why stages or rule cannot work on what is left when defenses have shut out all they may; empty where they can. */
    static Optional<String> depleted(Experiment experiment) {
        int excluded = experiment.defenses().stream().mapToInt(Defense::mostExcluded).sum();
        int left = Math.min(nodes(experiment), all(experiment) - excluded);
        return excluded == 0 ? Optional.empty() : new Chain(experiment.stages(), experiment.rule()).infeasible(updates(experiment, left))
                .map(reason -> reason + "; " + excluded + " nodes may be shut out, then " + left + " send updates");
    }

    /** How many nodes send updates in a resolved experiment. */
    static int nodes(Experiment experiment) {
        int all = all(experiment);
        return experiment.cohort() == null ? all : Math.min(all, experiment.cohort());
    }

    private static int all(Experiment experiment) {
        return everybody(Optional.ofNullable(experiment.hospitals()).orElseThrow(), experiment.adversary());
    }

    private static int everybody(int hospitals, Adversary adversary) {
        return hospitals + adversary.joined();
    }

    private static Partition partition(Experiment experiment, Dataset dataset) {
        if (experiment.partition() != null) {
            return experiment.partition();
        }
        return dataset.sites().isEmpty() ? new Iid() : new Natural();
    }

    private static int hospitals(Given given, Partition partition, Dataset dataset) {
        Integer wanted = given.experiment().hospitals();
        int sites = dataset.sites().size();
        OptionalInt follows = partition.hospitals(dataset);
        if (follows.isEmpty()) {
            return wanted != null ? wanted : sites > 0 ? sites : HOSPITALS;
        }
        int hospitals = follows.getAsInt();
        if (hospitals == 0) {
            throw given.refusal("partition", dataset.name() + " has no real hospitals to follow; choose another partition, such as iid");
        }
        if (wanted != null && wanted != hospitals) {
            throw given.refusal("hospitals", "the partition " + Kind.of(partition.getClass()) + " makes " + hospitals
                    + " hospitals of " + dataset.name() + ", got " + wanted + "; leave hospitals out, or choose another partition");
        }
        return hospitals;
    }

    private List<String> names(Given given, Dataset dataset, Partition partition, int hospitals) {
        Experiment e = given.experiment();
        Experiment dealt = e.with(partition, hospitals, e.adversary(), e.stages(), e.rule(), e.evaluation());
        List<Object> key = List.of(e.data(), e.seed(), partition, hospitals);
        try {
            return names.computeIfAbsent(key, k -> dealt.deal(dataset).stream().map(Partition.Share::name).toList());
        } catch (IllegalArgumentException refused) {
            throw given.refusal("partition", String.valueOf(refused.getMessage()));
        }
    }

    private static Evaluation evaluation(Given given, Dataset dataset) {
        Evaluation evaluation = given.experiment().evaluation();
        Integer wanted = evaluation.folds();
        boolean hasTest = dataset.test().isPresent();
        if (wanted != null && hasTest != (wanted == 1)) {
            throw given.refusal("evaluation.folds", hasTest
                    ? dataset.name() + " has a test set of its own, got " + wanted + " folds; leave folds out"
                    : dataset.name() + " has no test set of its own: folds must be at least 2, got 1");
        }
        return new Evaluation(evaluation.every(), evaluation.metric(), evaluation.validation(), hasTest ? 1 : wanted != null ? wanted : FOLDS, evaluation.privacyTrials());
    }
}
