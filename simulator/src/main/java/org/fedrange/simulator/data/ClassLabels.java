package org.fedrange.simulator.data;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.fedrange.simulator.Refusal;

/**
 * Texts of a label column as classes: each value a class, or some values against the others.
 *
 * <p>Example: values 0, 1, 2 with positive 1 and 2 are the classes "0" and "1 or 2". 0 and 0.0 are one value.
 *
 * @param column the label column
 * @param values the different values, in order
 * @param positive those of the second class; empty where each is a class
 */
record ClassLabels(String column, List<String> values, List<String> positive) {
    private static final int MOST = 100;

    ClassLabels {
        values = List.copyOf(values);
        positive = List.copyOf(positive);
    }

    /** The classes in a column of a table. */
    static ClassLabels of(Table table, String column, List<String> positive) {
        ClassLabels labels =
                new ClassLabels(column, TextOrder.distinct(values(table, column)), positive.stream().map(ClassLabels::canonical).toList());
        String file = table.rows().getFirst().file() + ", column " + column + ": ";
        for (String value : labels.positive) {
            if (!labels.values.contains(value)) {
                throw new Refusal(file + "no row has the positive value \"" + value + "\"; values: " + labels.shown());
            }
        }
        if (labels.names().size() < 2 || labels.positive.size() == labels.values.size()) {
            throw new Refusal(file + "all rows are of one class, values: " + labels.shown() + "; two are needed");
        }
        if (labels.names().size() > MOST) {
            throw new Refusal(file + labels.values.size() + " different labels, at most " + MOST
                    + " are classes; is it a measured number? Then name values of interest in positive");
        }
        return labels;
    }

    /** The classes' names, in label order. */
    List<String> names() {
        if (positive.isEmpty()) {
            return values;
        }
        List<String> negative = values.stream().filter(value -> !positive.contains(value)).toList();
        return List.of(String.join(" or ", negative), String.join(" or ", values.stream().filter(positive::contains).toList()));
    }

    /** The labels of a table's rows. */
    int[] labels(Table table) {
        List<String> texts = values(table, column);
        int[] labels = new int[texts.size()];
        for (int row = 0; row < labels.length; row++) {
            int index = values.indexOf(texts.get(row));
            if (index < 0) {
                throw table.refusal(row, column, "the label \"" + texts.get(row) + "\" is not among the training examples': " + shown());
            }
            labels[row] = positive.isEmpty() ? index : positive.contains(values.get(index)) ? 1 : 0;
        }
        return labels;
    }

    private String shown() {
        List<String> first = values.subList(0, Math.min(10, values.size()));
        return String.join(", ", first) + (first.size() < values.size() ? ", ..." : "");
    }

    private static List<String> values(Table table, String column) {
        List<String> cells = table.cells(column);
        List<String> values = new ArrayList<>();
        for (int row = 0; row < cells.size(); row++) {
            if (cells.get(row).isEmpty()) {
                throw table.refusal(row, column, "the label is missing; take the row out of the file");
            }
            values.add(canonical(cells.get(row)));
        }
        return values;
    }

    private static String canonical(String text) {
        return NumberText.is(text) ? new BigDecimal(text).stripTrailingZeros().toPlainString() : text;
    }
}
