package org.fedrange.learning.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Single precision in vectors. No sum runs across a vector, so that its width, which depends on the CPU, decides no bit.
 */
public final class FloatConvolution implements ConvolutionKernel<float[]> {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int STEP = SPECIES.length();
    /** Numbers of an example that are brought to lanes at a time, so that what is written stays in the fastest cache. */
    private static final int BLOCK = 64;

    @Override
    public void clear(float[] x, int at, int length) {
        Arrays.fill(x, at, at + length, 0);
    }

    @Override
    public void accumulate(int length, float[] from, int atFrom, float[] to, int atTo) {
        int i = 0;
        for (; i <= length - STEP; i += STEP) {
            FloatVector.fromArray(SPECIES, to, atTo + i).add(FloatVector.fromArray(SPECIES, from, atFrom + i)).intoArray(to, atTo + i);
        }
        for (; i < length; i++) {
            to[atTo + i] += from[atFrom + i];
        }
    }

    @Override
    public void interleave(int width, int lanes, int stride, float[] from, int atFrom, float[] to, int atTo) {
        for (int start = 0; start < width; start += BLOCK) {
            int end = Math.min(width, start + BLOCK);
            for (int lane = 0; lane < lanes; lane++) {
                int at = atFrom + lane * stride;
                for (int i = start; i < end; i++) {
                    to[atTo + i * lanes + lane] = from[at + i];
                }
            }
        }
    }

    @Override
    public void separate(int width, int lanes, int stride, float[] from, int atFrom, float[] to, int atTo) {
        for (int start = 0; start < width; start += BLOCK) {
            int end = Math.min(width, start + BLOCK);
            for (int lane = 0; lane < lanes; lane++) {
                int at = atTo + lane * stride;
                for (int i = start; i < end; i++) {
                    to[at + i] = from[atFrom + i * lanes + lane];
                }
            }
        }
    }

    @Override
    public void pool(
            Window window, int lanes, float[] sums, int atSums, int pitch, float[] bias, int atBias, float[] result, int atResult,
            float[] choices, int atChoices) {
        int places = window.height() * window.width();
        float floor = window.floor();
        for (int column = 0; column < window.count(); column++) {
            int first = atSums + column * window.width() * lanes;
            int at = column * lanes;
            int lane = 0;
            for (; lane <= lanes - STEP; lane += STEP) {
                FloatVector largest = FloatVector.fromArray(SPECIES, sums, first + lane);
                FloatVector choice = FloatVector.zero(SPECIES);
                for (int place = 1; place < places; place++) {
                    int other = first + lane + place / window.width() * pitch + place % window.width() * lanes;
                    FloatVector value = FloatVector.fromArray(SPECIES, sums, other);
                    VectorMask<Float> larger = value.compare(VectorOperators.GT, largest);
                    largest = largest.blend(value, larger);
                    choice = choice.blend(place, larger);
                }
                FloatVector activation = largest.add(bias[atBias]);
                activation.blend(floor, activation.compare(VectorOperators.LT, floor)).intoArray(result, atResult + at + lane);
                FloatVector none = FloatVector.broadcast(SPECIES, -1);
                none.blend(choice, activation.compare(VectorOperators.GT, floor)).intoArray(choices, atChoices + at + lane);
            }
            for (; lane < lanes; lane++) {
                poolOne(window, lanes, sums, first + lane, pitch, bias[atBias], result, atResult + at + lane, choices, atChoices + at + lane);
            }
        }
    }

    private static void poolOne(
            Window window, int lanes, float[] sums, int first, int pitch, float bias, float[] result, int atResult, float[] choices,
            int atChoice) {
        float largest = sums[first];
        int choice = 0;
        for (int place = 1; place < window.height() * window.width(); place++) {
            float value = sums[first + place / window.width() * pitch + place % window.width() * lanes];
            if (value > largest) {
                largest = value;
                choice = place;
            }
        }
        float activation = largest + bias;
        result[atResult] = activation < window.floor() ? window.floor() : activation;
        choices[atChoice] = activation > window.floor() ? choice : -1;
    }

    @Override
    public void unpool(
            Window window, int lanes, int row, float[] errors, int atErrors, float[] choices, int atChoices, float[] sums, int atSums) {
        for (int column = 0; column < window.count() * window.width(); column++) {
            float place = row * window.width() + column % window.width();
            int at = column / window.width() * lanes;
            int to = atSums + column * lanes;
            int lane = 0;
            for (; lane <= lanes - STEP; lane += STEP) {
                VectorMask<Float> chosen = FloatVector.fromArray(SPECIES, choices, atChoices + at + lane).compare(VectorOperators.EQ, place);
                FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, errors, atErrors + at + lane), chosen).intoArray(sums, to + lane);
            }
            for (; lane < lanes; lane++) {
                sums[to + lane] = choices[atChoices + at + lane] == place ? errors[atErrors + at + lane] : 0;
            }
        }
    }

    @Override
    public void addPassing(int columns, int lanes, float[] errors, int atErrors, float[] choices, int atChoices, float[] sums) {
        for (int column = 0; column < columns; column++) {
            int at = column * lanes;
            int lane = 0;
            for (; lane <= lanes - STEP; lane += STEP) {
                VectorMask<Float> passing = FloatVector.fromArray(SPECIES, choices, atChoices + at + lane).compare(VectorOperators.GE, 0);
                FloatVector passed = FloatVector.zero(SPECIES).blend(FloatVector.fromArray(SPECIES, errors, atErrors + at + lane), passing);
                FloatVector.fromArray(SPECIES, sums, lane).add(passed).intoArray(sums, lane);
            }
            for (; lane < lanes; lane++) {
                sums[lane] += choices[atChoices + at + lane] >= 0 ? errors[atErrors + at + lane] : 0;
            }
        }
    }

    @Override
    public void sigmoid(int length, float[] x, int at) {
        for (int i = at; i < at + length; i++) {
            x[i] = (float) (1 / (1 + StrictMath.exp(-x[i])));
        }
    }

    @Override
    public void sigmoidGradient(int length, float[] errors, int atErrors, float[] results, int atResults) {
        for (int i = 0; i < length; i++) {
            errors[atErrors + i] *= results[atResults + i] * (1 - results[atResults + i]);
        }
    }

    @Override
    public void total(int length, float[] x, float[] to, int atTo) {
        float sum = to[atTo];
        for (int i = 0; i < length; i++) {
            sum += x[i];
        }
        to[atTo] = sum;
    }
}
