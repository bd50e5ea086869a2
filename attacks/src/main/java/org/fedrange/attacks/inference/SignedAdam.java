package org.fedrange.attacks.inference;

/**
 * Adam on signs: however flat the objective, each number moves by about the rate as long as its gradient keeps its sign.
 *
 * <pre>
 * s = sign(g),  m = 0.9 m + 0.1 s,  v = 0.999 v + 0.001 s^2;   x = x - rate (m / (1 - 0.9^t)) / (sqrt(v / (1 - 0.999^t)) + 1e-8)
 * </pre>
 *
 * <p>Example: the first step along any gradient above 0 is -rate.
 *
 * <p>Source: Kingma, Ba, "Adam: A Method for Stochastic Optimization", 2015; with signs Geiping et al., "Inverting Gradients", 2020.
 */
final class SignedAdam {
    private final double[] mean;
    private final double[] square;
    private double powerMean = 1;
    private double powerSquare = 1;

    SignedAdam(int size) {
        this.mean = new double[size];
        this.square = new double[size];
    }

    void step(double[] x, double[] gradient, double rate) {
        powerMean *= 0.9;
        powerSquare *= 0.999;
        for (int i = 0; i < x.length; i++) {
            double sign = Math.signum(gradient[i]);
            mean[i] = 0.9 * mean[i] + 0.1 * sign;
            square[i] = 0.999 * square[i] + 0.001 * sign * sign;
            x[i] -= rate * (mean[i] / (1 - powerMean)) / (Math.sqrt(square[i] / (1 - powerSquare)) + 1e-8);
        }
    }
}
