package org.fedrange.simulator.evidence;

import java.util.List;

/** One attack or observer of a threat under one defense, seed by seed; {@code plain} where nothing defends, {@code adaptive} where it tries the rule in force. */
record Tried(String attack, boolean plain, boolean adaptive, List<Judged> judged) {

    /** How much harm it does with these seeds: successes and severity, mean; below all others where it was not run with any. */
    double harm(List<Long> seeds) {
        return judged.stream().filter(its -> seeds.contains(its.seed())).mapToDouble(its -> (its.outcome().success() ? 1 : 0) + its.outcome().severity()).average().orElse(-1);
    }

    /** How often it succeeded. */
    static Proportion measured(List<Judged> judged) {
        return new Proportion((int) judged.stream().filter(its -> its.outcome().success()).count(), judged.size());
    }

    /** Mean severity. */
    static double severity(List<Judged> judged) {
        return judged.stream().mapToDouble(its -> its.outcome().severity()).sum() / judged.size();
    }
}
