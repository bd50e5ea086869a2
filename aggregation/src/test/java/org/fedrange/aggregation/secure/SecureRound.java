package org.fedrange.aggregation.secure;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.aggregation.identity.SigningKey;
import org.fedrange.aggregation.identity.VerifyingKey;
import org.fedrange.learning.Streams;
import org.jspecify.annotations.NullUnmarked;

/**
 * One round carried from exchange to exchange in a plain loop, with the nodes that drop out named for each exchange. States are values,
 * so a round can be taken up again from any of them with other dropouts.
 */
@NullUnmarked
record SecureRound(Terms terms, Neighborhoods neighborhoods, Safeguards safeguards, SortedMap<Integer, Identity> identities, Streams streams) {

    static List<Integer> nodes(int n) {
        return IntStream.range(0, n).boxed().toList();
    }

    /** Nodes that know each other's keys. */
    static SortedMap<Integer, Identity> enrolled(Iterable<Integer> nodes, Streams streams) {
        SortedMap<Integer, SigningKey> keys = new TreeMap<>();
        nodes.forEach(node -> keys.put(node, SigningKey.drawn(streams.of("signing key", 0, node))));
        SortedMap<Integer, VerifyingKey> open = new TreeMap<>();
        keys.forEach((node, key) -> open.put(node, key.open()));
        SortedMap<Integer, Identity> identities = new TreeMap<>();
        keys.forEach((node, key) -> identities.put(node, new Ed25519Identity(key, open)));
        return identities;
    }

    /** Everybody with everybody, d words of r bits. */
    static SecureRound bonawitz(int n, int threshold, int words, int bits, boolean signed, long seed) {
        Terms terms = new Terms("run", 1, "model", threshold, words, bits, signed, nodes(n));
        Safeguards safeguards = signed ? Safeguards.MALICIOUS : Safeguards.SEMI_HONEST;
        Streams streams = new Streams(seed);
        return new SecureRound(terms, Neighborhoods.complete(nodes(n)), safeguards, enrolled(nodes(n), streams), streams);
    }

    static SecureRound bell(int n, int degree, int threshold, int words, int bits, long seed) {
        Terms terms = new Terms("run", 1, "model", threshold, words, bits, false, List.of());
        Streams streams = new Streams(seed);
        Neighborhoods graph = Neighborhoods.harary(nodes(n), degree, streams.of("graph"));
        return new SecureRound(terms, graph, Safeguards.SEMI_HONEST, enrolled(List.of(), streams), streams);
    }

    SecureRound with(Terms other) {
        return new SecureRound(other, neighborhoods, safeguards, identities, streams);
    }

    SecureRound with(Safeguards other) {
        return new SecureRound(terms, neighborhoods, other, identities, streams);
    }

    /** Random words of r bits for each node. */
    SortedMap<Integer, int[]> inputs() {
        SortedMap<Integer, int[]> inputs = new TreeMap<>();
        for (int node : neighborhoods.holders().keySet()) {
            RandomGenerator stream = streams.of("input", 0, node);
            inputs.put(node, stream.ints(terms.words()).map(word -> word & terms.wordMask()).toArray());
        }
        return inputs;
    }

