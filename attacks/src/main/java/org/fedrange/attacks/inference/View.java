package org.fedrange.attacks.inference;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Sha256;

/**
 * All that an observer has seen: built by the simulator from the declared {@link ObserverKnowledge}.
 *
 * @param task what everybody knows of the learning
 * @param contributions updates or sums, by round and then in node order
 * @param released the global models by round, the first of round 0
 */
public record View(Task task, List<Contribution> contributions, SortedMap<Integer, FloatVector> released) {
    public View {
        contributions = List.copyOf(contributions);
        released = Collections.unmodifiableSortedMap(new TreeMap<>(released));
    }

    /** A view of updates only. */
    public View(Task task, List<Contribution> contributions) {
        this(task, contributions, new TreeMap<>());
    }

    /** The model the federation started from. */
    FloatVector first() {
        return released.firstEntry().getValue();
    }

    /** The final model. */
    FloatVector last() {
        return released.lastEntry().getValue();
    }

    /** What the same nodes contributed in the round before. */
    Optional<Contribution> before(Contribution seen) {
        return contributions.stream().filter(its -> its.round() == seen.round() - 1 && its.nodes().equals(seen.nodes())).findFirst();
    }

    /** Its size: the numbers in it, in bytes. */
    public long bytes() {
        return contributions.stream().mapToLong(Contribution::bytes).sum()
                + released.values().stream().mapToLong(model -> (long) Float.BYTES * model.size()).sum();
    }

    /** SHA-256 over the digests of all vectors, in hexadecimal. */
    public String digest() {
        MessageDigest sha256 = Sha256.start();
        for (Contribution seen : contributions) {
            sha256.update(seen.model().digest().getBytes(StandardCharsets.US_ASCII));
            sha256.update(seen.change().digest().getBytes(StandardCharsets.US_ASCII));
        }
        released.values().forEach(model -> sha256.update(model.digest().getBytes(StandardCharsets.US_ASCII)));
        return Sha256.hex(sha256);
    }
}
