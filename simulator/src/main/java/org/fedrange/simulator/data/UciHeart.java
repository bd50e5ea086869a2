package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;

/**
 * UCI Heart Disease: patients of four hospitals (Cleveland, Hungarian Institute, Switzerland, VA Long Beach), to be told whether a coronary
 * artery is narrowed. The user brings the four files {@code processed.*.data} of the UCI Machine Learning Repository.
 *
 * <p>A cholesterol or a blood pressure of 0 is missing. Missing values: {@link MeanImputation}. Slope, vessels and thal, missing in most rows
 * outside Cleveland, are left out unless {@code ignore} says otherwise.
 *
 * <p>Example: {@code {kind: uci-heart, folder: heart-disease}} has 303, 294, 123 and 200 patients.
 *
 * <p>Source: Janosi, Steinbrunn, Pfisterer, Detrano, UCI Machine Learning Repository, 1989, CC BY 4.0.
 */
public record UciHeart(
        @Parameter("folder of the files processed.cleveland.data, processed.hungarian.data, processed.switzerland.data, processed.va.data")
                String folder,
        @Parameter(value = "columns that are no features", byDefault = "[slope, ca, thal]") List<String> ignore)
        implements DataSource {
    private static final List<String> COLUMNS = List.of(
            "age", "sex", "cp", "trestbps", "chol", "fbs", "restecg", "thalach", "exang", "oldpeak", "slope", "ca", "thal", "num");
    private static final List<String> CATEGORICAL = List.of("cp", "restecg", "slope", "thal");
    private static final Set<String> NEVER_ZERO = Set.of("chol", "trestbps");

    public UciHeart {
        ignore = List.copyOf(ignore);
        Parameters.check(UciHeart.class, folder, ignore);
        Tabular.refuseTwoRoles("num", Optional.empty(), List.of(), ignore);
    }

    @Override
    public Dataset read(Path experiment, Streams streams) {
        String files = folder + "/processed.*.data";
        TableReader reader = new TableReader(',', COLUMNS, List.of("?"));
        Table table = CsvFile.find(experiment, files).stream().map(file -> reader.read(file.name(), file.text())).reduce(Table::and).orElseThrow();
        List<String> categorical = CATEGORICAL.stream().filter(column -> !ignore.contains(column)).toList();
        // The degree of narrowing, from 1 to 4; not each degree is in each choice of files.
        List<String> narrowed = table.cells("num").stream().filter(degree -> !degree.equals("0")).distinct().sorted().toList();
        Tabular tabular = new Tabular(files, "num", Optional.empty(), narrowed, categorical, ignore);
        return tabular.dataset(cleared(table), Optional.empty(), List.of(
                "UCI Heart Disease, the user's files: " + table.rows().size() + " patients, UCI Machine Learning Repository, CC BY 4.0",
                "a cholesterol or blood pressure of 0 is taken as missing"));
    }

    /** The table without zeros that cannot be. */
    private static Table cleared(Table table) {
        return new Table(table.columns(), table.rows().stream().map(row -> new Table.Row(row.file(), row.line(), cleared(row.cells()))).toList());
    }

    private static List<String> cleared(List<String> cells) {
        List<String> cleared = new ArrayList<>(cells);
        for (int i = 0; i < cells.size(); i++) {
            boolean zero = NumberText.is(cells.get(i)) && NumberText.parse(cells.get(i)) == 0;
            if (zero && NEVER_ZERO.contains(COLUMNS.get(i))) {
                cleared.set(i, "");
            }
        }
        return cleared;
    }
}
