package org.fedrange.learning.kernel;

/**
 * A picture with a border of zeros around each of its channels; a sequence is a picture of height 1.
 *
 * @param channels number of channels
 * @param height rows without the border
 * @param width columns without the border
 * @param above rows of border above, and as many below
 * @param beside columns of border to the left, and as many to the right
 */
public record Frame(int channels, int height, int width, int above, int beside) {

    /** Numbers of one example without the border. */
    public int inner() {
        return channels * height * width;
    }

    /** Numbers of one example with the border. */
    public int size() {
        return channels * rows() * columns();
    }

    /** Rows with the border. */
    public int rows() {
        return height + 2 * above;
    }

    /** Columns with the border. */
    public int columns() {
        return width + 2 * beside;
    }

    /** Index of a row's first inner number. */
    public int row(int channel, int y) {
        return (channel * rows() + above + y) * columns() + beside;
    }

    /** Index of a number, counted with the border. */
    public int bordered(int channel, int y, int x) {
        return (channel * rows() + y) * columns() + x;
    }
}
