package org.fedrange.attacks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Chain;
import org.fedrange.aggregation.Update;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Streams;

/** Looks, within a number of tries, for what makes the answer of stages and rule do most harm. */
final class DamageSearch {
    private static final int ALONG_A_LINE = 7;
    private static final double GROWING = 2;
    private static final double SHRINKING = 6.0 / 7;
    private static final double FARTHEST = 8;

    private final Copies copies;
    private final ParameterVector mean;
    private final Harm harm;
    private final long draws;
    private final double length;
    private int left;
    private double most = Double.NEGATIVE_INFINITY;
    private List<ParameterVector> best;
    private ParameterVector copy;
    private double copyMost = Double.NEGATIVE_INFINITY;
    private Chain.Memory remembered;

    /**
     * A search that has tried nothing.
     *
     * @param draws from which what stages and rule draw follows, the same for all that is tried
     */
    DamageSearch(Copies copies, ParameterVector mean, Harm harm, int evaluations, long draws) {
        this.copies = copies;
        this.mean = mean;
        this.left = evaluations;
        this.harm = harm;
        this.draws = draws;
        this.best = Collections.nCopies(copies.view().nodes().size(), mean);
        this.copy = mean;
        this.remembered = copies.memory();
        double farthest = 0;
        for (double[] row : new Sample(copies.view().honest()).squaredDistances()) {
            for (double square : row) {
                farthest = Math.max(farthest, square);
            }
        }
        // Of equal updates, or a single one, only the mean has a length.
        this.length = farthest > 0 ? Math.sqrt(farthest) : Math.max(mean.norm(), Float.MIN_NORMAL);
    }

    /** Tries this, and keeps it where it is the best so far; the harm it does. */
    double attempt(List<ParameterVector> sent) {
        if (left == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        left--;
        Aggregator.Result result = copies.answer(sent, new Streams(draws).of("rule tried"));
        double done = harm.of(result.vector(), mean);
        boolean same = sent.stream().allMatch(sent.getFirst()::equals);
        if (same && done > copyMost) {
            copyMost = done;
            copy = sent.getFirst();
        }
        if (done > most) {
            most = done;
            best = List.copyOf(sent);
            remembered = (Chain.Memory) result.state();
        }
        return done;
    }

    private double attemptCopies(ParameterVector each) {
        return attempt(Collections.nCopies(copies.view().nodes().size(), each));
    }

    /** Along each direction, from the mean on, first in steps that double. */
    void lines() {
        for (ParameterVector direction : List.copyOf(directions())) {
            LineSearch.best(t -> attemptCopies(mean.plus(t, direction)), length / 2 / LineSearch.FIRST_STEP, ALONG_A_LINE);
        }
    }

    /** Steps from the best copy into drawn directions, until no try is left. */
    void steps(RandomGenerator stream) {
        List<ParameterVector> span = span();
        double radius = 1;
        while (left > 0) {
            ParameterVector step = mean.scaled(0);
            for (ParameterVector each : span) {
                step = step.plus(stream.nextGaussian(), each);
            }
            double norm = step.norm();
            double before = copyMost;
            double done = attemptCopies(norm > 0 ? copy.plus(radius * length / norm, step) : copy);
            radius = Math.min(FARTHEST, radius * (done > before ? GROWING : SHRINKING));
        }
    }

    /** Ways to leave the mean, each of length 1; those that lead nowhere are missing. */
    private List<ParameterVector> directions() {
        Sample honest = new Sample(copies.view().honest());
        List<ParameterVector> directions = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            add(directions, direction.from(honest));
        }
        add(directions, honest.combined(0, 1));
        ParameterVector farthest = mean.scaled(0);
        for (Update update : honest.updates()) {
            ParameterVector off = update.change().minus(mean);
            farthest = off.norm() > farthest.norm() ? off : farthest;
        }
        add(directions, farthest);
        return directions;
    }

    /** Directions of length 1 that together reach whatever honest nodes differ in. */
    private List<ParameterVector> span() {
        List<ParameterVector> span = new ArrayList<>(directions().subList(0, Math.min(3, directions().size())));
        copies.view().honest().forEach(update -> add(span, update.change().minus(mean)));
        return span;
    }

    private static void add(List<ParameterVector> directions, ParameterVector way) {
        double norm = way.norm();
        if (norm > 0) {
            directions.add(way.scaled(1 / norm));
        }
    }

    /** What did most harm, of equals the first. */
    List<ParameterVector> best() {
        return best;
    }

    /** What stages and rule will remember if it is sent. */
    Chain.Memory remembered() {
        return remembered;
    }
}
