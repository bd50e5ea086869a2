package org.fedrange.simulator;

import java.util.List;

/**
 * A figure to draw of a study: for each pair of values of two axes the worst the adversary can do against the best the defender can choose.
 *
 * @param rows path of the axis that goes down
 * @param columns path of the axis that goes across
 * @param worstOver paths the adversary chooses among; may be empty
 * @param bestOver paths the defender chooses among; may be empty
 * @param rowLabels labels of the rows
 * @param columnLabels labels of the columns
 * @param fields row by row, one for each column
 */
public record WorstCase(
        String rows, String columns, List<String> worstOver, List<String> bestOver, List<String> rowLabels, List<String> columnLabels,
        List<List<Claim.Arm>> fields) {
    public WorstCase {
        worstOver = List.copyOf(worstOver);
        bestOver = List.copyOf(bestOver);
        rowLabels = List.copyOf(rowLabels);
        columnLabels = List.copyOf(columnLabels);
        fields = fields.stream().map(List::copyOf).toList();
    }
}
