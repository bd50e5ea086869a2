package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;

/**
 * PBC3, built in: 349 patients with primary biliary cirrhosis of six European hospitals, to be told whether they die or need a liver
 * transplant before the trial ends.
 *
 * <p>Features are what is known when a patient enters: treatment, sex, age, stage, bleeding, laboratory values, weight. Laboratory
 * values that vary by factors (bilirubin, alkaline phosphatase, aspartate transaminase, creatinine) are taken as natural logarithms.
 * Missing values: {@link MeanImputation}.
 *
 * <p>Example: patient 1 is of London, on cyclosporin A, male, 62 years old, at stage 4; bilirubin 106 is ln 106 = 4.663; has died.
 *
 * <p>Source: Andersen, Skovgaard, "Regression with Linear Predictors", 2010; file of the R package pec 2022.05.04, GPL 2 or later.
 */
public record Pbc3() implements DataSource {
    private static final String FILE = "pbc3/Pbc3.csv";

    /** By the number in column unit, from 1. */
    private static final List<String> SITES = List.of("Hvidovre", "London", "Copenhagen", "Barcelona", "Munich", "Lyon");

    private static final List<String> NOTES = List.of(
            "PBC3: trial of cyclosporin A in primary biliary cirrhosis, 349 patients of 6 hospitals, 1983 to 1989; "
                    + "from the R package pec, GPL 2 or later",
            "the label is death or liver transplant during the trial, whatever the time under observation");

    @Override
    public Dataset read(Path folder, Streams streams) {
        Table table = new TableReader(';', List.of(), List.of("NA")).read("Pbc3.csv", new BuiltIn(FILE).text());
        int[] siteOf = table.cells("unit").stream().mapToInt(unit -> Integer.parseInt(unit) - 1).toArray();
        int[] labels = table.cells("status").stream().mapToInt(status -> status.equals("0") ? 0 : 1).toArray();
        List<String> notes = new ArrayList<>(NOTES);
        FeatureTable features = features(table, siteOf, notes);
        Examples examples = features.examples(labels);
        String digest = new ContentDigest().add(examples).add(siteOf).add(SITES).add(features.names()).hex();
        return new Dataset(
                "PBC3", examples, Optional.empty(), List.of("event-free", "death or transplant"), features.names(),
                Scaling.STANDARDISED, SITES, siteOf, digest, notes);
    }

    private static FeatureTable features(Table table, int[] siteOf, List<String> notes) {
        FeatureTable features = new FeatureTable();
        columns().forEach((column, name) -> {
            double[] values = values(table.cells(column), name.startsWith("log "));
            MeanImputation imputation = MeanImputation.of(values, siteOf);
            imputation.addTo(features, name, values);
            imputation.note(name).ifPresent(notes::add);
        });
        return features;
    }

    /** What each column is called as a feature, in the file's order. */
    private static Map<String, String> columns() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("tment", "cyclosporin A");
        names.put("sex", "male");
        names.put("age", "age");
        names.put("stage", "stage");
        names.put("gibleed", "gastrointestinal bleeding");
        names.put("crea", "log creatinine");
        names.put("alb", "albumin");
        names.put("bili", "log bilirubin");
        names.put("alkph", "log alkaline phosphatase");
        names.put("asptr", "log aspartate transaminase");
        names.put("weight", "weight");
        return names;
    }

    private static double[] values(List<String> cells, boolean logarithm) {
        return cells.stream()
                .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                .map(value -> logarithm ? StrictMath.log(value) : value)
                .toArray();
    }
}
