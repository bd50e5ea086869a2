package org.fedrange.learning.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.junit.jupiter.api.Test;

/** What FedProx and SCAFFOLD do, and that they do it against the drift of hospitals that differ. */
class DriftTest {
    private static final Parabolas NETWORK = new Parabolas();

    /** Gradient w - t of one example with t = -1: 1 at w = 0; with a = 3: 3. */
    private static final Examples ONE = Parabolas.examples(1, -1);

    private static final Examples THREE = Parabolas.examples(3, -1);

    private static ParameterVector change(Training training, Examples examples, SortedMap<String, ParameterVector> along, Training.Memory memory) {
        return train(training, FloatVector.zeros(1), examples, along, memory).change();
    }

    private static Training.Local train(
            Training training, ParameterVector model, Examples examples, SortedMap<String, ParameterVector> along, Training.Memory memory) {
        return training.train(NETWORK, model, examples, training.told(memory, along), new Streams(1).of("train", 1, 0));
    }

    @Test
    void theProximalTermHoldsTheSecondStepBack() {
        // a = 1, t = -1, two epochs: w = -0.1; then the gradient is (-0.1 + 1) + mu (-0.1), for mu = 0.5: 0.85; w = -0.185.
        assertEquals(-0.185, change(new FedProx(0.5, 2, 1, 0.1, 0, 0), ONE, none(), new FedAvg.Nothing()).get(0), 1e-6);
        // Without it: 0.9, w = -0.19, to the bit what fed-avg gives.
        ParameterVector fedAvg = change(new FedAvg(2, 1, 0.1, 0, 0), ONE, none(), new FedAvg.Nothing());
        assertEquals(-0.19, fedAvg.get(0), 1e-6);
        assertEquals(fedAvg, change(new FedProx(0, 2, 1, 0.1, 0, 0), ONE, none(), new FedAvg.Nothing()));
        // Velocity and decay are fed-avg's, too.
        assertEquals(change(new FedAvg(2, 1, 0.1, 0.9, 0.1), ONE, none(), new FedAvg.Nothing()),
                change(new FedProx(0, 2, 1, 0.1, 0.9, 0.1), ONE, none(), new FedAvg.Nothing()));
    }

    @Test
    void controlVariatesTurnEveryHospitalsStepIntoTheMeanStep() {
        // The example of its documentation; the model stays at 0, so that gradients stay 1 and 3.
        Scaffold scaffold = new Scaffold(1, 1, 0.1, 0);
        SortedMap<String, ParameterVector> zero = new TreeMap<>(java.util.Map.of(Scaffold.CONTROL, FloatVector.zeros(1)));
        Training.Local a = train(scaffold, FloatVector.zeros(1), ONE, zero, scaffold.fresh(NETWORK));
        Training.Local b = train(scaffold, FloatVector.zeros(1), THREE, zero, scaffold.fresh(NETWORK));
        assertEquals(-0.1, a.change().get(0), 1e-6);
        assertEquals(-0.3, b.change().get(0), 1e-6);
        ParameterVector controlOfA = control(scaffold.answer(zero, a.change(), a.examples()));
        assertEquals(1, controlOfA.get(0), 1e-6);
        assertEquals(3, control(scaffold.answer(zero, b.change(), b.examples())).get(0), 1e-6);
        // c = 0 + 2/2 (1 + 3)/2 = 2; were there four nodes, of whom two answered, it would be half of that.
        SortedMap<String, ParameterVector> mean = new TreeMap<>(java.util.Map.of(Scaffold.CONTROL, FloatVector.of(2)));
        SortedMap<String, ParameterVector> next = scaffold.followed(zero, mean, 2, 2);
        assertEquals(2, control(next).get(0), 1e-6);
        assertEquals(1, control(scaffold.followed(zero, mean, 2, 4)).get(0), 1e-6);
        assertEquals(-0.2, change(scaffold, ONE, next, a.memory()).get(0), 1e-6);
        assertEquals(-0.2, change(scaffold, THREE, next, b.memory()).get(0), 1e-6);
    }

