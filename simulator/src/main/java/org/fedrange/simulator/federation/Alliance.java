package org.fedrange.simulator.federation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.round.Coalition;
import org.fedrange.simulator.round.Message;
import org.fedrange.simulator.round.Observation;

/**
 * Several minds that attack in the same rounds: each moves for its own nodes, from what it sees of them and of honest nodes, and knows nothing of
 * the others.
 *
 * @param minds at least one; no node belongs to two
 */
public record Alliance(List<Mind> minds) implements Coalition {
    public Alliance {
        minds = List.copyOf(minds);
        if (minds.stream().mapToInt(mind -> mind.nodes().size()).sum() != nodes(minds).size()) {
            throw new IllegalArgumentException("a node belongs to two coalitions");
        }
    }

    private static SortedSet<NodeId> nodes(List<Mind> minds) {
        return minds.stream().flatMap(mind -> mind.nodes().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public SortedSet<NodeId> nodes() {
        return Collections.unmodifiableSortedSet(nodes(minds));
    }

    @Override
    public Move move(Overheard overheard) {
        SortedMap<NodeId, Message> answers = new TreeMap<>();
        List<Mind> next = new ArrayList<>();
        List<Observation> seen = new ArrayList<>();
        for (Mind mind : minds) {
            Move move = mind.move(new Overheard(
                    overheard.round(), overheard.exchange(), only(overheard.asked(), mind), only(overheard.own(), mind), overheard.honest()));
            answers.putAll(move.answers());
            next.add((Mind) move.next());
            seen.add(move.observation());
        }
        return new Move(answers, together(seen), new Alliance(next));
    }

    private static <T> SortedMap<NodeId, T> only(SortedMap<NodeId, T> all, Mind mind) {
        SortedMap<NodeId, T> its = new TreeMap<>(all);
        its.keySet().retainAll(mind.nodes());
        return its;
    }

    private static Observation together(List<Observation> seen) {
        if (seen.size() == 1) {
            return seen.getFirst();
        }
        MessageDigest sha256 = Sha256.start();
        seen.forEach(each -> sha256.update(each.digest().getBytes(StandardCharsets.US_ASCII)));
        return new Observation(
                seen.stream().map(Observation::knowledge).collect(Collectors.joining(" + ")), seen.stream().mapToInt(Observation::own).sum(),
                seen.stream().mapToInt(Observation::others).max().orElse(0), Sha256.hex(sha256), seen.stream().anyMatch(Observation::attacked));
    }

    /** What its minds know, in words. */
    String knowledge() {
        return minds.stream().map(mind -> org.fedrange.learning.Kind.of(mind.knowledge())).collect(Collectors.joining(" + "));
    }
}
