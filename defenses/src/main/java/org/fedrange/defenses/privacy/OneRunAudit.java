package org.fedrange.defenses.privacy;

/**
 * A lower bound on epsilon from one run with many canaries, each put in or left out by a coin of its own, and a guess about some of them.
 *
 * <pre>
 * p(epsilon) = P(W >= correct) + 2 canaries delta max over i of P(correct - i <= W < correct) / i,   W binomial with guesses and e^epsilon / (1 + e^epsilon)
 * epsilon is above every value for which p is below 1 - confidence
 * </pre>
 *
 * <p>Example: 100 canaries, 100 guesses, all correct, delta 0, confidence 0.95: the chance of that is (e^epsilon / (1 + e^epsilon))^100 = 0.05 at epsilon 3.49.
 *
 * <p>How many guesses are made must be settled before looking: whoever takes the best of several numbers of guesses must divide 1 - confidence by how many.
 *
 * <p>Source: Steinke, Nasr, Jagielski, "Privacy Auditing with One (1) Training Run", 2023, theorem 5.2 and appendix D.
 *
 * @param canaries how many coins were thrown
 * @param guesses about how many of them something was guessed
 * @param correct how many guesses were right
 */
public record OneRunAudit(int canaries, int guesses, int correct) {
    private static final double MOST = 100;

    public OneRunAudit {
        if (correct < 0 || guesses < correct || canaries < guesses || guesses < 1) {
            throw new IllegalArgumentException(correct + " right of " + guesses + " guesses about " + canaries + " canaries");
        }
    }

    /** Epsilon is at least this with that confidence. */
    public double epsilon(double delta, double confidence) {
        double low = 0;
        double high = MOST;
        if (chance(0, delta) >= 1 - confidence) {
            return 0;
        }
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (chance(middle, delta) < 1 - confidence) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How likely so many right guesses are at most, if epsilon holds. */
    double chance(double epsilon, double delta) {
        double right = -StrictMath.log1p(StrictMath.exp(-epsilon));
        double wrong = -epsilon + right;
        double[] masses = new double[guesses + 1];
        double choices = 0; // logarithm of guesses over k
        for (int k = 0; k <= guesses; k++) {
            masses[k] = StrictMath.exp(choices + k * right + (guesses - k) * wrong);
            choices += StrictMath.log((double) (guesses - k) / (k + 1));
        }
        double above = 0;
        for (int k = guesses; k >= correct; k--) {
            above += masses[k];
        }
        double below = 0;
        double steepest = 0;
        for (int i = 1; i <= correct; i++) {
            below += masses[correct - i];
            steepest = Math.max(steepest, below / i);
        }
        return Math.min(1, above + 2.0 * canaries * delta * steepest);
    }
}
