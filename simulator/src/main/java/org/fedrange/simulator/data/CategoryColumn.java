package org.fedrange.simulator.data;

import java.util.List;
import java.util.Optional;

/**
 * A column of categories is one feature of 0 and 1 for each, and one more for missing where some are.
 *
 * <p>Example: f, m, missing: the features {@code sex = f}, {@code sex = m}, {@code sex missing}.
 *
 * @param categories the different values, in order
 * @param missing number of rows without one
 * @param size number of rows
 */
record CategoryColumn(String column, List<String> categories, int missing, int size) implements FeatureColumn {
    CategoryColumn {
        categories = List.copyOf(categories);
    }

    /** The column with all categories of these rows. */
    static CategoryColumn of(Table all, String column) {
        List<String> present = all.cells(column).stream().filter(cell -> !cell.isEmpty()).toList();
        int size = all.rows().size();
        return new CategoryColumn(column, TextOrder.distinct(present), size - present.size(), size);
    }

    @Override
    public void addTo(FeatureTable features, Table table) {
        List<String> cells = table.cells(column);
        for (String category : categories) {
            features.add(column + " = " + category, where(cells, category));
        }
        if (missing > 0) {
            features.add(column + " missing", where(cells, ""));
        }
    }

    private static double[] where(List<String> cells, String value) {
        return cells.stream().mapToDouble(cell -> cell.equals(value) ? 1 : 0).toArray();
    }

    @Override
    public Optional<String> note() {
        return missing == 0
                ? Optional.empty()
                : Optional.of(column + ": " + missing + " of " + size + " values missing, a category of their own");
    }
}
