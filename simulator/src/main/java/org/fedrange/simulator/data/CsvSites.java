package org.fedrange.simulator.data;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The real hospitals of a table's rows.
 *
 * @param names the hospitals, in order; empty where there are none
 * @param siteOf each row's index into them
 */
record CsvSites(List<String> names, int[] siteOf) {
    CsvSites {
        names = List.copyOf(names);
    }

    /** From a column, or from the files' names where {@code path} has a star, or none. */
    static CsvSites of(Table table, String path, @Nullable String column) {
        if (column != null) {
            return of(present(table, column));
        }
        int star = path.indexOf('*');
        if (star < 0) {
            return new CsvSites(List.of(), new int[0]);
        }
        int end = path.length() - star - 1;
        return of(table.rows().stream().map(row -> row.file().substring(star, row.file().length() - end)).toList());
    }

    private static CsvSites of(List<String> hospitals) {
        List<String> names = TextOrder.distinct(hospitals);
        var index = IntStream.range(0, names.size()).boxed().collect(Collectors.toMap(names::get, i -> i));
        return new CsvSites(names, hospitals.stream().mapToInt(index::get).toArray());
    }

    private static List<String> present(Table table, String column) {
        List<String> cells = table.cells(column);
        if (Set.copyOf(cells).contains("")) {
            throw table.refusal(cells.indexOf(""), column, "the hospital is missing; fill it in, or take the row out of the file");
        }
        return cells;
    }
}