    /** The plain sum over some nodes, modulo 2^r: what the protocol must give. */
    int[] plain(SortedMap<Integer, int[]> inputs, Iterable<Integer> nodes) {
        int[] sum = new int[terms.words()];
        for (int node : nodes) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] = (sum[i] + inputs.get(node)[i]) & terms.wordMask();
            }
        }
        return sum;
    }

    Identity identity(int node) {
        Identity its = identities.get(node);
        return its != null ? its : new Ed25519Identity(null, new TreeMap<>());
    }

    SecureNode.Step<SecureNode.Advertised> begin(int node) {
        return SecureNode.begin(node, terms, neighborhoods.of(node), safeguards, identity(node), List.of(), streams.of("secrets", terms.round(), node));
    }

    /** Everybody but {@code gone} advertises. */
    Keyed keyed(SortedSet<Integer> gone) {
        SortedMap<Integer, SecureNode.Advertised> nodes = new TreeMap<>();
        SortedMap<Integer, byte[]> answers = new TreeMap<>();
        for (int node : neighborhoods.holders().keySet()) {
            if (!gone.contains(node)) {
                SecureNode.Step<SecureNode.Advertised> step = begin(node);
                nodes.put(node, step.next());
                answers.put(node, step.answer());
            }
        }
        return new Keyed(SecureCoordinator.begin(terms, neighborhoods, safeguards).collect(answers), nodes);
    }

    record Keyed(SecureCoordinator.Sharing coordinator, SortedMap<Integer, SecureNode.Advertised> nodes) {
        Shared shared(SortedSet<Integer> gone) {
            SortedMap<Integer, SecureNode.Shared> next = new TreeMap<>();
            SortedMap<Integer, byte[]> answers = new TreeMap<>();
            nodes.forEach((node, state) -> {
                if (!gone.contains(node)) {
                    SecureNode.Step<SecureNode.Shared> step = state.share(coordinator.directory(node));
                    next.put(node, step.next());
                    answers.put(node, step.answer());
                }
            });
            return new Shared(coordinator.collect(answers), next);
        }
    }

    record Shared(SecureCoordinator.Masking coordinator, SortedMap<Integer, SecureNode.Shared> nodes) {
        Masked masked(SortedMap<Integer, int[]> inputs) {
            SortedMap<Integer, SecureNode.Masked> next = new TreeMap<>();
            SortedMap<Integer, int[]> words = new TreeMap<>();
            nodes.forEach((node, state) -> {
                int[] its = inputs.get(node).clone();
                next.put(node, state.mask(coordinator.inbox(node), its));
                words.put(node, its);
            });
            return new Masked(coordinator, next, words);
        }
    }

    /** Masked vectors computed; which of them arrive is decided in the next step. */
    record Masked(SecureCoordinator.Masking coordinator, SortedMap<Integer, SecureNode.Masked> nodes, SortedMap<Integer, int[]> words) {
        SecureCoordinator.Confirming arrived(SortedSet<Integer> gone) {
            SortedMap<Integer, int[]> arrived = new TreeMap<>(words);
            arrived.keySet().removeAll(gone);
            return coordinator.collect(arrived);
        }

        /** The rest of the round. */
        int[] sum(SortedSet<Integer> goneMasking, SortedSet<Integer> goneConfirming, SortedSet<Integer> goneUnmasking) {
            SecureCoordinator.Confirming confirming = arrived(goneMasking);
            SortedMap<Integer, SecureNode.Masked> left = new TreeMap<>(nodes);
            left.keySet().removeAll(goneMasking);
            left.keySet().removeAll(goneConfirming);
            if (!confirming.masked().standing().terms().signed()) {
                return unmask(confirming.unsigned(), left, new TreeMap<>(), goneUnmasking);
            }
            SortedMap<Integer, SecureNode.Confirmed> confirmed = new TreeMap<>();
            SortedMap<Integer, byte[]> signatures = new TreeMap<>();
            left.forEach((node, state) -> {
                SecureNode.Step<SecureNode.Confirmed> step = state.confirm(confirming.survivors(node));
                confirmed.put(node, step.next());
                signatures.put(node, step.answer());
            });
            return unmask(confirming.collect(signatures), left, confirmed, goneUnmasking);
        }

        private static int[] unmask(
                SecureCoordinator.Revealing coordinator, SortedMap<Integer, SecureNode.Masked> left,
                SortedMap<Integer, SecureNode.Confirmed> confirmed, SortedSet<Integer> gone) {
            SortedMap<Integer, Revealed> revealed = new TreeMap<>();
            left.forEach((node, state) -> {
                if (!gone.contains(node)) {
                    SecureNode.Confirmed its = confirmed.get(node);
                    byte[] request = coordinator.request(node);
                    revealed.put(node, Revealed.decoded(its == null ? state.unmask(request).answer() : its.unmask(request).answer()));
                }
            });
            return coordinator.collect(revealed);
        }
    }

    /** A whole round; {@code gone} names for each of the five exchanges who drops out in it. */
    int[] sum(SortedMap<Integer, int[]> inputs, List<SortedSet<Integer>> gone) {
        Masked masked = keyed(gone.get(0)).shared(gone.get(1)).masked(inputs);
        return masked.sum(gone.get(2), gone.get(3), gone.get(4));
    }

    static SortedSet<Integer> none() {
        return new TreeSet<>();
    }

    static SortedSet<Integer> set(int bits) {
        SortedSet<Integer> set = new TreeSet<>();
        for (int i = 0; i < Integer.SIZE; i++) {
            if ((bits >>> i & 1) == 1) {
                set.add(i);
            }
        }
        return set;
    }

    /** So many of n nodes, drawn. */
    static SortedSet<Integer> drawn(int count, int n, RandomGenerator stream) {
        List<Integer> all = new ArrayList<>(nodes(n));
        SortedSet<Integer> drawn = new TreeSet<>();
        while (drawn.size() < count) {
            int at = stream.nextInt(all.size());
            drawn.add(all.get(at));
            all.subList(at, at + 1).clear();
        }
        return drawn;
    }

    static SortedSet<Integer> without(int n, SortedSet<Integer> gone) {
        SortedSet<Integer> left = new TreeSet<>(nodes(n));
        left.removeAll(gone);
        return left;
    }
}
