package org.fedrange.learning.partition;

import java.util.OptionalInt;
import org.fedrange.learning.Kind;
import org.fedrange.learning.data.Dataset;

/** What is asked of the data and of the number of hospitals where that number follows from the data. */
final class FollowsData {
    private FollowsData() {}

    static void check(Partition partition, Dataset dataset, int hospitals) {
        String kind = Kind.of(partition.getClass());
        if (dataset.sites().isEmpty()) {
            throw new IllegalArgumentException(
                    dataset.name() + " has no real hospitals for the partition " + kind + " to follow; choose another, such as iid");
        }
        OptionalInt follows = partition.hospitals(dataset);
        if (follows.isPresent() && follows.getAsInt() != hospitals) {
            throw new IllegalArgumentException("the partition " + kind + " of " + dataset.name() + " has " + follows.getAsInt()
                    + " hospitals, got " + hospitals + "; leave the number out");
        }
    }
}
