package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;

/**
 * NCCTG lung cancer, built in: 227 patients with advanced lung cancer of 18 institutions, to be told whether they die while observed.
 *
 * <p>Features are age, sex, performance scores of physician and patient, calories at meals, and weight lost; missing values:
 * {@link MeanImputation}. One patient whose institution is unknown is left out. Institutions have 2 to 36 patients.
 *
 * <p>Example: the first patient is of institution 3, a man of 74 years with a Karnofsky score of 90, and has died.
 *
 * <p>Source: Loprinzi et al., Journal of Clinical Oncology 12, 1994; data of the R package survival 3.5-3, LGPL 2 or later.
 */
public record Lung() implements DataSource {
    @Override
    public Dataset read(Path folder, Streams streams) {
        Table all = new TableReader(',', List.of(), List.of("NA")).read("lung.csv", new BuiltIn("survival/lung.csv").text());
        int institution = all.columns().indexOf("inst");
        Table known = new Table(all.columns(), all.rows().stream().filter(row -> !row.cells().get(institution).isEmpty()).toList());
        Tabular tabular = new Tabular("NCCTG lung", "status", Optional.of("inst"), List.of("2"), List.of(), List.of("time"));
        return tabular.dataset(known, Optional.empty(), List.of(
                "NCCTG lung cancer: 227 patients of 18 institutions; from the R package survival, LGPL 2 or later; one without institution left out",
                "the label is death while observed (status 2), whatever the time under observation"));
    }
}
