package org.fedrange.simulator.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.fedrange.defenses.UpdateClipping;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Mlp;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.simulator.round.Question;
import org.junit.jupiter.api.Test;

class HospitalTest {
    private static final Network NETWORK = new Mlp(List.of(3)).network(new Shape(2, 2), Numerics.PORTABLE);

    private static ParameterVector sent(ClippingShape shape) {
        Hospital.Work work = new Hospital.Work(NETWORK, new FedAvg(5, 2, 1, 0, 0), new Streams(5));
        Hospital hospital = new Hospital(
                work, new Examples(new float[] {1, 2, -2, 1, 3, -1, 0, 2}, new int[] {0, 1, 0, 1}, 2), Optional.empty(), List.of(new UpdateClipping(0.01, shape)));
        ModelSent model = new ModelSent(NETWORK.initial(new Streams(5).of("initial")), new TreeMap<>());
        return ((UpdateSent) hospital.react(new Question(1, 1, new NodeId(0, "a"), model, 0)).answer()).update().change();
    }

    /** Two layers of 2 * 3 + 3 = 9 and 3 * 2 + 2 = 8 parameters; after five epochs with rate 1 both have moved further than 0.01. */
    @Test
    void eachLayerOfAnUpdateIsBoundedByItself() {
        assertEquals(List.of(9, 8), NETWORK.layers());
        ParameterVector layered = sent(ClippingShape.PER_LAYER);
        assertEquals(0.01 / Math.sqrt(2), layered.part(0, 9).norm(), 1e-8);
        assertEquals(0.01 / Math.sqrt(2), layered.part(9, 8).norm(), 1e-8);
        ParameterVector flat = sent(ClippingShape.FLAT);
        assertEquals(0.01, flat.norm(), 1e-8);
        assertTrue(Math.abs(flat.part(0, 9).norm() - flat.part(9, 8).norm()) > 1e-4, "both layers moved alike, so that the test says nothing");
    }
}