    @Test
    void whatGoesWithACraftedChangeIsWhatWouldGoWithAnHonestOne() {
        // Three examples in batches of two and two epochs are four steps: control = -c - change / (4 x 0.1).
        Scaffold scaffold = new Scaffold(2, 2, 0.1, 0);
        SortedMap<String, ParameterVector> along = new TreeMap<>(java.util.Map.of(Scaffold.CONTROL, FloatVector.of(0.5f)));
        assertEquals(-0.5 - 2 / 0.4, control(scaffold.answer(along, FloatVector.of(2), 3)).get(0), 1e-5);
        assertEquals(-0.5 - 2 / 0.1, control(scaffold.answer(along, FloatVector.of(2), 0)).get(0), 1e-5, "nobody takes no step");
    }

    /** Where so many rounds of ten local steps lead hospitals with the losses (w - 0)^2 / 2 and 4/2 (w - 1)^2. */
    private static double limit(Training training) {
        List<Examples> hospitals = List.of(Parabolas.examples(1, 0), Parabolas.examples(4, 1));
        List<Training.Memory> memories = new ArrayList<>(Collections.nCopies(2, training.fresh(NETWORK)));
        SortedMap<String, ParameterVector> along = new TreeMap<>();
        training.along().forEach(name -> along.put(name, FloatVector.zeros(1)));
        ParameterVector model = FloatVector.zeros(1);
        for (int round = 1; round <= 200; round++) {
            ParameterVector sum = FloatVector.zeros(1);
            SortedMap<String, ParameterVector> means = new TreeMap<>();
            for (int i = 0; i < 2; i++) {
                Training.Local local = train(training, model, hospitals.get(i), along, memories.get(i));
                memories.set(i, local.memory());
                sum = sum.plus(local.change());
                training.answer(along, local.change(), local.examples())
                        .forEach((name, vector) -> means.merge(name, vector.scaled(0.5), ParameterVector::plus));
            }
            model = training.apply(model, sum.scaled(0.5));
            SortedMap<String, ParameterVector> followed = training.followed(along, means, 2, 2);
            along.clear();
            along.putAll(followed);
        }
        return model.get(0);
    }

    @Test
    void fedAvgDriftsFedProxLessAndScaffoldNotAtAll() {
        // The mean loss is least where w + 4 (w - 1) = 0, at 0.8. Ten steps with rate 0.1 bring a hospital with curvature a the share
        // 1 - (1 - a/10)^10 of the way to its own optimum: 0.651 and 0.994, and FedAvg rests where these moves cancel, at 0.994 / 1.645.
        assertEquals(0.604, limit(new FedAvg(10, 1, 0.1, 0, 0)), 1e-3);
        // With mu = 2 the shares are a/(a + 2) (1 - (1 - (a + 2)/10)^10): 0.3239 and 0.6666.
        assertEquals(0.6730, limit(new FedProx(2, 10, 1, 0.1, 0, 0)), 1e-3);
        assertEquals(0.8, limit(new Scaffold(10, 1, 0.1, 0)), 1e-3);
    }

    @Test
    void badParametersAreNamedWithTheirRange() {
        assertRefused("mu must be at least 0, got -1.0", () -> new FedProx(-1, 1, 32, 0.1, 0, 0));
        assertRefused("localEpochs must be at least 1, got 0", () -> new Scaffold(0, 32, 0.1, 0));
        assertRefused("learningRate must be above 0, got 0.0", () -> new Scaffold(1, 32, 0, 0));
    }

    private static void assertRefused(String expected, Runnable act) {
        assertEquals(expected, assertThrows(IllegalArgumentException.class, act::run).getMessage());
    }

    private static SortedMap<String, ParameterVector> none() {
        return Collections.emptySortedMap();
    }

    private static ParameterVector control(SortedMap<String, ParameterVector> vectors) {
        return java.util.Objects.requireNonNull(vectors.get(Scaffold.CONTROL));
    }
}
