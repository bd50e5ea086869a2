package org.fedrange.aggregation;

import java.util.Arrays;

/** Counts, coordinate by coordinate, the signs of the updates. */
final class SignVotes {
    private final Rows rows;
    private final double[][] signs;
    private final long[] withTheMajority;

    SignVotes(Rows rows) {
        this.rows = rows;
        this.signs = new double[rows.count][Rows.BLOCK];
        this.withTheMajority = new long[rows.count];
    }

    /** Writes the sum of the signs of a block of columns, positive where more updates grow than fall. */
    void count(int from, int length, double[] votes) {
        Arrays.fill(votes, 0);
        for (int i = 0; i < signs.length; i++) {
            rows.read(i, from, length, signs[i]);
            for (int k = 0; k < length; k++) {
                signs[i][k] = Math.signum(signs[i][k]);
                votes[k] += signs[i][k];
            }
        }
        for (int i = 0; i < signs.length; i++) {
            for (int k = 0; k < length; k++) {
                withTheMajority[i] += signs[i][k] == Math.signum(votes[k]) ? 1 : 0;
            }
        }
    }

    /** For each update the part of the columns counted in which its sign is that of the majority. */
    double[] agreement() {
        return Arrays.stream(withTheMajority).mapToDouble(many -> (double) many / rows.columns).toArray();
    }
}
