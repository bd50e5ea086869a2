package org.fedrange.simulator.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.fedrange.attacks.inference.AttributeInference;
import org.fedrange.attacks.inference.ClassInversion;
import org.fedrange.attacks.inference.Membership;
import org.fedrange.attacks.inference.ModelExtraction;
import org.fedrange.attacks.inference.ReconstructionQuality;
import org.fedrange.attacks.inference.RepresentativeQuality;
import org.fedrange.attacks.inference.ShadowTraining;
import org.fedrange.attacks.inference.Task;
import org.fedrange.attacks.inference.View;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Sha256;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.metric.Metric;

/**
 * Lets attacks loose on the models that a fold released, or on what the last of them answers.
 *
 * @param task what everybody knows of the learning
 * @param released the models by round
 * @param trained the examples of honest hospitals that the models were trained on
 * @param tested examples they were not trained on
 * @param side the observers' own examples
 * @param shadows how such models come about
 * @param streams the fold's random streams
 * @param collected takes what is learned
 */
record ReleasedModels(
        Task task, SortedMap<Integer, FloatVector> released, Examples trained, Examples tested, Examples side, ShadowTraining shadows, Streams streams,
        LeakageRecord collected) {
    private static final int MOST_CANDIDATES = 1000;

    /** Asks who was trained on, by the models released or what else is seen. */
    void score(int place, Membership attack, View view) {
        Candidates asked = Candidates.drawn(trained, tested, attack.mostCandidates(), streams);
        collected.saw(place, view, view.contributions().size() + view.released().size());
        double[] scores = attack.scores(view, asked.all(), side, shadows.within("observer-" + place), streams.within("inference " + place));
        int members = asked.members().size();
        collected.scored(place, Arrays.copyOf(scores, members), Arrays.copyOfRange(scores, members, scores.length));
    }

    /** Has a feature filled in, of members and of others. */
    void fill(int place, AttributeInference attack) {
        View view = last();
        collected.saw(place, view, 1);
        float[] values = attack.values(side);
        for (boolean member : new boolean[] {true, false}) {
            Examples asked = member ? Candidates.drawn("members", trained, MOST_CANDIDATES, streams) : Candidates.drawn("others", tested, MOST_CANDIDATES, streams);
            int[] truth = attack.places(values, asked);
            collected.filled(place, member, truth, attack.guesses(view, values, asked, side), attack.commonest(values, asked, side));
        }
    }

    /** Has the last model's classes drawn, and compares them with the means of what was trained on. */
    void invert(int place, ClassInversion attack, ReconstructionQuality quality) {
        View view = last();
        collected.saw(place, view, 1);
        collected.drawn(place, RepresentativeQuality.of(trained, side, quality), trained.size(), attack.representatives(view, side));
    }

    private View last() {
        return new View(task, List.of(), new TreeMap<>(released.tailMap(released.lastKey())));
    }

    /** Has the last model stolen, and compares thief and model on examples neither was trained on. */
    void steal(int place, ModelExtraction attack) {
        FloatVector model = released.lastEntry().getValue();
        Streams its = streams.within("inference " + place);
        MessageDigest answers = Sha256.start();
        FloatVector stolen = attack.stolen(task, questions -> {
            float[] told = task.network().probabilities(model, questions);
            answers.update(FloatVector.owning(told.clone()).digest().getBytes(StandardCharsets.US_ASCII));
            return told;
        }, side, shadows, its);
        collected.saw(place, (long) Float.BYTES * attack.queries() * task.shape().classes(), Sha256.hex(answers), 1);
        int[] thiefs = classes(stolen, tested);
        int[] models = classes(model, tested);
        collected.stolen(place, thiefs, models, task.shape().classes());
    }

    private int[] classes(FloatVector model, Examples examples) {
        float[] probabilities = task.network().probabilities(model, examples);
        return IntStream.range(0, examples.size()).map(i -> Metric.predicted(probabilities, i, task.shape().classes())).toArray();
    }
}
