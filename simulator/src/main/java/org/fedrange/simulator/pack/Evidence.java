package org.fedrange.simulator.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.fedrange.simulator.Estimate;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.results.Adaptation;
import org.fedrange.simulator.threatmodel.Pipeline;
import org.jspecify.annotations.Nullable;

/**
 * All that a study shows about its threats: the core of the evidence pack. Everything else in the pack is drawn from it and computes nothing.
 * Who signed is not in it: signatures lie outside of what they sign, so that two runs of one experiment have one root.
 *
 * @param format what this is, and in which version
 * @param name the experiment's name
 * @param gaps what is not known, not measured or not vouched for; one sentence each, the gravest first
 * @param criteria what was declared beforehand to be a success, and what is tolerated
 * @param candidates one for each defense: what is left of risk, and what it costs
 * @param risks a row per threat and defense: how often the worst attack succeeded
 * @param attempts every attack and observer under every defense, over all its seeds: the worst of each threat is in the risks
 * @param declaredLosses what threats might cost in a year, from what people declared and what was measured; empty where nothing was declared
 * @param privacy promises of privacy beside what canaries gave away; empty where nothing was promised or no canary was tried
 * @param frontier what privacy costs, for each configuration that promises any; empty where none does
 * @param leakage what observers learned; empty where nobody observes
 * @param adaptive how much harder attacks that try the rule in force hit; empty where none was run beside one that does not
 * @param threats the whole catalogue: what applies, and why
 * @param diagram the data-flow diagram
 * @param knowledge who sees what in plain
 * @param stages the seven stages of PASTA: what was derived or measured, and what people must still say
 * @param safeguards the safeguards of the HIPAA Security Rule: what is evidence for each, and its limits
 * @param mappings items of other frameworks, and where in this pack they are
 * @param outcomes final figures, attack by defense
 * @param method how it was done
 * @param cells every cell, with the root of its audit log
 * @param verification how to check it, step by step
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evidence(
        String format,
        String name,
        List<String> gaps,
        Study.Risk criteria,
        List<Candidate> candidates,
        List<Risk> risks,
        List<Attempt> attempts,
        List<YearlyLoss> declaredLosses,
        List<PrivacyClaim> privacy,
        List<FrontierPoint> frontier,
        List<Leak> leakage,
        List<Adaptation.Row> adaptive,
        List<ThreatEntry> threats,
        Pipeline diagram,
        List<Knows> knowledge,
        List<Stage> stages,
        List<Safeguard> safeguards,
        List<Mapping> mappings,
        List<Outcome> outcomes,
        Method method,
        List<CellEntry> cells,
        List<String> verification) {
    /** The version of the format. */
    public static final String FORMAT = "fedrange-evidence/1";

    public Evidence {
        gaps = List.copyOf(gaps);
        candidates = List.copyOf(candidates);
        risks = List.copyOf(risks);
        attempts = List.copyOf(attempts);
        declaredLosses = List.copyOf(declaredLosses);
        privacy = List.copyOf(privacy);
        frontier = List.copyOf(frontier);
        leakage = List.copyOf(leakage);
        adaptive = List.copyOf(adaptive);
        threats = List.copyOf(threats);
        knowledge = List.copyOf(knowledge);
        stages = List.copyOf(stages);
        safeguards = List.copyOf(safeguards);
        mappings = List.copyOf(mappings);
        outcomes = List.copyOf(outcomes);
        cells = List.copyOf(cells);
        verification = List.copyOf(verification);
    }

    /**
     * One defense as a candidate.
     *
     * @param plain whether it is the plain mean, against which the others are compared
     * @param verdict the worst of its rows
     * @param furtherRuns the most that one of its undecided rows needs; 0 where all are decided, -1 where no number would decide
     * @param costs what it costs without attack against the plain mean; null for the plain mean itself, or where runs are missing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Candidate(String defense, boolean plain, String verdict, int furtherRuns, int threatsMeasured, @Nullable Cost costs) {}

    /**
     * What a defense costs, seed by seed, with nobody attacking.
     *
     * @param change of the leading metric against the plain mean: mean over seeds
     * @param least the least of them
     * @param most the most of them
     * @param bytes over the network, as a multiple of the plain mean's
     * @param time virtual time, as a multiple of the plain mean's
     */
    public record Cost(int seeds, Interval change, double least, double most, Interval bytes, Interval time) {}

    /** A figure with the ends of its bootstrap interval of 95 % over seeds; of no width, and so without meaning, where there is one seed. */
    public record Interval(double value, double low, double high) {}

    /** One threat under one defense, as counted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Risk(
            String threat, String title, String defense, String worstAttack, int attacksTried, boolean chosenOnOtherSeeds, int successes, int runs, double share,
            double jeffreysLow, double jeffreysHigh, double atLeast, double atMost, double severity, String verdict, int furtherRuns, String grade,
            @Nullable Integer prevented, @Nullable Integer caused, @Nullable Double pAdjusted, @Nullable BeyondTwin beyondTwin, int line, @Nullable Decision decision) {}

    /** How often one attack or observer succeeded, over all seeds, with the Jeffreys interval, and how bad it was on average. */
    public record Attempt(String threat, String attack, String defense, int successes, int runs, double share, double jeffreysLow, double jeffreysHigh, double severity) {}

    /**
     * What an attack that aims at some patients adds to what they are told with nobody attacking, on the same seeds.
     *
     * @param toldAnyway share of them whom the model without attack tells what the attack wants, mean over seeds
     * @param succeededAnyway seeds on which that is as many as count as a success
     * @param excess probability of success beyond that of the same without attack; {@code low} to {@code high} with 95 % confidence
     */
    public record BeyondTwin(double toldAnyway, int succeededAnyway, double excess, double low, double high) {}

    /**
     * What a threat might cost in a year under a defense. How often it is tried and what a success costs are declared; only how often a try succeeds is measured.
     *
     * @param attempts how often a year, declared
     * @param amount of one success, declared
     * @param mean of a year; this and the next three to three digits
     * @param median half of the years stay below
     * @param ninety 90 % of them stay below
     * @param ninetyFive 95 % of them stay below
     * @param none share of the years without any loss
     */
    public record YearlyLoss(
            String threat, String defense, Estimate attempts, Estimate amount, String currency, double mean, double median, double ninety, double ninetyFive, double none) {}

    /** What people decided about a threat; declared, not measured. */
    public record Decision(String owner, String treatment, String acceptedBy, String review, String reason) {}

    /** One threat of the catalogue here. */
    public record ThreatEntry(
            String id, String title, List<String> stride, List<String> linddun, List<String> atlas, List<String> owaspMl, List<String> nistAml, List<String> hipaa,
            List<String> mitigations, String attacker, boolean applies, String reason, List<String> strikes, List<String> inForce, List<String> notInForce,
            List<String> planned, List<String> tried, String grade) {
        /** Whether anybody counted successes. */
        boolean counted() {
            return grade.startsWith("measured") || grade.startsWith("bound");
        }
    }

    /** What somebody sees in plain. */
    public record Knows(String who, List<String> sees) {}

    /** A stage of PASTA. */
    public record Stage(int number, String name, List<String> found, List<String> leftToPeople) {}

    /** A safeguard of the HIPAA Security Rule. */
    public record Safeguard(String citation, String standard, String kind, String evidence, String found, String limits) {}

    /**
     * Epsilon as promised, and as it was measured.
     *
     * @param defense the configuration
     * @param promise what promises it
     * @param claimed epsilon of the whole training, an upper bound
     * @param measuredAtLeast epsilon is at least this, with 90 % confidence, by trainings with and without a canary
     * @param oneRunAtLeast the same with 95 % confidence, by one training with many canaries; null where that cannot be tried
     * @param delta probability with which the promise may fail
     * @param trials trainings with the canary, and without it
     * @param broken whether more was measured than is claimed
     */
    public record PrivacyClaim(
            String defense, String promise, double claimed, double measuredAtLeast, @Nullable Double oneRunAtLeast, double delta, int trials, boolean broken) {}

    /**
     * What privacy costs under one configuration, with nobody attacking.
     *
     * @param promise what promises it
     * @param unit whose participation is hidden: a hospital or a patient
     * @param trust whom one must trust: central, local or distributed
     * @param epsilon after the last round, the most over hospitals and seeds
     * @param worth the leading metric on test patients, mean over seeds; {@code low} to {@code high} its bootstrap interval of 95 %
     * @param frontier whether no other of the same unit, trust and delta promises as much and is worth as much, and one of both more
     */
    public record FrontierPoint(
            String defense, String promise, String unit, String trust, double epsilon, double delta, int seeds, double worth, double low, double high, boolean frontier) {
        FrontierPoint onFrontier() {
            return new FrontierPoint(defense, promise, unit, trust, epsilon, delta, seeds, worth, low, high, true);
        }
    }

    /**
     * What one observer learned under one attack and defense.
     *
     * @param observer its place in the experiment, from 1
     * @param inference its kind
     * @param knowledge what it sees
     * @param records how many it attacked, over all seeds
     * @param figures by name, as leakage.csv has them; none for fewer than ten records
     */
    public record Leak(String attack, String defense, int observer, String inference, String knowledge, int seeds, int records, List<LeakFigure> figures) {
        public Leak {
            figures = List.copyOf(figures);
        }
    }

    /** A figure of an observer: mean over seeds, and its bootstrap interval of 95 %. */
    public record LeakFigure(String name, int seeds, double mean, double low, double high) {}

    /** An item of another framework, and where in this pack it is. */
    public record Mapping(String framework, String item, String says, String where) {}

    /** The leading metric on test patients after the last round: mean over seeds with its bootstrap interval of 95 %, and the range. */
    public record Outcome(String attack, String defense, int seeds, double mean, double low, double high, double least, double most) {}

    /** How it was done. */
    public record Method(
            String metric, List<Long> seeds, int cells, int finished, int rounds, String build, String cpu, List<String> data, List<String> notes) {}

    /** A finished cell. */
    public record CellEntry(String id, String attack, String defense, long seed, String identity, String logRoot, long events) {}
}
