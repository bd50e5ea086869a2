package org.fedrange.attacks.inference;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;

/**
 * Fills in one feature of a patient of whom all others and the class are known: takes the value with which the final model believes most in the class.
 *
 * <pre>
 * guess = the v of the values a feature has with the largest  share(v) p[label of x | x with v],  share(v) among the observer's own examples
 * </pre>
 *
 * <p>A feature with more than ten values takes one of ten that split the observer's examples into equal parts. What a model that generalises tells in this way it tells of
 * everybody: the same guesses are made of patients nobody trained on, and by someone without the model, who says the commonest value of the class.
 *
 * <p>Example: shares 0.6 and 0.4 of the values 0 and 1, with which the model gives the true class 0.2 and 0.9: 0.6 x 0.2 = 0.12 against 0.36, so 1.
 *
 * <p>Source: Fredrikson, Lantz, Jha, Lin, Page, Ristenpart, "Privacy in Pharmacogenetics", 2014, figure 4; the comparison with others: Yeom, Giacomelli, Fredrikson,
 * Jha, "Privacy Risk in Machine Learning", 2018, section 5.
 */
public record AttributeInference(@Parameter(value = "column of the feature, from 0", min = 0, max = 1_000_000, byDefault = "0") int column)
        implements InferenceAttack {
    private static final int MOST_VALUES = 10;

    public AttributeInference {
        Parameters.check(AttributeInference.class, column);
    }

    @Override
    public ObserverKnowledge knowledge() {
        return ObserverKnowledge.RELEASED_MODELS;
    }

    @Override
    public Optional<String> unsuited(Task task) {
        return column < task.shape().width()
                ? Optional.empty()
                : Optional.of("columns of the features are counted from 0 to " + (task.shape().width() - 1) + ", got " + column);
    }

    /** The values it chooses from, at least one, in ascending order: those the observer's examples have, or ten of them. */
    public float[] values(Examples side) {
        float[] all = column(side);
        Arrays.sort(all);
        float[] distinct = distinct(all);
        if (distinct.length <= MOST_VALUES) {
            return distinct.length == 0 ? new float[1] : distinct;
        }
        float[] middles = new float[MOST_VALUES];
        for (int i = 0; i < MOST_VALUES; i++) {
            middles[i] = all[(2 * i + 1) * all.length / (2 * MOST_VALUES)];
        }
        return distinct(middles);
    }

    private static float[] distinct(float[] sorted) {
        int[] first = IntStream.range(0, sorted.length).filter(i -> i == 0 || sorted[i] != sorted[i - 1]).toArray();
        float[] values = new float[first.length];
        for (int i = 0; i < first.length; i++) {
            values[i] = sorted[first[i]];
        }
        return values;
    }

    private float[] column(Examples examples) {
        float[] values = new float[examples.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = examples.features()[i * examples.width() + column];
        }
        return values;
    }

    /** For each example the place, among the values, of the one nearest to its own. */
    public int[] places(float[] values, Examples examples) {
        float[] own = column(examples);
        int[] places = new int[own.length];
        for (int i = 0; i < own.length; i++) {
            for (int v = 1; v < values.length; v++) {
                places[i] = Math.abs(values[v] - own[i]) < Math.abs(values[places[i]] - own[i]) ? v : places[i];
            }
        }
        return places;
    }

    /**
     * For each candidate the place of the guess among the values.
     *
     * @param candidates with any value in the column: it is not read
     */
    public int[] guesses(View view, float[] values, Examples candidates, Examples side) {
        double[] shares = shares(values, side, -1);
        double[] best = new double[candidates.size()];
        int[] guesses = new int[candidates.size()];
        for (int v = 0; v < values.length; v++) {
            double[] belief = Confidence.of(view.task(), view.last(), with(candidates, values[v]));
            for (int i = 0; i < guesses.length; i++) {
                if (shares[v] * belief[i] > best[i]) {
                    best[i] = shares[v] * belief[i];
                    guesses[i] = v;
                }
            }
        }
        return guesses;
    }

    /** The same of someone who has no model: the commonest value among the observer's examples of the candidate's class. */
    public int[] commonest(float[] values, Examples candidates, Examples side) {
        int[] guesses = new int[candidates.size()];
        for (int i = 0; i < guesses.length; i++) {
            double[] shares = shares(values, side, candidates.labels()[i]);
            for (int v = 1; v < shares.length; v++) {
                guesses[i] = shares[v] > shares[guesses[i]] ? v : guesses[i];
            }
        }
        return guesses;
    }

    /** How common each value is, one example of each added so that none is impossible; of one class, or with -1 of all. */
    private double[] shares(float[] values, Examples side, int label) {
        double[] shares = new double[values.length];
        Arrays.fill(shares, 1);
        int[] places = places(values, side);
        int counted = values.length;
        for (int i = 0; i < places.length; i++) {
            if (label < 0 || side.labels()[i] == label) {
                shares[places[i]]++;
                counted++;
            }
        }
        for (int v = 0; v < shares.length; v++) {
            shares[v] /= counted;
        }
        return shares;
    }

    private Examples with(Examples candidates, float value) {
        float[] features = candidates.features().clone();
        for (int i = 0; i < candidates.size(); i++) {
            features[i * candidates.width() + column] = value;
        }
        return new Examples(features, candidates.labels(), candidates.width());
    }
}
