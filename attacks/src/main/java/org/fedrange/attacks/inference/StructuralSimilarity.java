package org.fedrange.attacks.inference;

import org.fedrange.learning.data.Picture;

/**
 * The structural similarity of two pictures: 1 for equal ones.
 *
 * <pre>
 * mean over windows and channels of (2 m_x m_y + c1) (2 s_xy + c2) / ((m_x^2 + m_y^2 + c1) (s_x^2 + s_y^2 + c2)),  c1 = (0.01 R)^2, c2 = (0.03 R)^2
 * </pre>
 *
 * <p>Windows of 11 x 11, or as large as a smaller picture, weighted by a Gaussian of deviation 1.5; only those that lie within the picture.
 *
 * <p>Example: a grey picture of 0 against one of R: m_x m_y = 0 and nothing varies, so c1 c2 / ((R^2 + c1) c2) = 0.0001 / 1.0001.
 *
 * <p>Source: Wang, Bovik, Sheikh, Simoncelli, "Image Quality Assessment: From Error Visibility to Structural Similarity", 2004.
 */
final class StructuralSimilarity {
    private static final int WINDOW = 11;
    private static final double DEVIATION = 1.5;

    private StructuralSimilarity() {}

    /** Of two pictures' features, within a range of values R. */
    static double of(float[] x, int atX, float[] y, int atY, Picture picture, double range) {
        int high = Math.min(WINDOW, picture.height());
        int wide = Math.min(WINDOW, picture.width());
        double[] weights = weights(high, wide);
        double sum = 0;
        int windows = 0;
        for (int channel = 0; channel < picture.channels(); channel++) {
            for (int top = 0; top + high <= picture.height(); top++) {
                for (int left = 0; left + wide <= picture.width(); left++) {
                    int at = (channel * picture.height() + top) * picture.width() + left;
                    sum += window(x, atX + at, y, atY + at, picture.width(), wide, weights, range);
                    windows++;
                }
            }
        }
        return sum / windows;
    }

    private static double window(float[] x, int atX, float[] y, int atY, int stride, int wide, double[] weights, double range) {
        double meanX = 0;
        double meanY = 0;
        double squaresX = 0;
        double squaresY = 0;
        double products = 0;
        for (int i = 0; i < weights.length; i++) {
            int offset = i / wide * stride + i % wide;
            double a = x[atX + offset];
            double b = y[atY + offset];
            meanX += weights[i] * a;
            meanY += weights[i] * b;
            squaresX += weights[i] * a * a;
            squaresY += weights[i] * b * b;
            products += weights[i] * a * b;
        }
        double c1 = 0.0001 * range * range;
        double c2 = 0.0009 * range * range;
        return (2 * meanX * meanY + c1) * (2 * (products - meanX * meanY) + c2)
                / ((meanX * meanX + meanY * meanY + c1) * (squaresX - meanX * meanX + squaresY - meanY * meanY + c2));
    }

    private static double[] weights(int high, int wide) {
        double[] weights = new double[high * wide];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            int row = i / wide;
            double down = row - (high - 1) / 2.0;
            double across = i % wide - (wide - 1) / 2.0;
            weights[i] = StrictMath.exp(-(down * down + across * across) / (2 * DEVIATION * DEVIATION));
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
