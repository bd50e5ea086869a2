package org.fedrange.simulator.data;

import java.util.List;
import java.util.Optional;
import org.fedrange.simulator.Refusal;

/** How one column of a file becomes features, the same way for training and test examples. */
sealed interface FeatureColumn permits NumberColumn, CategoryColumn {
    /** A text column with more values than this is taken for an identifier or remarks, unless the user calls it categorical. */
    int MOST_CATEGORIES = 100;

    /** Adds the column's features of these rows. */
    void addTo(FeatureTable features, Table table);

    /** What a reader of the results must know about missing values. */
    Optional<String> note();

    /**
     * Numbers where all values are numbers, categories where none is or the user says so. Anything between is refused: one mistyped
     * number would make hundreds of categories.
     *
     * @param all all rows, training and test: both must have the same features
     * @param training the rows from which statistics are taken
     * @param siteOf hospitals of the training rows; empty where there are none
     */
    static FeatureColumn of(Table all, Table training, String column, boolean categorical, int[] siteOf) {
        List<String> present = all.cells(column).stream().filter(cell -> !cell.isEmpty()).toList();
        long numbers = present.stream().filter(NumberText::is).count();
        String where = training.rows().getFirst().file() + ", column " + column + ": ";
        if (training.cells(column).stream().allMatch(String::isEmpty)) {
            throw new Refusal(where + "no row has a value; add " + column + " to ignore");
        }
        if (!categorical && numbers > 0) {
            return NumberColumn.of(all, training, column, siteOf);
        }
        CategoryColumn categories = CategoryColumn.of(all, column);
        if (!categorical && categories.categories().size() > MOST_CATEGORIES) {
            throw new Refusal(where + categories.categories().size() + " different texts; add " + column
                    + " to ignore, or to categorical if they are categories all the same");
        }
        return categories;
    }
}
