package org.fedrange.simulator.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.fedrange.simulator.Estimate;
import org.fedrange.simulator.Study;
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
 * @param declaredLosses what threats might cost in a year, from what people declared and what was measured; empty where nothing was declared
 * @param privacy promises of privacy beside what canaries gave away; empty where nothing was promised or no canary was tried
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
        List<YearlyLoss> declaredLosses,
        List<PrivacyClaim> privacy,
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
        declaredLosses = List.copyOf(declaredLosses);
        privacy = List.copyOf(privacy);
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
     * @param bytesRatio bytes over the network, as a multiple of the plain mean's
     * @param timeRatio virtual time, as a multiple of the plain mean's
     */
    public record Cost(int seeds, double change, double least, double most, double bytesRatio, double timeRatio) {}

    /** One threat under one defense, as counted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Risk(
            String threat, String title, String defense, String worstAttack, int attacksTried, boolean chosenOnOtherSeeds, int successes, int runs, double share,
            double jeffreysLow, double jeffreysHigh, double atLeast, double atMost, double severity, String verdict, int furtherRuns, String grade,
            @Nullable Integer prevented, @Nullable Integer caused, @Nullable Double pAdjusted, @Nullable BeyondTwin beyondTwin, int line, @Nullable Decision decision) {}

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
            List<String> planned, List<String> tried, String grade) {}

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

    /** An item of another framework, and where in this pack it is. */
    public record Mapping(String framework, String item, String says, String where) {}

    /** The leading metric on test patients after the last round. */
    public record Outcome(String attack, String defense, int seeds, double mean, double least, double most) {}

    /** How it was done. */
    public record Method(
            String metric, List<Long> seeds, int cells, int finished, int rounds, String build, String cpu, List<String> data, List<String> notes) {}

    /** A finished cell. */
    public record CellEntry(String id, String attack, String defense, long seed, String identity, String logRoot, long events) {}
}
