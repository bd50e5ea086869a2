package org.fedrange.attacks.inference;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;

/**
 * Steals the final model by asking it: trains a model of the same architecture on its answers.
 *
 * <pre>
 * question:  x = u a + (1 - u) b,  a and b drawn from the observer's own examples, u uniform in [0, 1]; the first ones as they are
 * answer:    probabilities, rounded by the service to so many decimals;   learned as ten examples of x, their labels dealt as the answer says
 * </pre>
 *
 * <p>Rounding and a limit on questions are what a service can do against it: both are parameters here, so that a matrix shows what they buy. Fidelity is the share of test
 * patients to whom thief and model give the same class.
 *
 * <p>Example: an answer (0.72, 0.28) rounded to one decimal is (0.7, 0.3): seven examples of the first class, three of the second.
 *
 * <p>Source: Tramer, Zhang, Juels, Reiter, Ristenpart, "Stealing Machine Learning Models via Prediction APIs", 2016; mixed questions as in Zhang, Cisse, Dauphin, Lopez-Paz,
 * "mixup", 2018.
 */
public record ModelExtraction(
        @Parameter(value = "questions asked", unit = "questions", min = 1, max = 20_000, byDefault = "1000") int queries,
        @Parameter(value = "decimals of each probability that the service tells; 0: only which class is likeliest", unit = "decimals", min = 0, max = 6, byDefault = "6") int decimals)
        implements InferenceAttack {
    private static final int COPIES = 10;

    public ModelExtraction {
        Parameters.check(ModelExtraction.class, queries, decimals);
    }

    @Override
    public ObserverKnowledge knowledge() {
        return ObserverKnowledge.PREDICTIONS;
    }

    /** What the observer asks. */
    Examples questions(Examples side, RandomGenerator stream) {
        int width = side.width();
        float[] features = new float[queries * width];
        for (int i = 0; i < queries; i++) {
            int one = i < side.size() ? i : stream.nextInt(side.size());
            int other = i < side.size() ? i : stream.nextInt(side.size());
            float share = i < side.size() ? 1 : stream.nextFloat();
            for (int j = 0; j < width; j++) {
                features[i * width + j] = share * side.features()[one * width + j] + (1 - share) * side.features()[other * width + j];
            }
        }
        return new Examples(features, new int[queries], width);
    }

    /** What the service tells of an answer; its numbers need not add up to 1. */
    double[] told(float[] probabilities, int at, int classes) {
        double[] told = new double[classes];
        int likeliest = 0;
        double unit = StrictMath.pow(10, decimals);
        for (int label = 0; label < classes; label++) {
            likeliest = probabilities[at + label] > probabilities[at + likeliest] ? label : likeliest;
            told[label] = Math.rint(probabilities[at + label] * unit) / unit;
        }
        if (decimals == 0) {
            Arrays.fill(told, 0);
            told[likeliest] = 1;
        }
        return told;
    }

    /**
     * The thief's model.
     *
     * @param task architecture, and how such models are trained
     * @param box the model it steals
     * @param side examples of the same population, at least one; their labels are not read
     * @param training how models like the one attacked come about
     */
    public FloatVector stolen(Task task, BlackBox box, Examples side, ShadowTraining training, Streams streams) {
        int classes = task.shape().classes();
        Examples questions = questions(side, streams.of("questions"));
        float[] answers = box.probabilities(questions);
        int[] rows = new int[queries * COPIES];
        int[] labels = new int[queries * COPIES];
        int next = 0;
        for (int i = 0; i < queries; i++) {
            int[] counts = LabelInference.rounded(normed(told(answers, i * classes, classes)), COPIES);
            for (int label = 0; label < classes; label++) {
                Arrays.fill(rows, next, next + counts[label], i);
                Arrays.fill(labels, next, next + counts[label], label);
                next += counts[label];
            }
        }
        Examples lesson = new Examples(questions.at(rows).features(), labels, questions.width());
        return training.train(task, task.network().initial(streams.of("initial")), lesson, streams.of("thief"));
    }

    private static double[] normed(double[] told) {
        double sum = Arrays.stream(told).sum();
        return Arrays.stream(told).map(its -> sum == 0 ? 1.0 / told.length : its / sum).toArray();
    }
}
