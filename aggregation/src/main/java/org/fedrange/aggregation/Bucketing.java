package org.fedrange.aggregation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Shuffles the updates, cuts them into buckets, and puts in their place the mean of each bucket, so that what a rule compares is less
 * different from hospital to hospital.
 *
 * <pre>
 * y_b = 1/|b| sum of the updates in bucket b;   the last bucket may be shorter
 * </pre>
 *
 * <p>Example: 1, 2, 3, 4, 5 shuffled to 4, 1, 5, 3, 2 with size 2 gives 2.5, 4, 2.
 *
 * <p>A bucket's verdict is that of each node in it, its weight shared equally; its examples are added up. Each Byzantine update may spoil one
 * bucket, so the number declared stays.
 *
 * <p>Source: Karimireddy, He, Jaggi, "Byzantine-Robust Learning on Heterogeneous Datasets via Bucketing", 2022, algorithm 1.
 */
public record Bucketing(@Parameter(value = "updates in a bucket", unit = "updates", min = 1, byDefault = "2") int size) implements Stage {
    public Bucketing {
        Parameters.check(Bucketing.class, size);
    }

    @Override
    public Result apply(Context context, State state, List<Update> updates) {
        int[] order = shuffled(updates.size(), context.stream());
        List<int[]> buckets = new ArrayList<>();
        for (int from = 0; from < order.length; from += size) {
            buckets.add(IntStream.of(order).skip(from).limit(size).sorted().toArray());
        }
        // In node order, a bucket by its first node.
        buckets.sort(Comparator.comparingInt(bucket -> bucket[0]));
        Rows rows = Rows.of(updates);
        List<Update> means = new ArrayList<>();
        List<List<NodeId>> behind = new ArrayList<>();
        for (int[] bucket : buckets) {
            ParameterVector mean = rows.means(new int[][] {bucket}).getFirst();
            Update first = updates.get(bucket[0]);
            means.add(new Update(first.node(), first.round(), mean, IntStream.of(bucket).map(i -> updates.get(i).examples()).sum()));
            behind.add(IntStream.of(bucket).mapToObj(i -> updates.get(i).node()).toList());
        }
        return new Result(means, state, behind);
    }

    private static int[] shuffled(int n, RandomGenerator stream) {
        int[] order = IntStream.range(0, n).toArray();
        for (int i = n - 1; i > 0; i--) {
            int j = stream.nextInt(i + 1);
            int other = order[j];
            order[j] = order[i];
            order[i] = other;
        }
        return order;
    }

    @Override
    public int outgoing(int n) {
        return Math.ceilDiv(n, size);
    }
}
