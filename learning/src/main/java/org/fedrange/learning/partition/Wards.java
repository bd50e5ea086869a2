package org.fedrange.learning.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Dataset;

/**
 * Splits each real hospital into wards, never across hospitals: more nodes, and still real differences between them.
 *
 * <p>A hospital's patients are taken class by class, each class in random order, and dealt to its wards in turn, one class going on
 * where the last one stopped. So the wards of one hospital differ by at most one patient, and by at most one in each class: a small
 * ward has both classes where that is possible. Each ward is a node, in the order of hospitals, then wards.
 *
 * <p>Example: Lyon has 5 patients without and 2 with the event, 2 wards: ward 1 gets 3 without, then the second with the event
 * (the first went to ward 2), so 3 + 1; ward 2 gets 2 + 1.
 *
 * <p>Source: this project. Few hospitals admit few Byzantine nodes or none (Krum needs 2f + 3), which wards mend without mixing
 * hospitals.
 *
 * @param wards number of wards of each hospital
 */
public record Wards(@Parameter(value = "number of wards of each real hospital", min = 1, max = 10_000) int wards)
        implements Partition {
    public Wards {
        Parameters.check(Wards.class, wards);
    }

    @Override
    public OptionalInt hospitals(Dataset dataset) {
        return OptionalInt.of(Math.multiplyExact(dataset.sites().size(), wards));
    }

    @Override
    public List<Share> deal(Dataset dataset, int hospitals, RandomGenerator stream) {
        FollowsData.check(this, dataset, hospitals);
        Piles piles = new Piles(hospitals);
        List<String> names = new ArrayList<>();
        for (int site = 0; site < dataset.sites().size(); site++) {
            split(dataset, site, piles, stream);
            names.addAll(Numbered.names(dataset.sites().get(site) + " ward", wards));
        }
        return piles.shares(names, "choose fewer wards than " + wards + ", or leave the hospital out of the data");
    }

    private void split(Dataset dataset, int site, Piles piles, RandomGenerator stream) {
        int next = 0;
        for (int label = 0; label < dataset.classes().size(); label++) {
            for (int row : Shuffle.of(rows(dataset, site, label), stream)) {
                piles.add(site * wards + next, row);
                next = (next + 1) % wards;
            }
        }
    }

    private static int[] rows(Dataset dataset, int site, int label) {
        return IntStream.range(0, dataset.siteOf().length)
                .filter(row -> dataset.siteOf()[row] == site && dataset.examples().labels()[row] == label)
                .toArray();
    }
}
