package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Patients in a file of Weka's format, ARFF, dense or sparse.
 *
 * <p>Numeric attributes are features as they are, nominal ones one feature for each category in the data. Missing numbers:
 * {@link MeanImputation}; missing categories are a category. What cannot be understood is refused with its line and attribute.
 *
 * <p>Example: {@code {kind: arff, path: diabetes.arff, label: class, positive: [tested_positive]}}.
 *
 * <p>Source: Weka, "Attribute-Relation File Format", stable version.
 */
public record Arff(
        @Parameter("the file") String path,
        @Parameter("attribute that is to be predicted") String label,
        @Parameter(value = "attribute of the hospital", derived = "none: the data has no real hospitals") @Nullable String hospital,
        @Parameter(value = "labels that make up the second of two classes, against all others; empty: each label is a class", byDefault = "[]")
                List<String> positive,
        @Parameter(value = "attributes that are no features", byDefault = "[]") List<String> ignore,
        @Parameter(value = "file of test examples, with the same attributes", derived = "none: the data is cross-validated")
                @Nullable String test)
        implements DataSource {
    public Arff {
        positive = List.copyOf(positive);
        ignore = List.copyOf(ignore);
        Parameters.check(Arff.class, path, label, hospital, positive, ignore, test);
        Tabular.refuseTwoRoles(label, Optional.ofNullable(hospital), List.of(), ignore);
    }

    @Override
    public Dataset read(Path folder, Streams streams) {
        ArffReader training = new ArffReader(path, new CsvFile(path, "", folder.resolve(path)).text());
        Table rows = training.table();
        Optional<Table> tests = Optional.ofNullable(test).map(file -> tests(folder, file, training));
        List<String> categorical = new ArrayList<>(training.nominal());
        categorical.removeIf(column -> column.equals(label) || column.equals(hospital) || ignore.contains(column));
        Tabular tabular = new Tabular(path, label, Optional.ofNullable(hospital), positive, categorical, ignore);
        return tabular.dataset(rows, tests, List.of(Tabular.ownData(path, rows, Optional.ofNullable(test))));
    }

    private static Table tests(Path folder, String file, ArffReader training) {
        ArffReader reader = new ArffReader(file, new CsvFile(file, "", folder.resolve(file)).text());
        Table table = reader.table();
        if (!reader.attributes().equals(training.attributes())) {
            throw new Refusal(file + ": its attributes are not those of the training examples");
        }
        return table;
    }
}
