package org.fedrange.simulator.data;

import java.util.List;
import java.util.stream.Stream;
import org.fedrange.simulator.Refusal;

/**
 * The cells of one or more files of the same columns, as text; empty where a value is missing.
 *
 * @param columns the columns' names
 * @param rows the rows, each with one cell a column
 */
record Table(List<String> columns, List<Row> rows) {
    Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * One row.
     *
     * @param file the file it stands in
     * @param line its first line, from 1
     * @param cells its texts
     */
    record Row(String file, int line, List<String> cells) {
        Row {
            cells = List.copyOf(cells);
        }

        /** A refusal of the whole row. */
        Refusal refusal(String why) {
            return new Refusal(file + ", line " + line + ": " + why);
        }
    }

    /** The rows of this table, then those of another of the same columns. */
    Table and(Table other) {
        if (!other.columns.equals(columns)) {
            throw new Refusal(other.rows.getFirst().file() + ": its columns are " + String.join(", ", other.columns) + ", but those of "
                    + rows.getFirst().file() + " are " + String.join(", ", columns));
        }
        return new Table(columns, Stream.concat(rows.stream(), other.rows.stream()).toList());
    }

    /** The texts of one column, row by row. */
    List<String> cells(String column) {
        int index = columns.indexOf(column);
        return rows.stream().map(row -> row.cells().get(index)).toList();
    }

    /** A refusal of one cell. */
    Refusal refusal(int row, String column, String why) {
        Row refused = rows.get(row);
        return new Refusal(refused.file() + ", line " + refused.line() + ", column " + column + ": " + why);
    }
}
