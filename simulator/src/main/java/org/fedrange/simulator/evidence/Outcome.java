package org.fedrange.simulator.evidence;

import org.fedrange.learning.metric.Metric;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.results.BaseRate;
import org.fedrange.simulator.results.Round;
import org.fedrange.simulator.results.Run;

/**
 * How one attack ended in one run, against the run of the same cell and seed with nobody attacking.
 *
 * <pre>
 * utility loss:      success if clean - attacked >= loss;              severity (clean - attacked) / (clean - chance), within 0 and 1
 * attack success:    success if deceived / aimed at >= deceived and clean - attacked &lt;= unnoticed;  severity deceived / aimed at
 * rounds completed:  success if released / rounds &lt; completed;         severity 1 - released / rounds
 * </pre>
 *
 * <p>Example: balanced accuracy 0.8 without and 0.65 with an attack, two classes, so chance 0.5: success for a loss of 0.05, severity 0.15 / 0.3 = 0.5.
 * A model that is no number any more has lost all.
 *
 * @param success whether it succeeded by the criterion declared beforehand
 * @param severity how bad it was, from 0 to 1
 * @param loss what the leading metric lost
 */
record Outcome(boolean success, double severity, double loss) {

    /** Judges a run; of a criterion that runs can decide. */
    static Outcome of(Criterion criterion, Study.Risk risk, Metric metric, int classes, Run run, Run clean) {
        double loss = loss(metric, run.finalTest(metric), clean.finalTest(metric));
        Round last = run.round(run.finalRound());
        return switch (criterion) {
            case UTILITY_LOSS -> new Outcome(loss >= risk.loss(), severity(metric, classes, loss, clean.finalTest(metric)), loss);
            case ATTACK_SUCCESS -> {
                double deceived = last.aimed() == 0 ? 0 : last.attackSuccess();
                yield new Outcome(deceived >= risk.deceived() && loss <= risk.unnoticed(), deceived, loss);
            }
            case ROUNDS_COMPLETED -> {
                double completed = completed(run);
                yield new Outcome(completed < risk.completed(), 1 - completed, loss);
            }
            case LEAKAGE, MECHANISM, OUT_OF_SCOPE -> throw new IllegalArgumentException(criterion + " is not decided by what a model is worth");
        };
    }

    /** Whether so many of the patients aimed at are told what the attack wants with nobody attacking that it would count as a success. */
    static boolean anyway(Study.Risk risk, BaseRate base) {
        return base.aimed() > 0 && base.share() >= risk.deceived();
    }

    /** Whether what a model is worth after the last round decides it; what observers learn is {@link Skill}'s. */
    static boolean decides(Criterion criterion) {
        return criterion == Criterion.UTILITY_LOSS || criterion == Criterion.ATTACK_SUCCESS || criterion == Criterion.ROUNDS_COMPLETED;
    }

    private static double loss(Metric metric, double attacked, double clean) {
        if (Double.isNaN(attacked)) {
            return metric == Metric.LOSS ? Double.POSITIVE_INFINITY : clean;
        }
        return metric == Metric.LOSS ? attacked - clean : clean - attacked;
    }

    private static double severity(Metric metric, int classes, double loss, double clean) {
        double chance = switch (metric) {
            case BALANCED_ACCURACY -> 1.0 / classes;
            case AUC -> 0.5;
            default -> 0;
        };
        double room = metric == Metric.LOSS ? 1 : clean - chance;
        return room <= 0 ? 0 : Math.clamp(loss / room, 0, 1);
    }

    private static double completed(Run run) {
        int released = run.rounds().stream().mapToInt(Round::released).sum();
        int all = run.rounds().stream().mapToInt(round -> round.released() + round.quorumMissed() + round.infeasible()).sum();
        return all == 0 ? 0 : (double) released / all;
    }
}
