package org.fedrange.simulator.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;
import org.fedrange.simulator.Refusal;

/**
 * What the columns of a table are to learning, and the data set they make.
 *
 * @param name the data's name; a star in it stands for the hospital in the names of the table's files
 * @param label column of what is to be predicted
 * @param hospital column of the hospital, if any
 * @param positive labels that make up the second of two classes; empty: each label is a class
 * @param categorical columns of numbers that are categories
 * @param ignore columns that are no features
 */
record Tabular(
        String name, String label, Optional<String> hospital, List<String> positive, List<String> categorical, List<String> ignore) {
    Tabular {
        positive = List.copyOf(positive);
        categorical = List.copyOf(categorical);
        ignore = List.copyOf(ignore);
    }

    /** Refuses a column that is to be two things. */
    static void refuseTwoRoles(String label, Optional<String> hospital, List<String> categorical, List<String> ignore) {
        List<String> roles = new ArrayList<>(ignore);
        roles.addAll(categorical);
        roles.add(label);
        hospital.ifPresent(roles::add);
        for (int i = 0; i < roles.size(); i++) {
            if (roles.indexOf(roles.get(i)) < i) {
                throw new IllegalArgumentException(
                        "the column " + roles.get(i) + " is named twice; label, hospital, categorical and ignore exclude each other");
            }
        }
    }

    /** The note on data that a user brought. */
    static String ownData(String path, Table training, Optional<String> test) {
        return "the user's own data: " + path + ", " + training.rows().size() + " rows" + test.map(file -> "; test examples: " + file).orElse("");
    }

    /**
     * The data set.
     *
     * @param source notes on where it comes from; those on missing values follow
     */
    Dataset dataset(Table training, Optional<Table> tests, List<String> source) {
        refuseUnknownColumns(training);
        CsvSites sites = CsvSites.of(training, name, hospital.orElse(null));
        ClassLabels classes = ClassLabels.of(training, label, positive);
        List<FeatureColumn> features = features(tests.map(training::and).orElse(training), training, sites.siteOf());
        Examples examples = table(features, training).examples(classes.labels(training));
        Optional<Examples> testExamples = tests.map(rows -> table(features, rows).examples(classes.labels(rows)));
        List<String> names = table(features, training).names();
        ContentDigest digest = new ContentDigest().add(examples).add(sites.siteOf()).add(sites.names()).add(names).add(classes.names());
        testExamples.ifPresent(digest::add);
        List<String> notes = new ArrayList<>(source);
        features.forEach(feature -> feature.note().ifPresent(notes::add));
        return new Dataset(
                name, examples, testExamples, classes.names(), names, Scaling.STANDARDISED, sites.names(), sites.siteOf(), digest.hex(), notes);
    }

    private void refuseUnknownColumns(Table table) {
        Stream.of(List.of(label), hospital.map(List::of).orElse(List.of()), categorical, ignore)
                .flatMap(List::stream)
                .filter(column -> !table.columns().contains(column))
                .forEach(column -> {
                    throw new Refusal(table.rows().getFirst().file() + ": there is no column " + column + "; columns: "
                            + String.join(", ", table.columns()));
                });
    }

    private List<FeatureColumn> features(Table all, Table training, int[] siteOf) {
        List<FeatureColumn> features = training.columns().stream()
                .filter(column -> !column.equals(label) && !hospital.equals(Optional.of(column)) && !ignore.contains(column))
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
}
