package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * Patients in a file of comma-separated values of the user's own, UTF-8, one row each.
 *
 * <p>Columns of numbers are features as they are, other columns one feature for each category. Missing numbers: {@link MeanImputation};
 * missing categories are a category. Everything that cannot be understood is refused with its line and column.
 *
 * <p>Hospitals are a column of the file; or one file each, where {@code path} has a star in the place of the hospital's name.
 *
 * <p>Example: {@code {kind: csv, path: patients.csv, label: died, hospital: clinic, ignore: [id]}}.
 *
 * <p>Source: RFC 4180, with any separator.
 */
public record Csv(
        @Parameter("the file; a star stands for the hospital in the names of several files") String path,
        @Parameter("column of what is to be predicted") String label,
        @Parameter(value = "column of the hospital", derived = "the star in path; without one, the data has no real hospitals")
                @Nullable String hospital,
        @Parameter(value = "labels that make up the second of two classes, against all others; empty: each label is a class", byDefault = "[]")
                List<String> positive,
        @Parameter(value = "columns of numbers that are categories", byDefault = "[]") List<String> categorical,
        @Parameter(value = "columns that are no features", byDefault = "[]") List<String> ignore,
        @Parameter(value = "names of the columns of a file without header; empty: its first line is the header", byDefault = "[]")
                List<String> columns,
        @Parameter(value = "texts that stand for a missing value; an empty cell always does", byDefault = "[\"\", NA, \"?\"]")
                List<String> missing,
        @Parameter(value = "character between cells", byDefault = "\",\"") String separator,
        @Parameter(value = "file of test examples, with the same columns", derived = "none: the data is cross-validated") @Nullable String test)
        implements DataSource {
    public Csv {
        positive = List.copyOf(positive);
        categorical = List.copyOf(categorical);
        ignore = List.copyOf(ignore);
        columns = List.copyOf(columns);
        missing = List.copyOf(missing);
        Parameters.check(Csv.class, path, label, hospital, positive, categorical, ignore, columns, missing, separator, test);
        if (separator.length() != 1 || separator.equals("\"") || separator.equals("\n") || separator.equals("\r")) {
            throw new IllegalArgumentException("separator must be one character, such as \",\", \";\" or \"\\t\", got \"" + separator + "\"");
        }
        refuseStars("path", path);
        refuseStars("test", test == null ? "" : test);
        if (path.contains("*") && hospital != null) {
            throw new IllegalArgumentException("the hospital is either the star in path or the column " + hospital + "; leave one out");
        }
        Tabular.refuseTwoRoles(label, Optional.ofNullable(hospital), categorical, ignore);
        if (new HashSet<>(columns).size() < columns.size() || columns.contains("")) {
            throw new IllegalArgumentException("columns must be different names, got " + String.join(", ", columns));
        }
    }

    private static void refuseStars(String key, String path) {
        int star = path.indexOf('*');
        if (star >= 0 && (path.indexOf('*', star + 1) >= 0 || path.substring(star).contains("/"))) {
            throw new IllegalArgumentException(key + " may have one star, in the name of the files, got \"" + path + "\"");
        }
    }

    @Override
    public Dataset read(Path folder, Streams streams) {
        Table training = table(folder, path);
        Optional<Table> tests = Optional.ofNullable(test).map(file -> table(folder, file));
        Tabular tabular = new Tabular(path, label, Optional.ofNullable(hospital), positive, categorical, ignore);
        return tabular.dataset(training, tests, List.of(Tabular.ownData(path, training, Optional.ofNullable(test))));
    }

    private Table table(Path folder, String written) {
        TableReader reader = new TableReader(separator.charAt(0), columns, missing);
        return CsvFile.find(folder, written).stream()
                .map(file -> reader.read(file.name(), file.text()))
                .reduce(Table::and)
                .orElseThrow();
    }
}
