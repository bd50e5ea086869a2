package org.fedrange.defenses;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.Clipping;
import org.fedrange.defenses.privacy.DiscreteGaussian;
import org.fedrange.defenses.privacy.Gaussian;
import org.fedrange.defenses.privacy.Laplace;
import org.fedrange.defenses.privacy.LaplaceDraw;
import org.fedrange.defenses.privacy.Mechanism;
import org.fedrange.defenses.privacy.Skellam;
import org.fedrange.defenses.privacy.SkellamDraw;
import org.fedrange.learning.ClippingShape;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Ziggurat;

/**
 * Kinds of noise, each with the bound that its guarantee rests on. Bounding ({@link #constrain}) and noise ({@link #addNoise}) are separate steps: in the
 * central model every update is bounded and the sum is noised once, in the local model each hospital does both.
 */
public enum Noise {
    /** Normal noise on vectors of bounded Euclidean norm. */
    GAUSSIAN {
        @Override
        public ParameterVector constrain(ParameterVector vector, double bound, double scale) {
            return new Clipping(bound).clipped(vector);
        }

        @Override
        public ParameterVector addNoise(ParameterVector vector, double scale, RandomGenerator stream) {
            return Ziggurat.noised(vector, scale, stream);
        }

        @Override
        public Mechanism mechanism(double noiseMultiplier) {
            return new Gaussian(noiseMultiplier);
        }
    },
    /** Laplace noise on vectors whose magnitudes have a bounded sum. */
    LAPLACE {
        @Override
        public ParameterVector constrain(ParameterVector vector, double bound, double scale) {
            double[] block = new double[ParameterVector.BLOCK];
            double magnitude = 0;
            for (int from = 0; from < vector.size(); from += block.length) {
                int length = Math.min(block.length, vector.size() - from);
                vector.read(from, length, block);
                for (int i = 0; i < length; i++) {
                    magnitude += Math.abs(block[i]);
                }
            }
            return magnitude > bound ? vector.scaled(bound / magnitude) : vector;
        }

        @Override
        public ParameterVector addNoise(ParameterVector vector, double scale, RandomGenerator stream) {
            return changed(vector, coordinate -> coordinate + scale * LaplaceDraw.draw(stream));
        }

        @Override
        public Mechanism mechanism(double noiseMultiplier) {
            return new Laplace(noiseMultiplier);
        }
    },
    /**
     * Discrete Gaussian noise on the points of a grid, drawn without rounding, for vectors of bounded Euclidean norm: what is released lies on the grid whatever the
     * data, so that the last bits of a number, which give away what was below continuous noise, say nothing.
     */
    DISCRETE_GAUSSIAN {
        @Override
        public ParameterVector constrain(ParameterVector vector, double bound, double scale) {
            double width = grid(scale);
            // Toward zero, so that no norm grows.
            return changed(new Clipping(bound).clipped(vector), coordinate -> width * (long) (coordinate / width));
        }

        @Override
        public ParameterVector addNoise(ParameterVector vector, double scale, RandomGenerator stream) {
            double width = grid(scale);
            DiscreteGaussian noise = new DiscreteGaussian((long) Math.ceil(scale / width));
            // A mean of grid points times their number is one again but for rounding errors, which are far smaller than the grid.
            return changed(vector, coordinate -> width * (Math.rint(coordinate / width) + noise.draw(stream)));
        }

        @Override
        public Mechanism mechanism(double noiseMultiplier) {
            return new Gaussian(noiseMultiplier);
        }

        @Override
        public boolean whole() {
            return true;
        }
    },
    /** Skellam noise on the points of the same grid: a sum of such noise is such noise again. */
    SKELLAM {
        @Override
        public ParameterVector constrain(ParameterVector vector, double bound, double scale) {
            return DISCRETE_GAUSSIAN.constrain(vector, bound, scale);
        }

        @Override
        public ParameterVector addNoise(ParameterVector vector, double scale, RandomGenerator stream) {
            double width = grid(scale);
            SkellamDraw noise = new SkellamDraw(Math.ceil(scale / width));
            return changed(vector, coordinate -> width * (Math.rint(coordinate / width) + noise.draw(stream)));
        }

        @Override
        public Mechanism mechanism(double noiseMultiplier) {
            return new Skellam(noiseMultiplier, FINENESS);
        }

        @Override
        public boolean whole() {
            return true;
        }
    };

    private static final int FINENESS = 1024;

    /**
     * The vector, short enough.
     *
     * @param bound on the norm that this noise asks for
     * @param scale of the noise that will be added
     */
    public abstract ParameterVector constrain(ParameterVector vector, double bound, double scale);

    /** The same, for the whole vector or layer by layer, each within an even part of the bound. */
    public ParameterVector constrain(ParameterVector vector, double bound, double scale, ClippingShape shape, List<Integer> layers) {
        return shape.bounded(vector, layers, (part, parts) -> constrain(part, this == LAPLACE ? bound / parts : bound / Math.sqrt(parts), scale));
    }

    /** The vector with independent noise of this scale on each coordinate: for normal noise its standard deviation. */
    public abstract ParameterVector addNoise(ParameterVector vector, double scale, RandomGenerator stream);

    /** The noise as accountants know it. */
    public abstract Mechanism mechanism(double noiseMultiplier);

    /** Whether it is noise in whole numbers of steps of a grid. */
    public boolean whole() {
        return false;
    }

    /** Width of the grid: a power of two, so that multiples of it are exact numbers, and at most a {@value #FINENESS}th of the scale. */
    static double grid(double scale) {
        return Math.scalb(1.0, Math.getExponent(scale / FINENESS));
    }

    private interface Change {
        double of(double coordinate);
    }

    private static ParameterVector changed(ParameterVector vector, Change change) {
        return vector.filled((from, length, block) -> {
            vector.read(from, length, block);
            for (int i = 0; i < length; i++) {
                block[i] = change.of(block[i]);
            }
        });
    }
}
