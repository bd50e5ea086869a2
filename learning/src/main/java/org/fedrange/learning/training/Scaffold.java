package org.fedrange.learning.training;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.model.Network;

/**
 * Federated averaging with control variates: each hospital corrects its steps by how its own gradients differ from everybody's.
 *
 * <pre>
 * hospital:     w = global;  K steps  w = w - learningRate (g + c - c_i);  sends change = w - global
 *               and control = -c - change / (K learningRate);  c_i = c_i + control,  0 before the first round
 * coordinator:  global = global + a,  c = c + S/N b
 * </pre>
 *
 * <p>a and b are the aggregates of change and control, S the number of updates aggregated, N the number of all nodes. With the
 * unweighted mean as the rule this is the published algorithm with option II; its global step size is the learning rate of the
 * experiment's {@code serverOptimizer}. Steps have no momentum, for then option II would no longer recover the mean gradient.
 *
 * <p>The rule is applied to changes and to controls, each by itself and with a memory of its own, because its bound holds for what it
 * combines: a selection made on changes would let any control through. Verdicts are those on the changes. The control a node sends
 * follows from the change it sends: hooks that clip or add noise bind it too, and a Byzantine node that sends a crafted change sends the
 * control of a hospital with this change, so that no comparison of the two gives it away. Its claimed number of examples gives K.
 *
 * <p>A hospital whose update is lost has updated c_i all the same.
 *
 * <p>Example: one batch in a round, learning rate 0.1, gradients 1 at hospital A and 3 at B. First round: changes -0.1 and
 * -0.3, controls 1 and 3, which become c_A and c_B; c = 2. In the second, with the same gradients, A steps along 1 + 2 - 1 = 2, and B along 3 + 2 - 3 = 2:
 * both along the mean gradient.
 *
 * <p>Source: Karimireddy, Kale, Mohri, Reddi, Stich, Suresh, "SCAFFOLD: Stochastic Controlled Averaging for Federated Learning", 2020,
 * algorithm 1.
 */
public record Scaffold(
        @Parameter(value = "passes over a hospital's examples in one round", unit = "epochs", min = 1, byDefault = "1") int localEpochs,
        @Parameter(value = "size of one batch", unit = "examples", min = 1, byDefault = "32") int batchSize,
        @Parameter(value = "step of the hospital along the corrected gradient", above = 0) double learningRate,
        @Parameter(value = "L2 penalty, as a rate", min = 0, byDefault = "0") double weightDecay)
        implements Training {
    /** The name of the control variate, of which the coordinator sends its own and hospitals their changes. */
    public static final String CONTROL = "control";

    public Scaffold {
        Parameters.check(Scaffold.class, localEpochs, batchSize, learningRate, weightDecay);
    }

    /** A hospital's control variate. */
    record Own(FloatVector control) implements Memory {}

    /** A hospital's control variate and the coordinator's. */
    record Both(FloatVector own, FloatVector global) implements Memory {}

    @Override
    public Memory fresh(Network network) {
        return new Own(FloatVector.zeros(network.parameters()));
    }

    @Override
    public int remembered() {
        return 1;
    }

    @Override
    public List<String> along() {
        return List.of(CONTROL);
    }

    @Override
    public Memory told(Memory memory, SortedMap<String, ParameterVector> along) {
        return new Both(((Own) memory).control(), (FloatVector) control(along));
    }

    /** Without having been told, as on data of the coordinator's own, it takes plain steps. */
    @Override
    public Local train(Network network, ParameterVector global, Examples examples, Memory memory, RandomGenerator stream) {
        if (!(memory instanceof Both(FloatVector own, FloatVector everybodys))) {
            return train(network, global, examples, new Both(((Own) memory).control(), ((Own) memory).control()), stream);
        }
        float[] mine = own.array();
        float[] theirs = everybodys.array();
        LocalSteps.Walk walk = steps().walk(network, (FloatVector) global, examples, stream, (local, gradient) -> {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += theirs[i] - mine[i];
            }
        });
        FloatVector next = (FloatVector) own.plus(control(everybodys, walk.change(), examples.size()));
        return steps().local(walk, new Own(next), examples);
    }

    private LocalSteps steps() {
        return new LocalSteps(localEpochs, batchSize, new SgdStep(learningRate, 0, weightDecay));
    }

    @Override
    public SortedMap<String, ParameterVector> answer(SortedMap<String, ParameterVector> along, ParameterVector change, int examples) {
        return named(control(control(along), change, examples));
    }

    /** How a hospital's control variate changes. */
    private ParameterVector control(ParameterVector global, ParameterVector change, int examples) {
        // Who claims to have no examples at all claims at least one step.
        int steps = Math.max(1, steps().steps(examples));
        return global.combined(-1, -1 / (steps * learningRate), change);
    }

    @Override
    public ParameterVector apply(ParameterVector global, ParameterVector aggregate) {
        return global.plus(aggregate);
    }

    @Override
    public SortedMap<String, ParameterVector> followed(
            SortedMap<String, ParameterVector> along, SortedMap<String, ParameterVector> aggregates, int answered, int nodes) {
        return named(control(along).plus((double) answered / nodes, control(aggregates)));
    }

    private static ParameterVector control(SortedMap<String, ParameterVector> vectors) {
        return java.util.Objects.requireNonNull(vectors.get(CONTROL));
    }

    private static SortedMap<String, ParameterVector> named(ParameterVector control) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(java.util.Map.of(CONTROL, control)));
    }
}
