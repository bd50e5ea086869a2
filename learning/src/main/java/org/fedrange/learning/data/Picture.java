package org.fedrange.learning.data;

/**
 * How the features of an example lie in a picture: channel by channel, row by row.
 *
 * <p>Example: Fashion-MNIST's 784 features are 1 channel of 28 x 28.
 *
 * @param channels number of channels; 1 for grey pictures
 * @param height number of rows
 * @param width number of columns
 */
public record Picture(int channels, int height, int width) {

    /** Number of features. */
    public int size() {
        return channels * height * width;
    }
}
