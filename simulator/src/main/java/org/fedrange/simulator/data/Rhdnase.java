package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;

/**
 * rhDNase, built in: 647 patients with cystic fibrosis of 51 institutions, to be told whether an infection of the lungs needs antibiotics
 * by vein in the half year of the trial.
 *
 * <p>Features are treatment (the enzyme rhDNase or placebo) and forced expiratory volume in a second at entry. Institutions have 4 to 24 patients.
 *
 * <p>Example: patient 1 is of institution 1, on rhDNase, with a volume of 28.8 % of what is normal, and stays free of infection.
 *
 * <p>Source: Fuchs et al., New England Journal of Medicine 331, 1994; data of the R package survival 3.5-3, LGPL 2 or later.
 */
public record Rhdnase() implements DataSource {
    private static final String EVENT = "infection";

    @Override
    public Dataset read(Path folder, Streams streams) {
        Table rows = new TableReader(',', List.of(), List.of("NA")).read("rhDNase.csv", new BuiltIn("survival/rhDNase.csv").text());
        Tabular tabular = new Tabular("rhDNase", EVENT, Optional.of("institution"), List.of(), List.of(), List.of());
        return tabular.dataset(patients(rows), Optional.empty(), List.of(
                "rhDNase: trial in cystic fibrosis, 647 patients of 51 institutions, 1992; from the R package survival, LGPL 2 or later",
                "the label is an infection treated by vein that began after entry, whatever the time under observation"));
    }

    /** One row a patient, where the file has one for each infection. */
    private static Table patients(Table rows) {
        List<String> ids = rows.cells("id");
        List<String> starts = rows.cells("ivstart");
        Map<String, Integer> firstOf = new LinkedHashMap<>();
        Set<String> infected = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            firstOf.putIfAbsent(ids.get(i), i);
            if (!starts.get(i).isEmpty() && NumberText.parse(starts.get(i)) > 0) {
                infected.add(ids.get(i));
            }
        }
        List<Table.Row> patients = new ArrayList<>();
        List<List<String>> known = Stream.of("inst", "trt", "fev").map(rows::cells).toList();
        firstOf.forEach((id, i) -> patients.add(new Table.Row(rows.rows().get(i).file(), rows.rows().get(i).line(), List.of(
                known.get(0).get(i), known.get(1).get(i), known.get(2).get(i), infected.contains(id) ? "yes" : "no"))));
        return new Table(List.of("institution", "rhDNase", "expiratory volume", EVENT), patients);
    }
}
