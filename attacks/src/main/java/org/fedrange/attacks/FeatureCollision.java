package org.fedrange.attacks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.training.Training;

/**
 * Poisons without a wrong label: examples of the target class are moved, a little, until the model takes them for certain victims of another
 * class; training then moves the victims, of whom nobody trains, along with them.
 *
 * <pre>
 * b = (1 - opacity) base + opacity victim,  base of the target class and labelled so
 * x near argmin |r(x) - r(victim)|^2 + closeness |x - b|^2,   r(x)_c = ln p(c | x, w) of the model just received
 * by steps  x = (x - s grad |r(x) - r(victim)|^2 + 2 s closeness b) / (1 + 2 s closeness);  s halves where a step does not help
 * success:  share of the victims who are told the target
 * </pre>
 *
 * <p>The victims are drawn from the source examples the adversary holds, which then nobody trains on: it knows their records, and no test
 * patient is needed to make the poison. round(share n) of a node's n examples give way, one victim after the other.
 *
 * <p>Example: base 0, victim 4 and opacity 0.25: the search begins at b = 1. With two classes, r(x) = (-x/2, x/2) near 0 and closeness 0 it
 * ends at 4; a large closeness keeps it at 1.
 *
 * <p>Source: Shafahi, Huang, Najibi, Suciu, Studer, Dumitras, Goldstein, "Poison Frogs! Targeted Clean-Label Poisoning Attacks on Neural
 * Networks", 2018, algorithm 1 and section 4.2 (opacity), with the logarithms of the class probabilities for the features of the last hidden
 * layer, so that any model will do, and steps that shrink.
 */
public record FeatureCollision(
        @Parameter(value = "class of the victims", min = 0) int source,
        @Parameter(value = "class that they are to be told, and of the examples that are moved", min = 0) int target,
        @Parameter(value = "number of victims", unit = "examples", min = 1, max = 1000, byDefault = "5") int victims,
        @Parameter(value = "share of a node's examples that are poison", above = 0, max = 1, byDefault = "0.3") double share,
        @Parameter(value = "how much of the victim is mixed into the example at first", min = 0, below = 1, byDefault = "0.3") double opacity,
        @Parameter(value = "weight of staying close to the mixed example", min = 0, byDefault = "0.1") double closeness,
        @Parameter(value = "steps of the search in each round", min = 1, max = 1000, byDefault = "10") int iterations)
        implements DataPoisoning {
    public FeatureCollision {
        Parameters.check(FeatureCollision.class, source, target, victims, share, opacity, closeness, iterations);
        if (source == target) {
            throw new IllegalArgumentException("target must be another class than source, got " + target + " for both");
        }
    }

    @Override
    public Knowledge needs() {
        return Knowledge.COLLUDERS;
    }

    @Override
    public Optional<String> unsuited(Shape shape, Training training) {
        return Classes.unknown("source", source, shape).or(() -> Classes.unknown("target", target, shape));
    }

    @Override
    public Poison prepare(List<Examples> held, int classes, RandomGenerator stream) {
        Classes.required("feature-collision", "target", target, held);
        Examples all = Examples.joined(held);
        int[] sources = Classes.rows(all, source);
        if (sources.length < victims) {
            throw new IllegalArgumentException("feature-collision: the adversary's nodes hold " + sources.length + " training examples of the class "
                    + source + " (source), fewer than " + victims + " victims; give it more or other nodes, or fewer victims");
        }
        int[] drawn = Arrays.stream(Draw.rows(sources.length, victims, stream)).map(i -> sources[i]).sorted().toArray();
        return new Prepared(this, held, all.at(Classes.rows(all, target)), all.at(drawn), drawn, classes);
    }

    /**
     * The attack on known victims.
     *
     * @param bases examples of the target class
     * @param targets the victims
     * @param taken their rows among all that is held, node after node
     */
    private record Prepared(FeatureCollision attack, List<Examples> held, Examples bases, Examples targets, int[] taken, int classes)
            implements Poison {
        @Override
        public Examples examples(Examples own, int position, int nodes, RandomGenerator stream) {
            int before = held.subList(0, position).stream().mapToInt(Examples::size).sum();
            int[] left = IntStream.range(0, own.size()).filter(row -> Arrays.binarySearch(taken, before + row) < 0).toArray();
            int kept = Math.min(left.length, own.size() - Draw.count(attack.share, own.size()));
            Examples clean = own.at(Arrays.stream(Draw.rows(left.length, kept, stream)).map(i -> left[i]).toArray());
            Examples poison = bases.at(stream.ints(own.size() - (long) kept, 0, bases.size()).toArray());
            for (int i = 0; i < poison.features().length; i++) {
                float base = poison.features()[i]; // a copy of ours
                poison.features()[i] = (float) (base + attack.opacity * (victim(kept + i / own.width(), i % own.width()) - base));
            }
            // The poison stands last, where each round finds it; where victims leave a gap, it is filled.
            return Examples.joined(List.of(clean, poison));
        }

        private float victim(int row, int column) {
            return targets.features()[row % targets.size() * targets.width() + column];
        }

        @Override
        public Examples examples(Examples poisoned, Network network, FloatVector model) {
            int first = poisoned.size() - Draw.count(attack.share, poisoned.size());
            Examples start = poisoned.at(IntStream.range(first, poisoned.size()).toArray());
            float[] moved = new Collision(network, model, start, targets, first, classes, attack.closeness).moved(attack.iterations);
            float[] features = poisoned.features().clone();
            System.arraycopy(moved, 0, features, first * poisoned.width(), moved.length);
            return new Examples(features, poisoned.labels(), poisoned.width());
        }

        @Override
        public Optional<Goal> goal() {
            return Optional.of(new Goal(attack.target, tests -> targets));
        }
    }
}
