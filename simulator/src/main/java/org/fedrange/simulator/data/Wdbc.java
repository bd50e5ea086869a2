package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;

/**
 * Breast Cancer Wisconsin (Diagnostic), built in: 569 tumours, 30 features of the cell nuclei in a needle biopsy, to be told malignant
 * from benign.
 *
 * <p>Ten measures of a nucleus, each as mean, standard error and worst over the picture. An easy problem, and so a check: logistic
 * regression reaches an area under the curve of 0.995.
 *
 * <p>Example: the first tumour has a mean radius of 17.99 and is malignant.
 *
 * <p>Source: Wolberg, Mangasarian, Street, Street, UCI Machine Learning Repository, 1995, CC BY 4.0.
 */
public record Wdbc() implements DataSource {
    private static final List<String> MEASURES = List.of(
            "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave points", "symmetry", "fractal dimension");
    private static final String LABEL = "benign";

    @Override
    public Dataset read(Path folder, Streams streams) {
        List<String> columns = new ArrayList<>();
        for (String statistic : List.of("mean ", "error of ", "worst ")) {
            MEASURES.forEach(measure -> columns.add(statistic + measure));
        }
        columns.add(LABEL);
        // The first line of the file counts rows and columns and names the classes.
        String text = new BuiltIn("wdbc/breast_cancer.csv").text();
        Table table = new TableReader(',', columns, List.of()).read("breast_cancer.csv", text.substring(text.indexOf('\n') + 1));
        FeatureTable features = new FeatureTable();
        columns.subList(0, columns.size() - 1)
                .forEach(column -> features.add(column, table.cells(column).stream().mapToDouble(Double::parseDouble).toArray()));
        int[] labels = table.cells(LABEL).stream().mapToInt(cell -> cell.equals("1") ? 0 : 1).toArray();
        Examples examples = features.examples(labels);
        return new Dataset(
                "WDBC", examples, Optional.empty(), List.of("benign", "malignant"), features.names(), Scaling.STANDARDISED, List.of(),
                new int[0], new ContentDigest().add(examples).add(features.names()).hex(),
                List.of("Breast Cancer Wisconsin (Diagnostic): 569 tumours, UCI Machine Learning Repository, CC BY 4.0"));
    }
}
