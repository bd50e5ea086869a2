package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;
import org.fedrange.simulator.Refusal;
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
        refuseTwoRoles(label, hospital, categorical, ignore);
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

    private static void refuseTwoRoles(String label, @Nullable String hospital, List<String> categorical, List<String> ignore) {
        List<String> roles = new ArrayList<>(ignore);
        roles.addAll(categorical);
        roles.add(label);
        roles.addAll(hospital == null ? List.of() : List.of(hospital));
        for (int i = 0; i < roles.size(); i++) {
            if (roles.indexOf(roles.get(i)) < i) {
                throw new IllegalArgumentException(
                        "the column " + roles.get(i) + " is named twice; label, hospital, categorical and ignore exclude each other");
            }
        }
    }

    @Override
    public Dataset read(Path folder, Streams streams) {
        Table training = table(folder, path);
        refuseUnknownColumns(training);
        Optional<Table> tests = Optional.ofNullable(test).map(file -> table(folder, file));
        CsvSites sites = CsvSites.of(training, path, hospital);
        ClassLabels classes = ClassLabels.of(training, label, positive);
        List<FeatureColumn> features = features(tests.map(training::and).orElse(training), training, sites.siteOf());
        Examples examples = table(features, training).examples(classes.labels(training));
        Optional<Examples> testExamples = tests.map(rows -> table(features, rows).examples(classes.labels(rows)));
        List<String> names = table(features, training).names();
        ContentDigest digest = new ContentDigest().add(examples).add(sites.siteOf()).add(sites.names()).add(names).add(classes.names());
        testExamples.ifPresent(digest::add);
        return new Dataset(
                path, examples, testExamples, classes.names(), names, Scaling.STANDARDISED, sites.names(), sites.siteOf(), digest.hex(),
                notes(training, features));
    }

    private Table table(Path folder, String written) {
        TableReader reader = new TableReader(separator.charAt(0), columns, missing);
        return CsvFile.find(folder, written).stream()
                .map(file -> reader.read(file.name(), file.text()))
                .reduce(Table::and)
                .orElseThrow();
    }

    private void refuseUnknownColumns(Table table) {
        Stream.of(List.of(label), hospital == null ? List.<String>of() : List.of(hospital), categorical, ignore)
                .flatMap(List::stream)
                .filter(column -> !table.columns().contains(column))
                .forEach(column -> {
                    throw new Refusal(table.rows().getFirst().file() + ": there is no column " + column + "; columns: "
                            + String.join(", ", table.columns()) + (columns.isEmpty() ? " (from its first line)" : ""));
                });
    }

    private List<FeatureColumn> features(Table all, Table training, int[] siteOf) {
        List<FeatureColumn> features = training.columns().stream()
                .filter(column -> !column.equals(label) && !column.equals(hospital) && !ignore.contains(column))
                .map(column -> FeatureColumn.of(all, training, column, categorical.contains(column), siteOf))
                .toList();
        if (features.isEmpty()) {
            throw new Refusal(training.rows().getFirst().file() + ": no column is left to predict from; columns: "
                    + String.join(", ", training.columns()));
        }
        return features;
    }

    private static FeatureTable table(List<FeatureColumn> columns, Table rows) {
        FeatureTable features = new FeatureTable();
        columns.forEach(column -> column.addTo(features, rows));
        return features;
    }

    private List<String> notes(Table training, List<FeatureColumn> features) {
        List<String> notes = new ArrayList<>();
        notes.add("the user's own data: " + path + ", " + training.rows().size() + " rows" + (test == null ? "" : "; test examples: " + test));
        features.forEach(feature -> feature.note().ifPresent(notes::add));
        return notes;
    }
}
