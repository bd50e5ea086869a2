package org.fedrange.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.fedrange.defenses.Attendance;
import org.fedrange.defenses.Budget;
import org.fedrange.defenses.Defense;
import org.fedrange.defenses.Guarantee;
import org.fedrange.defenses.Noise;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.Gaussian;
import org.fedrange.defenses.privacy.Steps;
import org.fedrange.learning.Kind;
import org.fedrange.learning.training.PrivateTraining;
import org.jspecify.annotations.Nullable;

/**
 * What a resolved experiment promises of privacy.
 *
 * @param all one for each defense that promises something, in order
 * @param every rounds between two statements of what was spent; it is also stated after the last
 * @param rounds number of rounds
 */
public record Promises(List<Promise> all, int every, int rounds) {
    public Promises {
        all = List.copyOf(all);
    }

    /** A promise, what makes it, and where its draws come from; null for the seed. */
    public record Promise(String defense, Guarantee guarantee, @Nullable DrawSource draws) {
        /** What a whole run spends, in words. */
        public String told(int after) {
            Guarantee its = guarantee;
            return String.format(
                    Locale.ROOT, "%s: each %s spends at most epsilon %.4f at delta %s in %d rounds (%s, %s; noise multiplier %.4f, sampling rate %s)%s",
                    defense, Kind.of(its.unit()), its.epsilon(after), its.delta(), after, Kind.of(its.trust()), Kind.of(its.accountant()),
                    its.round().mechanism().noiseMultiplier(), its.round().samplingRate(), unrepeatable());
        }

        /** Epsilon after so many rounds, in words. */
        public String spent(int after) {
            Guarantee its = guarantee;
            return String.format(
                    Locale.ROOT, "%s: each %s has spent at most epsilon %.4f at delta %s after %d rounds (%s, %s)%s",
                    defense, Kind.of(its.unit()), its.epsilon(after), its.delta(), after, Kind.of(its.trust()), Kind.of(its.accountant()), unrepeatable());
        }

        private String unrepeatable() {
            return draws == DrawSource.SYSTEM ? ", by draws of the operating system that nobody can repeat" : "";
        }
    }

    /** Of a resolved experiment whose nodes are this many. */
    public static Promises of(Experiment experiment, int nodes) {
        Attendance attendance = attendance(experiment, nodes);
        List<Promise> promises = new ArrayList<>();
        if (experiment.training() instanceof PrivateTraining training) {
            promises.add(new Promise(Kind.of(training.getClass()), patients(training), experiment.privacyDraws()));
        }
        List<Defense> defenses = experiment.defenses();
        for (int i = 0; i < defenses.size(); i++) {
            String name = Defense.name(defenses, i);
            defenses.get(i).guarantee(attendance).ifPresent(guarantee -> promises.add(new Promise(name, guarantee, experiment.privacyDraws())));
        }
        return new Promises(promises, experiment.evaluation().every(), experiment.rounds());
    }

    /** What a calibrated training promises each patient in each round in which its hospital takes part; nobody but the hospital sees what lies below the noise. */
    private static Guarantee patients(PrivateTraining training) {
        Steps round = new Steps(new Gaussian(Objects.requireNonNull(training.noiseMultiplier())), training.samplingRate(), training.noisySteps());
        return new Guarantee(Guarantee.Unit.PATIENT, Guarantee.Trust.LOCAL, round, training.delta(), Accountant.PLD);
    }

    /**
     * The same training with noise that keeps its promise.
     *
     * @param patients of the largest hospital
     * @throws IllegalArgumentException where it cannot be kept, with what would help
     */
    public static PrivateTraining calibrated(PrivateTraining training, int rounds, int patients) {
        Budget budget = new Budget(Noise.GAUSSIAN, training.noiseMultiplier(), training.epsilon(), training.delta(), Accountant.PLD);
        return training.withNoiseMultiplier(budget.kept(training.samplingRate(), Math.multiplyExact(rounds, training.noisySteps()), patients));
    }

    /** Who takes part how often when there are so many nodes. */
    public static Attendance attendance(Experiment experiment, int nodes) {
        Integer cohort = experiment.cohort();
        Double rate = cohort == null || cohort >= nodes ? Double.valueOf(1) : null;
        int invited = cohort == null ? nodes : Math.min(nodes, cohort);
        Attendance.Sums sums = experiment.secureAggregation() instanceof Bonawitz scheme ? sums(scheme, invited, experiment.adversary()) : null;
        return new Attendance(nodes, experiment.samplingRate() != null ? experiment.samplingRate() : rate, experiment.rounds(), sums);
    }

    /**
     * The smallest group's threshold is in every sum that is seen, and all of the adversary's nodes may be among them. Whether they attack makes no difference: nobody knows beforehand,
     * and a cell is compared with its twin under the same noise.
     */
    private static Attendance.Sums sums(Bonawitz scheme, int invited, Adversary adversary) {
        int byzantine = adversary.count() - adversary.extra() + adversary.joined();
        int least = scheme.threshold(Math.max(1, invited / scheme.groups(invited)));
        return new Attendance.Sums(2 * scheme.clippingRange() / ((1L << scheme.bits()) - 1), scheme.clippingRange(), least - byzantine);
    }

    /** Whether what was spent is stated after this round. */
    public boolean statedAfter(int round) {
        return round % every == 0 || round == rounds;
    }
}
