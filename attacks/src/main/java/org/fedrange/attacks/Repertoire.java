package org.fedrange.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.ParameterVector;

/** The fixed attacks that {@link Adaptive} tries first, at the strengths their papers use. */
final class Repertoire {
    static final List<ModelPoisoning> ATTACKS = List.of(
            new SignFlipMean(), new Zero(), new InnerProduct(0.5), new InnerProduct(2), new InnerProduct(10), new LittleIsEnough(Deviations.valueOf(0.3)),
            new LittleIsEnough(Deviations.valueOf(1)), new LittleIsEnough(Deviations.valueOf(1.5)), new LittleIsEnough(Deviations.valueOf(-1.5)),
            new MinMax(Direction.UNIT), new MinMax(Direction.SIGN), new MinMax(Direction.STD), new MinSum(Direction.UNIT),
            new MinSum(Direction.SIGN), new MinSum(Direction.STD), new FangKrum(), new FangTrimmedMean(), new Mimic(0, 0));

    private Repertoire() {}

    /** What each that can be carried out here would send, in order. */
    static List<List<ParameterVector>> of(View view, RandomGenerator stream) {
        int byzantine = view.nodes().size();
        int nodes = view.honest().size() + byzantine;
        List<List<ParameterVector>> sent = new ArrayList<>();
        for (ModelPoisoning attack : ATTACKS) {
            if (attack.infeasible(nodes, byzantine).isEmpty()) {
                sent.add(attack.craft(view, stream));
            }
        }
        return sent;
    }
}
