package org.fedrange.simulator.federation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Mean;
import org.fedrange.aggregation.Update;
import org.fedrange.attacks.CustomModelPoisoning;
import org.fedrange.attacks.Knowledge;
import org.fedrange.attacks.View;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;
import org.fedrange.learning.training.FedAvg;
import org.fedrange.simulator.Schedule;
import org.fedrange.simulator.round.Coalition;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Question;
import org.junit.jupiter.api.Test;

/** However much reaches the adversary, its attack is handed what its declared knowledge covers. */
class MindTest {
    private static final NodeId OWN = new NodeId(0, "own");
    private static final NodeId HONEST = new NodeId(1, "honest");
    private static final FloatVector MODEL = FloatVector.of(new float[] {1, 2});

    /** Keeps the views it is handed. */
    private record Witness(List<View> views) implements CustomModelPoisoning {
        @Override
        public Knowledge needs() {
            return Knowledge.OWN;
        }

        @Override
        public List<ParameterVector> craft(View view, RandomGenerator stream) {
            views.add(view);
            return view.nodes().stream().map(node -> (ParameterVector) MODEL).toList();
        }
    }

    private static Message sent(NodeId node) {
        return new UpdateSent(new Update(node, 1, MODEL, 5));
    }

    private static View view(Knowledge knowledge) {
        Streams streams = new Streams(1);
        Witness witness = new Witness(new ArrayList<>());
        Mind mind = new Mind(
                new Pool(new TreeSet<>(List.of(OWN)), Schedule.ALWAYS, streams), witness, knowledge, new Chain(List.of(), new Mean(false)), new FedAvg(1, 32, 0.1, 0, 0), streams);
        Coalition.Move move = mind.move(new Coalition.Overheard(
                1, 0, new TreeMap<>(Map.of(OWN, new Question(1, 0, OWN, new ModelSent(MODEL), 0))), new TreeMap<>(Map.of(OWN, sent(OWN))), new TreeMap<>(Map.of(HONEST, sent(HONEST)))));
        assertEquals(witness.views().getFirst().honest().size(), move.observation().others());
        return witness.views().getFirst();
    }

    @Test
    void anAttackSeesWhatItsKnowledgeCoversAndNothingElse() {
        View own = view(Knowledge.OWN);
        assertEquals(List.of(OWN), own.own().stream().map(Update::node).toList());
        assertEquals(List.of(), own.honest());
        View all = view(Knowledge.ALL_UPDATES);
        assertEquals(List.of(HONEST), all.honest().stream().map(Update::node).toList());
        assertEquals(java.util.Optional.empty(), all.chain());
        assertEquals(new Mean(false), view(Knowledge.ALL_UPDATES_AND_RULE).chain().orElseThrow().rule());
    }
}
