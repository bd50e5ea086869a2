package org.fedrange.simulator;

import java.util.List;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Stage;
import org.fedrange.attacks.inference.InferenceAttack;
import org.fedrange.defenses.Defense;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.model.Model;
import org.fedrange.learning.optimizer.ServerOptimizer;
import org.fedrange.learning.partition.Partition;
import org.fedrange.learning.training.Training;
import org.fedrange.simulator.channel.Channel;
import org.fedrange.simulator.channel.ComputeTime;
import org.fedrange.simulator.data.DataSource;
import org.fedrange.simulator.data.InitialParameters;
import org.fedrange.simulator.fault.Fault;
import org.jspecify.annotations.Nullable;

/** One run, completely: nothing that changes its numbers is outside it. */
public record Experiment(
        @Parameter("name of the experiment and of its results folder: letters, digits, dots, dashes") String name,
        @Parameter("the patients") DataSource data,
        @Parameter(value = "how patients are dealt to hospitals", derived = "natural where the data has real hospitals, otherwise iid")
                @Nullable Partition partition,
        @Parameter(value = "number of hospitals", min = 1, max = 100_000, derived = "the real hospitals, or 10 where the data has none")
                @Nullable Integer hospitals,
        @Parameter("the model trained") Model model,
        @Parameter(value = "a model trained before, to start from", derived = "drawn: weights and biases uniform in +-1/sqrt(inputs) of their layer")
                @Nullable InitialParameters initial,
        @Parameter("how the federation learns") Training training,
        @Parameter(value = "how the coordinator steps along what the training proposes", byDefault = "{kind: sgd}") ServerOptimizer serverOptimizer,
        @Parameter(value = "who attacks, with what", byDefault = "{}") Adversary adversary,
        @Parameter(value = "what observers try to learn about patients from what they see; changes nothing else", byDefault = "[]")
                List<InferenceAttack> inference,
        @Parameter(value = "the simulated network", byDefault = "{}") Channel channel,
        @Parameter(value = "how long hospitals compute", byDefault = "{}") ComputeTime compute,
        @Parameter(value = "what goes wrong by accident", byDefault = "[]") List<Fault> faults,
        @Parameter(value = "nodes invited in each round, drawn anew among those available", unit = "nodes", min = 1, derived = "all")
                @Nullable Integer cohort,
        @Parameter(value = "in place of cohort: probability with which each node is invited in a round, independently of all others (Poisson sampling)", above = 0, max = 1,
                derived = "all, or a cohort") @Nullable Double samplingRate,
        @Parameter(value = "what the coordinator can see", byDefault = "{kind: none}") SecureAggregation secureAggregation,
        @Parameter(value = "safeguards at the hospitals and on the result, in order", byDefault = "[]") List<Defense> defenses,
        @Parameter(value = "steps of the coordinator before the rule, in order", byDefault = "[]") List<Stage> stages,
        @Parameter("how updates become one") Aggregator rule,
        @Parameter(value = "number of rounds", min = 1, max = 1_000_000) int rounds,
        @Parameter(value = "virtual time after which a round takes no more updates", unit = "ms", above = 0, byDefault = "60000")
                double deadlineMillis,
        @Parameter(value = "share of the invited nodes that must answer in time for a round to count", above = 0, max = 1, byDefault = "0.5")
                double quorum,
        @Parameter(value = "how the model is judged", byDefault = "{}") Evaluation evaluation,
        @Parameter(value = "from which every random draw follows", byDefault = "1") long seed,
        @Parameter(value = "where draws come from that a promise of privacy rests on: noise, patients of a batch, nodes invited; a cell that promises nothing follows the seed", derived = "the seed") @Nullable DrawSource privacyDraws,
        @Parameter(value = "fast kernels, or the same bits on every kind of CPU", byDefault = "native") Numerics numerics) {
    public Experiment {
        inference = List.copyOf(inference);
        faults = List.copyOf(faults);
        defenses = List.copyOf(defenses);
        stages = List.copyOf(stages);
        Parameters.check(
                Experiment.class, name, data, partition, hospitals, model, initial, training, serverOptimizer, adversary, inference, channel, compute,
                faults, cohort, samplingRate, secureAggregation, defenses, stages, rule, rounds, deadlineMillis, quorum, evaluation, seed, privacyDraws, numerics);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("name must be letters, digits, dots, dashes or underscores, at most 100, got '" + name + "'");
        }
        if (cohort != null && samplingRate != null) {
            throw new IllegalArgumentException("samplingRate and cohort both say who is invited, got " + samplingRate + " and " + cohort + "; leave one out");
        }
    }

    /** The same experiment with other values of what depends on the data or is changed for a comparison. */
    public Experiment with(
            @Nullable Partition partition,
            @Nullable Integer hospitals,
            Adversary adversary,
            List<Stage> stages,
            Aggregator rule,
            Evaluation evaluation) {
        return new Experiment(
                name, data, partition, hospitals, model, initial, training, serverOptimizer, adversary, inference, channel, compute, faults, cohort, samplingRate, secureAggregation,
                defenses, stages, rule, rounds, deadlineMillis, quorum, evaluation, seed, privacyDraws, numerics);
    }

    /** The same experiment with another secure aggregation. */
    public Experiment securedBy(SecureAggregation secureAggregation) {
        return new Experiment(
                name, data, partition, hospitals, model, initial, training, serverOptimizer, adversary, inference, channel, compute, faults, cohort, samplingRate, secureAggregation,
                defenses, stages, rule, rounds, deadlineMillis, quorum, evaluation, seed, privacyDraws, numerics);
    }

    /** The same experiment, started from these parameters. */
    public Experiment startedFrom(InitialParameters initial) {
        return new Experiment(
                name, data, partition, hospitals, model, initial, training, serverOptimizer, adversary, inference, channel, compute, faults, cohort, samplingRate, secureAggregation,
                defenses, stages, rule, rounds, deadlineMillis, quorum, evaluation, seed, privacyDraws, numerics);
    }

    /** The same experiment with these defenses. */
    public Experiment guardedBy(List<Defense> defenses) {
        return new Experiment(
                name, data, partition, hospitals, model, initial, training, serverOptimizer, adversary, inference, channel, compute, faults, cohort, samplingRate, secureAggregation,
                defenses, stages, rule, rounds, deadlineMillis, quorum, evaluation, seed, privacyDraws, numerics);
    }

    /** The same experiment with this training. */
    public Experiment trainedBy(Training training) {
        return new Experiment(
                name, data, partition, hospitals, model, initial, training, serverOptimizer, adversary, inference, channel, compute, faults, cohort, samplingRate, secureAggregation,
                defenses, stages, rule, rounds, deadlineMillis, quorum, evaluation, seed, privacyDraws, numerics);
    }

    /** Its random streams; those a promise of privacy rests on are new ones each time where {@link #privacyDraws} says so. */
    public Streams streams() {
        return privacyDraws == DrawSource.SYSTEM ? new Streams(seed, "", DrawSource.unrepeatable()) : new Streams(seed);
    }

    /** The same experiment with every draw from its seed. */
    public Experiment repeatable() {
        return new Experiment(
                name, data, partition, hospitals, model, initial, training, serverOptimizer, adversary, inference, channel, compute, faults, cohort, samplingRate, secureAggregation,
                defenses, stages, rule, rounds, deadlineMillis, quorum, evaluation, seed, null, numerics);
    }

    /** How many examples of its own the coordinator has; 0 where neither rule nor defenses need them. */
    public int rootExamples() {
        return Math.max(rule.rootExamples(), defenses.stream().mapToInt(Defense::rootExamples).max().orElse(0));
    }

    /**
     * Deals a data set to the hospitals; of a resolved experiment only.
     *
     * @throws IllegalArgumentException where the partition cannot deal it
     */
    public List<Partition.Share> deal(Dataset dataset) {
        if (partition == null || hospitals == null) {
            throw new IllegalStateException("not resolved: " + this);
        }
        return partition.deal(dataset, hospitals, new Streams(seed).of("partition"));
    }
}
