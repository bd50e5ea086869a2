package org.fedrange.simulator.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.fedrange.simulator.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Reads comma-separated values into a {@link Table}.
 *
 * @param separator the character between cells
 * @param columns the columns' names where the first line does not give them; else empty
 * @param missing texts that stand for a missing value; an empty cell always does
 */
record TableReader(char separator, List<String> columns, List<String> missing) {
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvReadFeature.TRIM_SPACES, CsvReadFeature.SKIP_EMPTY_LINES)
            .build();

    TableReader {
        columns = List.copyOf(columns);
        missing = List.copyOf(missing);
    }

    /**
     * The table in a text.
     *
     * @param file the name of its file, for refusals
     */
    Table read(String file, String text) {
        List<Table.Row> rows = new ArrayList<>(rows(file, text));
        List<String> names = !columns.isEmpty() || rows.isEmpty() ? columns : header(rows.removeFirst());
        if (rows.isEmpty()) {
            throw new Refusal(file + ": has no rows of data" + (columns.isEmpty() ? " below its header" : ""));
        }
        for (Table.Row row : rows) {
            if (row.cells().size() != names.size()) {
                throw row.refusal(row.cells().size() + " cells, but " + names.size() + " columns (" + String.join(", ", names)
                        + "); is the separator '" + separator + "' right, or a cell with a separator in it not quoted?");
            }
        }
        return new Table(names, rows.stream().map(this::cleared).toList());
    }

    /** The row with nothing in its missing cells. */
    private Table.Row cleared(Table.Row row) {
        return new Table.Row(row.file(), row.line(), row.cells().stream().map(cell -> missing.contains(cell) ? "" : cell).toList());
    }

    private static List<String> header(Table.Row row) {
        Set<String> seen = new HashSet<>();
        for (String name : row.cells()) {
            if (name.isEmpty()) {
                throw row.refusal("a column of the header has no name");
            }
            if (!seen.add(name)) {
                throw row.refusal("two columns of the header are called " + name);
            }
        }
        if (row.cells().stream().allMatch(NumberText::is)) {
            throw row.refusal("the header holds numbers only; if the file has no header, give the names in columns");
        }
        return row.cells();
    }

    private List<Table.Row> rows(String file, String text) {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        List<Table.Row> rows = new ArrayList<>();
        try (JsonParser parser = MAPPER.reader(schema).createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    rows.add(row(file, parser));
                }
            }
        }
        return rows;
    }

    private static Table.Row row(String file, JsonParser parser) {
        int line = parser.currentLocation().getLineNr();
        List<String> cells = new ArrayList<>();
        try {
            while (parser.nextToken() == JsonToken.VALUE_STRING) {
                // The first cell's: a later one may stand behind a line break in quotes.
                line = cells.isEmpty() ? parser.currentTokenLocation().getLineNr() : line;
                cells.add(parser.getString().strip());
            }
        } catch (JacksonException e) {
            // Not the line where the parser gave up, which for an open quote is the end of the file.
            throw new Refusal(file + ", line " + line + ": " + e.getOriginalMessage(), e);
        }
        return new Table.Row(file, line, cells);
    }
}
