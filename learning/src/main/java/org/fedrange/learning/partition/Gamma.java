package org.fedrange.learning.partition;

import java.util.random.RandomGenerator;
import org.fedrange.learning.Normal;

/**
 * The gamma distribution of scale 1, drawn as logarithms: at small shapes most draws are far below the smallest double.
 *
 * <pre>
 * d = shape - 1/3,  c = 1 / sqrt(9 d);  repeat  x ~ N(0, 1), v = (1 + c x)^3, u ~ U(0, 1)
 * until v > 0 and log u &lt; x^2 / 2 + d - d v + d log v;  the draw is d v
 * shape below 1:  a draw of shape + 1, times u^(1 / shape)
 * </pre>
 *
 * <p>Logarithms, cosines and roots are {@link StrictMath}'s, so that every CPU draws the same numbers.
 *
 * <p>Example: at shape 2 the draws have mean 2 and variance 2.
 *
 * <p>Source: Marsaglia, Tsang, "A simple method for generating gamma variables", 2000, with their remark on shapes below 1.
 *
 * @param shape above 0
 */
public record Gamma(double shape) {

    /** The logarithm of one draw. */
    public double logarithm(RandomGenerator stream) {
        if (shape < 1) {
            double boosted = new Gamma(shape + 1).logarithm(stream);
            return boosted + StrictMath.log(uniform(stream)) / shape;
        }
        double d = shape - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = Normal.draw(stream);
            double root = 1 + c * x;
            double v = root * root * root;
            if (v > 0 && StrictMath.log(uniform(stream)) < x * x / 2 + d - d * v + d * StrictMath.log(v)) {
                return StrictMath.log(d) + StrictMath.log(v);
            }
        }
    }

    /** Above 0 and at most 1, so that it has a logarithm. */
    private static double uniform(RandomGenerator stream) {
        return 1 - stream.nextDouble();
    }
}
