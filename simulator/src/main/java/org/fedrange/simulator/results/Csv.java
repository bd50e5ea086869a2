package org.fedrange.simulator.results;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SequenceWriter;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvWriteFeature;

/** A table as comma-separated values with a header; absent values are empty, numbers are exact. */
public final class Csv {
    private static final CsvMapper CSV =
            CsvMapper.builder().enable(CsvWriteFeature.STRICT_CHECK_FOR_QUOTING).build();

    private final int columns;
    private final List<String[]> rows = new ArrayList<>();

    /** A table with this header and no rows. */
    public Csv(List<String> header) {
        columns = header.size();
        rows.add(header.toArray(String[]::new));
    }

    /** Adds a row: a value for each column. */
    public void row(List<? extends @Nullable Object> values) {
        if (values.size() != columns) {
            throw new IllegalStateException(values.size() + " values for " + columns + " columns: " + values);
        }
        rows.add(values.stream().map(value -> value == null ? "" : value.toString()).toArray(String[]::new));
    }

    /** The table as a file's content. */
    public String text() {
        StringWriter text = new StringWriter();
        try (SequenceWriter writer = CSV.writerFor(String[].class).writeValues(text)) {
            for (String[] row : rows) {
                writer.write(row);
            }
        }
        return text.toString();
    }

    /** A row's values, of which some may be absent. */
    public static List<@Nullable Object> list(@Nullable Object... values) {
        return new ArrayList<>(Arrays.asList(values));
    }
}
