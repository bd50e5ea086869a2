package org.fedrange.simulator.run;

import java.util.stream.IntStream;
import org.fedrange.defenses.Guarantee;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Kind;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.training.PrivateTraining;
import org.fedrange.simulator.evidence.EmpiricalEpsilon;
import org.fedrange.simulator.results.PrivacyAudit;

/**
 * Measures what a promise of patient-level privacy is worth: trains a hospital as the experiment would, with and without a patient whose gradient is as long as the bound lets through, and sees
 * how often what the hospital sends gives that patient away.
 *
 * <p>The coordinator plays against the hospital: it sends the same model in every round, for which it has worked out the patient's gradient. The score is how far all that was sent moved against
 * that gradient. All other patients have features of zero, which move little but biases. A low bound does not prove a promise, a bound above it disproves it.
 *
 * @param network the model that is trained
 * @param shape of the data
 * @param training how, calibrated
 * @param guarantee what it promises
 * @param rounds of one whole training
 * @param streams the draws of all trainings
 */
record PatientGame(Network network, Shape shape, PrivateTraining training, Guarantee guarantee, int rounds, Streams streams) {
    private static final int OTHERS = 63;

    /** The promise, measured in so many trainings with the patient and as many without. */
    PrivacyAudit audited(int trials) {
        FloatVector model = network.initial(streams.of("initial"));
        Examples patients = patients(model);
        FloatVector gradient = network.gradient(model, patients, new int[] {OTHERS}).vector();
        double[] with = scores("with ", trials, model, patients, gradient);
        double[] without = scores("without ", trials, model, patients.at(IntStream.range(0, OTHERS).toArray()), gradient);
        double measured = new EmpiricalEpsilon(with, without, guarantee.delta()).bound();
        return new PrivacyAudit(Kind.of(training.getClass()), guarantee.epsilon(rounds), measured, null, guarantee.delta(), trials);
    }

    /** Patients without features, and last the one that stands out: no more than it must, lest one step teach the model all about it. */
    private Examples patients(FloatVector model) {
        int[] labels = IntStream.rangeClosed(0, OTHERS).map(i -> i % shape.classes()).toArray();
        float[] features = new float[(OTHERS + 1) * shape.width()];
        Examples patients = new Examples(features, labels, shape.width());
        for (float loud = 1; network.gradient(model, patients, new int[] {OTHERS}).vector().norm() < 2 * training.clippingNorm() && loud < 1e9f; loud *= 2) {
            features[OTHERS * shape.width()] = loud;
        }
        return patients;
    }

    private double[] scores(String which, int trials, FloatVector model, Examples patients, FloatVector gradient) {
        return IntStream.range(0, trials).mapToDouble(i -> score(streams.within(which + i), model, patients, gradient)).toArray();
    }

    private double score(Streams its, FloatVector model, Examples patients, FloatVector gradient) {
        double score = 0;
        for (int round = 1; round <= rounds; round++) {
            FloatVector change = (FloatVector) training.train(network, model, patients, training.fresh(network), its.of("train", round, 0)).change();
            for (int i = 0; i < change.size(); i++) {
                score -= change.get(i) * gradient.get(i);
            }
        }
        return score;
    }
}
