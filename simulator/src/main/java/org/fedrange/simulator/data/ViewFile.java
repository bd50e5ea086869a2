package org.fedrange.simulator.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.fedrange.attacks.inference.Contribution;
import org.fedrange.attacks.inference.View;
import org.fedrange.learning.FloatVector;

/**
 * What an observer saw as arrays for NumPy, so that other tools can attack it: {@code changes}, a row for each update or sum, {@code models}, the model that each began with, {@code rounds},
 * {@code examples}, as many as were declared, and {@code nodes}, 1 in the column of each node whose update it is, by its index; {@code released}, a row for each model, and
 * {@code released_rounds}, of which the first model has 0. What an observer did not see is left out.
 *
 * <p>Example: two updates of four parameters in round 1, of the nodes 0 and 2, are {@code changes} 2 x 4, {@code models} 2 x 4, {@code rounds} [1, 1] and {@code nodes} [[1, 0, 0], [0, 0, 1]].
 */
public final class ViewFile {
    private ViewFile() {}

    /** The arrays, in the order of the words above. */
    public static List<Npz.Array> arrays(View view) {
        List<Npz.Array> arrays = new ArrayList<>();
        List<Contribution> seen = view.contributions();
        if (!seen.isEmpty()) {
            arrays.add(rows("changes", seen.stream().map(Contribution::change).toList()));
            arrays.add(rows("models", seen.stream().map(Contribution::model).toList()));
            arrays.add(row("rounds", seen.stream().map(Contribution::round).toList()));
            arrays.add(row("examples", seen.stream().map(Contribution::examples).toList()));
            arrays.add(nodes(seen));
        }
        if (!view.released().isEmpty()) {
            arrays.add(rows("released", List.copyOf(view.released().values())));
            arrays.add(row("released_rounds", List.copyOf(view.released().keySet())));
        }
        return arrays;
    }

    private static Npz.Array nodes(List<Contribution> seen) {
        SortedSet<Integer> indices = new TreeSet<>();
        seen.forEach(its -> its.nodes().forEach(node -> indices.add(node.index())));
        int columns = indices.last() + 1;
        float[] mask = new float[seen.size() * columns];
        for (int i = 0; i < seen.size(); i++) {
            int row = i * columns;
            seen.get(i).nodes().forEach(node -> mask[row + node.index()] = 1);
        }
        return new Npz.Array("nodes", List.of(seen.size(), columns), FloatVector.owning(mask));
    }

    private static Npz.Array rows(String name, List<FloatVector> vectors) {
        int width = vectors.getFirst().size();
        float[] all = new float[Math.multiplyExact(vectors.size(), width)];
        for (int i = 0; i < vectors.size(); i++) {
            System.arraycopy(vectors.get(i).array(), 0, all, i * width, width);
        }
        return new Npz.Array(name, List.of(vectors.size(), width), FloatVector.owning(all));
    }

    private static Npz.Array row(String name, List<Integer> numbers) {
        float[] all = new float[numbers.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = numbers.get(i);
        }
        return new Npz.Array(name, List.of(all.length), FloatVector.owning(all));
    }
}
