package org.fedrange.attacks;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.fedrange.aggregation.secure.Deceit;
import org.fedrange.aggregation.secure.TwoStories;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;

/**
 * A coordinator tells half of the honest hospitals that one dropped out, and the others that it survived; colluding hospitals answer to both. Stopped by a threshold
 * that two stories cannot reach ({@code threshold}, or {@code coordinator: malicious}, whose threshold is above two thirds).
 *
 * <pre>
 * n hospitals, c colluders, h = n - 1 - c others: both stories reach the threshold t where  floor(h / 2) + c &gt;= t
 * </pre>
 *
 * <p>Example: 9 hospitals, 3 colluders, threshold 5: 2 + 3 shares of the masking key come, and more of the self mask's seed. With a threshold of 7 they do not.
 *
 * <p>Source: Bonawitz et al., "Practical Secure Aggregation for Privacy-Preserving Machine Learning", 2017, section 6.2.
 */
public record SplitSurvivors(@Parameter(value = "hospitals that collude with the coordinator", unit = "hospitals", min = 1, max = 10_000) int colluders) implements CoordinatorAttack {
    public SplitSurvivors {
        Parameters.check(SplitSurvivors.class, colluders);
    }

    @Override
    public Optional<Deceit> deceit(int victim, SortedSet<Integer> members, RandomGenerator stream) {
        List<Integer> others = members.stream().filter(member -> member != victim).toList();
        int honest = Math.max(0, others.size() - colluders);
        List<Integer> misled = others.subList(others.size() - honest / 2, others.size());
        return Optional.of(TwoStories.of(victim, new TreeSet<>(misled), new TreeSet<>(others.subList(0, others.size() - honest))));
    }

    @Override
    public Optional<String> futile(int nodes, int threshold) {
        return colluders >= nodes - 1 ? Optional.of("at least one of the other " + (nodes - 1) + " hospitals must be honest, got " + colluders + " colluders") : Optional.empty();
    }
}
