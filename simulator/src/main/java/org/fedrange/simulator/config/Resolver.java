package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Cohort;
import org.fedrange.aggregation.Stage;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.DataPoisoning;
import org.fedrange.attacks.Infinite;
import org.fedrange.attacks.Knowledge;
import org.fedrange.attacks.CoordinatorAttack;
import org.fedrange.attacks.LineAttack;
import org.fedrange.attacks.Nan;
import org.fedrange.attacks.None;
import org.fedrange.attacks.SybilEnrolment;
import org.fedrange.attacks.inference.ClassInversion;
import org.fedrange.attacks.inference.CraftedModel;
import org.fedrange.attacks.inference.InferenceAttack;
import org.fedrange.attacks.inference.Task;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.Kind;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Federation;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.training.PrivateTraining;
import org.fedrange.learning.partition.Iid;
import org.fedrange.learning.partition.Natural;
import org.fedrange.learning.partition.Partition;
import org.fedrange.simulator.Adversary;
import org.fedrange.simulator.Ally;
import org.fedrange.simulator.ByzantineData;
import org.fedrange.simulator.ChosenNodes;
import org.fedrange.simulator.Evaluation;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.Schedule;
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

    /** An experiment and what its user wrote, for refusals. */
    private record Given(Experiment experiment, Tree tree) {
        Refusal refusal(String path, String why) {
            return Route.of(path, tree.place()).nearest(tree).place().refusal(why);
        }
    }

    /** The same experiment with nothing left open. */
    Experiment resolve(Experiment experiment, Tree tree) {
        Given given = new Given(experiment, tree);
        Dataset dataset = inputs.dataset(experiment);
        Partition partition = partition(experiment, dataset);
        int hospitals = hospitals(given, partition, dataset);
        List<String> names = names(given, dataset, partition, hospitals);
        Adversary adversary = coalitions(given, names);
        prone(given, names);
        observed(given);
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
        return hospitals + (adversary.attack() instanceof None ? 0 : adversary.extra());
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

    /** The adversary with all its coalitions, of which no two share a hospital. */
    private static Adversary coalitions(Given given, List<String> hospitals) {
        Adversary adversary = given.experiment().adversary();
        tapped(given, adversary);
        Adversary first = adversary(given, "adversary", adversary, hospitals);
        Set<String> taken = new TreeSet<>(first.nodes().names());
        List<Ally> allies = new ArrayList<>();
        for (int i = 0; i < adversary.coalitions().size(); i++) {
            String at = "adversary.coalitions[" + i + "]";
            Adversary its = adversary(given, at, adversary.coalitions().get(i).alone(), hospitals);
            if (its.nodes().count() == 0) {
                throw given.refusal(at + ".nodes", "a coalition has at least one hospital, got 0");
            }
            for (String name : its.nodes().names()) {
                if (!taken.add(name)) {
                    throw given.refusal(at + ".nodes", Words.shown(name) + " belongs to another coalition already: no two share a hospital");
                }
            }
            allies.add(new Ally(its.nodes(), its.knowledge(), its.schedule(), its.attack()));
        }
        int turned = adversary.count() - adversary.extra();
        if (turned >= hospitals.size()) {
            throw given.refusal("adversary.coalitions", "at least one of the " + hospitals.size() + " hospitals must be honest, got " + turned
                    + " Byzantine in all coalitions together");
        }
        return new Adversary(first.nodes(), first.data(), first.knowledge(), first.schedule(), first.attack(), allies);
    }

    /** Refuses an adversary on lines where it could not sit. */
    private static void tapped(Given given, Adversary adversary) {
        for (int i = 0; i < adversary.coalitions().size(); i++) {
            Attack its = adversary.coalitions().get(i).attack();
            if (!its.ownsNodes()) {
                throw given.refusal("adversary.coalitions[" + i + "].attack", "a coalition owns hospitals, and " + Kind.of(its.getClass())
                        + " is an attack " + at(its) + "; write it as adversary.attack");
            }
        }
        Attack attack = adversary.attack();
        if (attack.ownsNodes()) {
            return;
        }
        String kind = Kind.of(attack.getClass());
        if (!adversary.coalitions().isEmpty()) {
            throw given.refusal("adversary.coalitions", "there are none beside the attack " + kind + ", which sits " + at(attack) + "; leave them out");
        }
        if (adversary.data() != ByzantineData.OWN) {
            throw given.refusal("adversary.data", "the attack " + kind + " sits " + at(attack) + " and owns no node; write data: own");
        }
        if (attack instanceof CoordinatorAttack lying) {
            new LyingTerms(given.experiment(), lying).objection(adversary).ifPresent(its -> {
                throw given.refusal(its.path(), its.why());
            });
        } else if (given.experiment().secureAggregation() instanceof MaskedSum) {
            throw given.refusal("adversary.attack", "the attack " + kind + " strikes at single updates, and under secure aggregation there are none on the line; write secureAggregation: {kind: none}");
        }
    }

    private static String at(Attack attack) {
        return attack instanceof LineAttack ? "on lines" : "at the coordinator";
    }

    private static Adversary adversary(Given given, String at, Adversary adversary, List<String> hospitals) {
        if (adversary.attack() instanceof SybilEnrolment && adversary.data() != ByzantineData.SYBIL) {
            throw given.refusal(at + ".attack", "the attack sybil-enrolment enrols one hospital under further names; write it as adversary.attack with data: sybil, and nodes as their number");
        }
        ChosenNodes nodes = nodes(given, at, adversary, hospitals);
        int rounds = given.experiment().rounds();
        if (adversary.attack() instanceof None none) {
            return new Adversary(nodes, adversary.data(), none.needs(), new Schedule(1, rounds, 1, 1), none, List.of());
        }
        if (nodes.count() == 0) {
            throw given.refusal(at + ".nodes", "there is no Byzantine node to carry out the attack "
                    + Kind.of(adversary.attack().getClass()) + "; give their number or names");
        }
        return new Adversary(nodes, adversary.data(), knowledge(given, at, adversary), schedule(given, at, adversary, rounds), adversary.attack(), List.of());
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
                known(given, path, chosen, hospitals);
                if (chosen.count() < 1 || chosen.count() > hospitals.size()) {
                    throw given.refusal(path, "must be from 1 to the number of hospitals, " + hospitals.size() + ", got " + chosen.count());
                }
            }
        }
    }

    private static void observed(Given given) {
        List<InferenceAttack> attacks = given.experiment().inference();
        int rounds = given.experiment().rounds();
        for (int i = 0; i < attacks.size(); i++) {
            int last = attacks.get(i).lastRound();
            if (last > rounds) {
                throw given.refusal("inference[" + i + "].round", "there are only " + rounds + " rounds to observe, got " + last);
            }
            crafted(given, "inference[" + i + "]", attacks.get(i), attacks.subList(0, i));
            if (attacks.get(i) instanceof ClassInversion && given.experiment().evaluation().validation() == 0) {
                throw given.refusal("evaluation.validation", "class-inversion starts from the mean of the observer's own examples, which are those kept for validation; write 0.2");
            }
        }
    }

    /** Refuses models of an observer's making where nobody could send them. */
    private static void crafted(Given given, String place, InferenceAttack attack, List<InferenceAttack> before) {
        int[] rounds = IntStream.rangeClosed(1, attack.lastRound()).filter(attack::crafts).toArray();
        if (rounds.length == 0) {
            return;
        }
        String kind = Kind.of(attack.getClass());
        if (given.experiment().adversary().attack() instanceof LineAttack) {
            throw given.refusal(place + ".kind", kind + " is the coordinator's, who is honest where an attacker sits on lines; leave it out, or write adversary: {nodes: 0}");
        }
        IntStream.of(rounds).filter(round -> before.stream().anyMatch(its -> its.crafts(round))).findFirst().ifPresent(round -> {
            throw given.refusal(place + ".round", "only one changed model can go out in round " + round + "; give another");
        });
        if (attack instanceof CraftedModel && given.experiment().evaluation().validation() == 0) {
            throw given.refusal("evaluation.validation", kind + " fits its model to examples of the coordinator's own, which are those kept for validation; write 0.2");
        }
    }

    private static void known(Given given, String path, ChosenNodes chosen, List<String> hospitals) {
        for (String name : chosen.names()) {
            if (!hospitals.contains(name)) {
                throw given.refusal(path, "no hospital is called " + Words.shown(name) + Words.instead(name, hospitals));
            }
        }
    }

    private static ChosenNodes nodes(Given given, String at, Adversary adversary, List<String> hospitals) {
        ChosenNodes nodes = adversary.nodes();
        if (adversary.data() == ByzantineData.NONE) {
            if (!nodes.names().isEmpty()) {
                throw given.refusal(at + ".nodes", "names hospitals, but nodes without data (data: none) are no hospitals; give a number");
            }
            return nodes;
        }
        if (adversary.data() == ByzantineData.SYBIL) {
            if (!nodes.names().isEmpty() || nodes.count() == 1) {
                throw given.refusal(at + ".nodes", "must be the number of names of one hospital (data: sybil), which is drawn: at least 2, got "
                        + (nodes.names().isEmpty() ? "1; with one name it is an ordinary turned hospital, data: own" : "names; give a number"));
            }
            return nodes;
        }
        known(given, at + ".nodes", nodes, hospitals);
        if (nodes.count() >= hospitals.size()) {
            throw given.refusal(at + ".nodes", "at least one of the " + hospitals.size() + " hospitals must be honest, got "
                    + nodes.count() + " Byzantine");
        }
        List<String> ordered = new ArrayList<>(nodes.names());
        ordered.sort(Comparator.comparingInt(hospitals::indexOf));
        return new ChosenNodes(nodes.count(), ordered);
    }

    private static Knowledge knowledge(Given given, String at, Adversary adversary) {
        Attack attack = adversary.attack();
        Knowledge declared = adversary.knowledge();
        boolean withoutData = adversary.data() == ByzantineData.NONE;
        if (withoutData && attack instanceof DataPoisoning) {
            throw given.refusal(at + ".data", "nodes without data (data: none) have no examples for the attack "
                    + Kind.of(attack.getClass()) + " to poison; write data: own");
        }
        Knowledge needed = withoutData ? attack.needsWithoutData() : attack.needs();
        if (declared != null && !declared.covers(needed)) {
            throw given.refusal(at + ".knowledge", "the attack " + Kind.of(attack.getClass()) + " needs at least "
                    + Kind.of(needed) + (withoutData ? " for nodes without data" : "") + ", got " + Kind.of(declared));
        }
        return declared != null ? declared : needed;
    }

    private static Schedule schedule(Given given, String at, Adversary adversary, int rounds) {
        Schedule schedule = adversary.schedule();
        if (schedule.from() > rounds) {
            throw given.refusal(at + ".schedule", "the attack begins in round " + schedule.from() + ", but there are only " + rounds);
        }
        int until = schedule.until() == null ? rounds : Math.min(schedule.until(), rounds);
        return new Schedule(schedule.from(), until, schedule.every(), schedule.share());
    }
}
