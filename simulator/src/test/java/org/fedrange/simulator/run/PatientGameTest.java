package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fedrange.defenses.Guarantee;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.Gaussian;
import org.fedrange.defenses.privacy.Steps;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Mlp;
import org.fedrange.learning.model.Model;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.DpFtrl;
import org.fedrange.learning.training.DpSgd;
import org.fedrange.learning.training.PrivateTraining;
import org.fedrange.simulator.results.PrivacyAudit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A promise to patients that is kept is not disproved, and one that is not is. */
class PatientGameTest {
    private static final double DELTA = 1e-3;
    private static final int ROUNDS = 4;
    private static final Shape SHAPE = new Shape(6, 3);

    private static DpSgd sgd(double noiseMultiplier, double rate) {
        return new DpSgd(2, rate, 0.1, 1, ClippingShape.FLAT, noiseMultiplier, null, DELTA);
    }

    private static PrivacyAudit audited(Model model, PrivateTraining training, PrivateTraining promised) {
        Steps round = new Steps(new Gaussian(java.util.Objects.requireNonNull(promised.noiseMultiplier())), promised.samplingRate(), promised.noisySteps());
        Guarantee guarantee = new Guarantee(Guarantee.Unit.PATIENT, Guarantee.Trust.LOCAL, round, DELTA, Accountant.PLD);
        return new PatientGame(model.network(SHAPE, Numerics.PORTABLE), SHAPE, training, guarantee, ROUNDS, new Streams(23)).audited(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"softmax", "mlp"})
    void whatIsPromisedIsKeptAndNotByFar(String kind) {
        Model model = kind.equals("mlp") ? new Mlp(List.of(5)) : new Softmax();
        DpFtrl tree = new DpFtrl(6, 0.1, 1, ClippingShape.FLAT, 0.4, null, DELTA);
        for (PrivateTraining training : List.of(sgd(1, 1), sgd(0.7, 0.4), tree)) {
            PrivacyAudit audit = audited(model, training, training);
            assertTrue(!audit.broken(), audit.toString());
            // Where each step says all it hides, more comes out than from draws, or from the last of a tree's sums alone.
            double least = training.equals(sgd(1, 1)) ? 0.1 : 0.02;
            assertTrue(audit.measured() > least * audit.claimed(), "a game that finds nothing out: " + audit);
        }
    }

    /** Noise on the wrong scale, all patients in every step though a tenth is accounted for, and a tree with too little noise. */
    @Test
    void whatIsNotKeptIsFoundOut() {
        assertTrue(audited(new Softmax(), sgd(1, 1), sgd(8, 1)).broken(), "noise on the wrong scale");
        assertTrue(audited(new Softmax(), sgd(1.2, 1), sgd(1.2, 0.1)).broken(), "sampling that is not Poisson");
        DpFtrl tree = new DpFtrl(6, 0.1, 1, ClippingShape.FLAT, 0.1, null, DELTA);
        assertTrue(audited(new Softmax(), tree, tree.withNoiseMultiplier(4)).broken(), "a tree with too little noise");
    }
}
