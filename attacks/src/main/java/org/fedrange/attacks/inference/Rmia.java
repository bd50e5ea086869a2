package org.fedrange.attacks.inference;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;

/**
 * The robust membership inference attack: how many others of the population a candidate outdoes, each measured against what models usually say of it.
 *
 * <pre>
 * r(x) = p[label of x] / reference(x);   score = (number of the observer's examples z with r(x) / r(z) >= gamma + r(x) / (1 + r(x))) / (their number + 1)
 * reference(x) = ((1 + a) mean p_out[label of x] + 1 - a) / 2,  p_out the shadow models not trained on x
 * </pre>
 *
 * <p>With a few shadow models already better than others with many. The reference's second part stands for models trained on x, which an observer who
 * trained before it was asked does not have.
 *
 * <p>The paper's score is the share of examples outdone. Of a few hundred examples many candidates outdo the same, above all every one, and no threshold lies between
 * them, where low false-positive rates are decided. The second part, below one, puts those in the order of their ratios and changes no other: the more a
 * candidate's ratio, the more it outdoes, so that the order is the one that an observer with examples without end would find.
 *
 * <p>Example: p = 0.9, p_out 0.5, a = 0.3: reference 0.675, r = 1.333; of four others with r 1, 1.2, 1.4, 1 three are outdone: (3 + 0.571) / 5 = 0.714.
 *
 * <p>Source: Zarifzadeh, Liu, Shokri, "Low-Cost High-Power Membership Inference Attacks", 2024, offline variant.
 */
public record Rmia(
        @Parameter(value = "shadow models, an even number", unit = "models", min = 2, max = 10_000, byDefault = "16") int shadows,
        @Parameter(value = "how far models trained on a record are expected to follow the others", min = 0, max = 1, byDefault = "0.3") double a,
        @Parameter(value = "by what factor another must be outdone", above = 0, byDefault = "1") double gamma)
        implements Membership {
    public Rmia {
        Parameters.check(Rmia.class, shadows, a, gamma);
        Lira.requireEven(shadows);
    }

    @Override
    public double[] scores(View view, Examples candidates, Examples side, ShadowTraining training, Streams streams) {
        Shadows trained = Shadows.of(view, candidates, side, shadows, training, streams);
        // Rows of the pool: the candidates, then the observer's examples.
        Examples others = side.size() == 0 ? candidates : side;
        int from = side.size() == 0 ? 0 : candidates.size();
        double[] ratios = ratios(view, trained, candidates, 0);
        double[] population = ratios(view, trained, others, from);
        double[] scores = new double[ratios.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = score(ratios[i], population);
        }
        return scores;
    }

    private double[] ratios(View view, Shadows trained, Examples examples, int from) {
        double[] ratios = Confidence.of(view.task(), view.last(), examples);
        double[][] shadow = trained.confidences(view.task(), examples);
        for (int i = 0; i < ratios.length; i++) {
            double out = 0;
            int count = 0;
            for (int model = 0; model < shadow.length; model++) {
                if (!trained.in()[model][from + i]) {
                    out += shadow[model][i];
                    count++;
                }
            }
            ratios[i] /= reference(out / count);
        }
        return ratios;
    }

    double reference(double out) {
        return ((1 + a) * out + 1 - a) / 2;
    }

    double score(double ratio, double[] population) {
        int outdone = 0;
        for (double other : population) {
            outdone += ratio / other >= gamma ? 1 : 0;
        }
        return (outdone + ratio / (1 + ratio)) / (population.length + 1);
    }
}
