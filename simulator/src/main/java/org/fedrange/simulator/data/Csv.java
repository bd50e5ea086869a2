package org.fedrange.simulator.data;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;
import org.fedrange.simulator.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Patients of your own, one a row, in a file of separated values.
 *
 * <p>A column is a number where all its values are numbers, and a category otherwise: one feature a category, of which missing is
 * one. Missing numbers: {@link MeanImputation}. The different labels, in order, are the classes.
 *
 * <p>Example: {@code {kind: csv, path: heart.csv, label: disease, hospital: site}}.
 */
public record Csv(
        @Parameter("the file, seen from the experiment's folder") String path,
        @Parameter("the column to be predicted") String label,
        @Parameter(value = "the column that names each patient's hospital", derived = "none: the data has no real hospitals")
                @Nullable String hospital,
        @Parameter(value = "names of the columns, where the file has no header", byDefault = "[]") List<String> columns,
        @Parameter(value = "columns of numbers that are categories all the same", byDefault = "[]") List<String> categorical,
        @Parameter(value = "columns to leave out", byDefault = "[]") List<String> ignore,
        @Parameter(value = "what stands for a missing value, besides nothing", byDefault = "[NA, '?']") List<String> missing,
        @Parameter(value = "the character between cells", byDefault = "','") String separator)
        implements DataSource {
    public Csv {
        columns = List.copyOf(columns);
        categorical = List.copyOf(categorical);
        ignore = List.copyOf(ignore);
        missing = List.copyOf(missing);
        if (separator.length() != 1) {
            throw new IllegalArgumentException("separator must be one character, got '" + separator + "'");
        }
    }

    @Override
    public Dataset read(Path folder, Streams streams) {
        Path file = folder.resolve(path);
        Table table = new TableReader(separator.charAt(0), columns).read(file.toString(), text(file));
        Stream.concat(Stream.of(label), Stream.concat(Stream.ofNullable(hospital), Stream.concat(categorical.stream(), ignore.stream())))
                .forEach(name -> requireColumn(file, table, name));
        List<String> classes = present(table, label);
        if (classes.size() < 2) {
            throw new Refusal(file + ", column " + label + ": all labels are " + classes.getFirst() + "; learning needs at least two classes");
        }
        List<String> sites = hospital == null ? List.of() : present(table, hospital);
        int[] siteOf = hospital == null ? new int[0] : table.cells(hospital).stream().mapToInt(sites::indexOf).toArray();
        FeatureTable features = new FeatureTable();
        List<String> notes = new ArrayList<>(List.of(file.getFileName() + ": " + table.rows().size() + " patients"));
        for (String column : table.columns()) {
            if (!column.equals(label) && !column.equals(hospital) && !ignore.contains(column)) {
                add(features, column, table.cells(column), siteOf, notes);
            }
        }
        if (features.names().isEmpty()) {
            throw new Refusal(file + ": no column is left to learn from");
        }
        Examples examples = features.examples(table.cells(label).stream().mapToInt(classes::indexOf).toArray());
        String digest = new ContentDigest().add(examples).add(siteOf).add(sites).add(classes).add(features.names()).hex();
        return new Dataset(
                String.valueOf(file.getFileName()), examples, Optional.empty(), classes, features.names(), Scaling.STANDARDISED, sites, siteOf,
                digest, notes);
    }

    private static void requireColumn(Path file, Table table, String name) {
        if (!table.columns().contains(name)) {
            throw new Refusal(file + ": has no column " + name + "; its columns are " + String.join(", ", table.columns()));
        }
    }

    private boolean isMissing(String cell) {
        return cell.isEmpty() || missing.contains(cell);
    }

    /** The different values of a column in which none may be missing. */
    private List<String> present(Table table, String column) {
        List<String> cells = table.cells(column);
        for (int row = 0; row < cells.size(); row++) {
            if (isMissing(cells.get(row))) {
                throw table.refusal(row, column, "is missing; a patient without it cannot be used: give it, or leave out the row");
            }
        }
        return TextOrder.distinct(cells);
    }

    private void add(FeatureTable features, String column, List<String> cells, int[] siteOf, List<String> notes) {
        List<String> observed = cells.stream().filter(cell -> !isMissing(cell)).toList();
        if (observed.isEmpty()) {
            notes.add(column + ": left out, all values are missing");
        } else if (observed.stream().allMatch(NumberText::is) && !categorical.contains(column)) {
            double[] values = cells.stream().mapToDouble(cell -> isMissing(cell) ? Double.NaN : NumberText.parse(cell)).toArray();
            MeanImputation imputation = MeanImputation.of(values, siteOf);
            imputation.addTo(features, column, values);
            imputation.note(column).ifPresent(notes::add);
        } else {
            List<String> categories = TextOrder.distinct(observed);
            for (String category : categories) {
                features.add(column + " " + category, cells.stream().mapToDouble(cell -> cell.equals(category) ? 1 : 0).toArray());
            }
            if (observed.size() < cells.size()) {
                features.add(column + " missing", cells.stream().mapToDouble(cell -> isMissing(cell) ? 1 : 0).toArray());
                notes.add(column + ": " + (cells.size() - observed.size()) + " of " + cells.size() + " values missing, a category of its own");
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new Refusal(file + ": there is no such file; path is seen from the folder of the experiment", e);
        } catch (CharacterCodingException e) {
            throw new Refusal(file + ": is not text in UTF-8", e);
        } catch (IOException e) {
            throw new Refusal(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
