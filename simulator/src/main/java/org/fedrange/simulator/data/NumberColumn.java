package org.fedrange.simulator.data;

import java.util.List;
import java.util.Optional;

/** A column of numbers is one feature, and another where values are often missing: see {@link MeanImputation}. */
record NumberColumn(String column, MeanImputation imputation) implements FeatureColumn {

    /** The column, its mean taken from the training rows. */
    static NumberColumn of(Table all, Table training, String column, int[] siteOf) {
        refuseTexts(all, column);
        return new NumberColumn(column, MeanImputation.of(numbers(training, column), siteOf));
    }

    private static void refuseTexts(Table all, String column) {
        List<String> cells = all.cells(column);
        long numbers = cells.stream().filter(NumberText::is).count();
        for (int row = 0; row < cells.size(); row++) {
            String cell = cells.get(row);
            if (!cell.isEmpty() && !NumberText.is(cell)) {
                throw all.refusal(row, column, "must be a number, as in " + numbers + " other rows, got \"" + cell
                        + "\"; mend it, add it to missing, or add " + column + " to categorical or ignore");
            }
        }
    }

    private static double[] numbers(Table table, String column) {
        return table.cells(column).stream()
                .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : NumberText.parse(cell))
                .toArray();
    }

    @Override
    public void addTo(FeatureTable features, Table table) {
        imputation.addTo(features, column, numbers(table, column));
    }

    @Override
    public Optional<String> note() {
        return imputation.note(column);
    }
}
