package org.fedrange.simulator.evidence;

/**
 * How much more often an attack succeeds than the same happens with nobody attacking, on the same seeds.
 *
 * <pre>
 * excess = (b - c) / n;   interval, 95 %, with b' = b + 1/2, c' = c + 1/2, n' = n + 2:   (b' - c') / n' +- 1.96 sqrt(b' + c' - (b' - c')^2 / n') / n'
 * </pre>
 *
 * <p>Example: of 28 seeds the attack succeeds on 20 on which nothing of the kind happens without it, and on one it is the other way round: 19 / 28 = 0.679, from
 * 19 / 30 - 0.206 = 0.427 to 0.840.
 *
 * <p>Source: Agresti, Min, "Simple improved confidence intervals for comparing matched proportions", 2005.
 *
 * @param toldAnyway of the patients aimed at, the share that the model without attack tells what the attack wants; mean over seeds
 * @param anyway seeds on which that is as many as count as a success
 * @param gained seeds on which the attack succeeds and that is not so, b
 * @param lost seeds on which that is so and the attack does not succeed, c
 * @param seeds all of them, n, at least 1
 */
public record Excess(double toldAnyway, int anyway, int gained, int lost, int seeds) {
    private static final double NORMAL = 1.959963984540054;

    public Excess {
        if (seeds < 1 || gained < 0 || lost < 0 || gained + lost > seeds) {
            throw new IllegalArgumentException(gained + " and " + lost + " of " + seeds + " are no pairs");
        }
    }

    /** By how much the probability of success exceeds that of the same without attack. */
    public double excess() {
        return (double) (gained - lost) / seeds;
    }

    /** Lower end of its interval. */
    public double low() {
        return Math.max(-1, centre() - halfWidth());
    }

    /** Upper end of its interval. */
    public double high() {
        return Math.min(1, centre() + halfWidth());
    }

    private double centre() {
        return (gained - lost) / (seeds + 2.0);
    }

    private double halfWidth() {
        double all = seeds + 2.0;
        double difference = gained - lost;
        return NORMAL * StrictMath.sqrt(gained + lost + 1 - difference * difference / all) / all;
    }
}
