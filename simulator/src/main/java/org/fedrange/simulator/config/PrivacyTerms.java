package org.fedrange.simulator.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedrange.aggregation.Mean;
import org.fedrange.defenses.Attendance;
import org.fedrange.defenses.Defense;
import org.fedrange.defenses.DistributedDp;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.fault.Availability;

/**
 * On which terms a promise of privacy holds in an experiment.
 *
 * @param experiment the experiment, whose defenses are calibrated
 * @param nodes number of nodes
 */
record PrivacyTerms(Experiment experiment, int nodes) {
    /** What stands against it, and where. */
    record Objection(String path, String why) {}

    /** A defense that cannot keep its promise. */
    static final class Unkept extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Objection objection;

        private Unkept(Objection objection) {
            super(objection.why());
            this.objection = objection;
        }

        Objection objection() {
            return objection;
        }
    }

    /** Defenses with the noise that keeps their promises. */
    static List<Defense> calibrated(Experiment experiment, List<Defense> defenses, int nodes) throws Unkept {
        Attendance attendance = Promises.attendance(experiment, nodes);
        List<Defense> calibrated = new ArrayList<>();
        for (int i = 0; i < defenses.size(); i++) {
            try {
                calibrated.add(defenses.get(i).calibrated(attendance));
            } catch (IllegalArgumentException refused) {
                throw new Unkept(new Objection("defenses[" + i + "].kind", String.valueOf(refused.getMessage())));
            }
        }
        return calibrated;
    }

    Optional<Objection> objection() {
        List<Defense> defenses = experiment.defenses();
        for (int i = 0; i < defenses.size(); i++) {
            if (defenses.get(i).sums()) {
                Optional<Objection> objection = unsummed(defenses, i);
                if (objection.isPresent()) {
                    return objection;
                }
            }
        }
        boolean distributed = defenses.stream().anyMatch(DistributedDp.class::isInstance);
        if (distributed && experiment.rule().weighted()) {
            return Optional.of(new Objection("rule", "distributed-dp bounds what one hospital does to an unweighted sum; write weighted: false"));
        }
        if (distributed && (experiment.faults().stream().anyMatch(Availability.class::isInstance) || defenses.stream().anyMatch(its -> its.mostExcluded() > 0))) {
            return Optional.of(new Objection("defenses", "distributed-dp counts on the noise of nodes that are certain to be in a sum, and here some may not even be invited; leave out"
                    + " exclusion and the fault availability, or take local-dp"));
        }
        if (experiment.rootExamples() > 0 && !Promises.of(experiment, nodes).all().isEmpty()) {
            return Optional.of(new Objection("defenses", "the coordinator's own examples are patients of hospitals, whom no noise here protects; leave out what needs rootExamples, or"
                    + " the promise of privacy"));
        }
        return Optional.empty();
    }

    private Optional<Objection> unsummed(List<Defense> defenses, int which) {
        String kind = Kind.of(defenses.get(which).getClass());
        if (defenses.subList(0, which).stream().anyMatch(Defense::sums)) {
            return Optional.of(new Objection("defenses[" + which + "].kind", "only one defense can noise the sum"));
        }
        if (!(experiment.rule() instanceof Mean(boolean weighted)) || weighted) {
            return Optional.of(new Objection("rule", kind + " bounds what one hospital does to an unweighted sum, and no such bound is known for this rule; write rule: {kind: mean,"
                    + " weighted: false}, or take local-dp, after which every rule may follow"));
        }
        if (!experiment.stages().isEmpty()) {
            return Optional.of(new Objection("stages", kind + " bounds what one hospital does to a sum of all updates, and a stage mixes them before; leave stages out, or take local-dp,"
                    + " after which every stage may follow"));
        }
        if (!experiment.training().along().isEmpty()) {
            return Optional.of(new Objection("training", kind + " noises one vector of each node, and " + Kind.of(experiment.training().getClass())
                    + " sends more; take fed-avg, fed-prox or distributed-sgd, or local-dp"));
        }
        return experiment.secureAggregation() instanceof MaskedSum
                ? Optional.of(new Objection("secureAggregation", kind + " must see each update to bound it; write secureAggregation: {kind: none}, or take local-dp"))
                : Optional.empty();
    }
}
