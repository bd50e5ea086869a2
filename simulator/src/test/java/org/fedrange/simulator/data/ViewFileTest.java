package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.fedrange.attacks.inference.Contribution;
import org.fedrange.attacks.inference.Task;
import org.fedrange.attacks.inference.View;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Softmax;
import org.fedrange.learning.training.DistributedSgd;
import org.junit.jupiter.api.Test;

class ViewFileTest {
    private static final Shape SHAPE = new Shape(1, 2);
    private static final Task TASK = new Task(new Softmax(), SHAPE, new Softmax().network(SHAPE, Numerics.PORTABLE), new DistributedSgd(1, 0.1, 0, 0));
    private static final FloatVector MODEL = FloatVector.of(1, 2, 3, 4);

    private static Contribution seen(int round, List<Integer> nodes, FloatVector change, int examples) {
        return new Contribution(round, nodes.stream().map(index -> new NodeId(index, "n" + index)).toList(), MODEL, change, examples);
    }

    @Test
    void updatesAndSumsByHand() {
        List<Npz.Array> arrays = ViewFile.arrays(new View(TASK, List.of(seen(1, List.of(0), FloatVector.of(5, 6, 7, 8), 10), seen(2, List.of(0, 2), FloatVector.of(9, 9, 9, 9), 0))));
        assertEquals(
                List.of(
                        new Npz.Array("changes", List.of(2, 4), FloatVector.of(5, 6, 7, 8, 9, 9, 9, 9)), new Npz.Array("models", List.of(2, 4), FloatVector.of(1, 2, 3, 4, 1, 2, 3, 4)),
                        new Npz.Array("rounds", List.of(2), FloatVector.of(1, 2)), new Npz.Array("examples", List.of(2), FloatVector.of(10, 0)),
                        new Npz.Array("nodes", List.of(2, 3), FloatVector.of(1, 0, 0, 1, 0, 1))),
                arrays);
    }

    @Test
    void whoSeesModelsAloneHasNoUpdates() {
        List<Npz.Array> arrays = ViewFile.arrays(new View(TASK, List.of(), new TreeMap<>(Map.of(0, MODEL, 3, FloatVector.of(0, 0, 0, 1)))));
        assertEquals(
                List.of(new Npz.Array("released", List.of(2, 4), FloatVector.of(1, 2, 3, 4, 0, 0, 0, 1)), new Npz.Array("released_rounds", List.of(2), FloatVector.of(0, 3))), arrays);
    }
}
