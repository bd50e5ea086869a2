package org.fedrange.defenses;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.Steps;

/**
 * What is claimed of privacy: that whoever sees what the coordinator (or, in the local model, the network) sees can hardly tell whether one unit took part.
 *
 * @param unit what is added or removed
 * @param trust who is trusted with what lies below the noise
 * @param round the mechanisms used in one round in which the unit takes part
 * @param delta probability with which epsilon may fail
 * @param accountant how rounds are added up
 */
public record Guarantee(Unit unit, Trust trust, Steps round, double delta, Accountant accountant) {
    /** Answers are asked for again and again: by check, log, results and report. */
    private static final Map<Asked, Double> KNOWN = new ConcurrentHashMap<>();

    /** What is added or removed. */
    public enum Unit {
        /** A hospital with all its patients. */
        HOSPITAL,
        /** One example of a hospital's training data. */
        PATIENT
    }

    /** Who sees what lies below the noise. */
    public enum Trust {
        /** The coordinator, who adds it. */
        CENTRAL,
        /** Nobody but the hospital itself. */
        LOCAL,
        /** Nobody: each hospital adds a share, and only the sum is seen. */
        DISTRIBUTED
    }

    private record Asked(Steps steps, double delta, Accountant accountant) {}

    /** Epsilon after so many rounds of taking part. */
    public double epsilon(int rounds) {
        return epsilon(rounds, accountant);
    }

    /** The same by another accountant. */
    public double epsilon(int rounds, Accountant by) {
        if (rounds == 0) {
            return 0;
        }
        Steps all = round.withSteps(Math.multiplyExact(rounds, round.steps()));
        return KNOWN.computeIfAbsent(new Asked(all, delta, by), asked -> by.epsilon(List.of(asked.steps()), asked.delta()));
    }
}
