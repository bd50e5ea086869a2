package org.fedrange.aggregation.secure;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The coordinator's side of one secure sum, as states that follow one another: each says what every node is told, and takes the
 * answers of those who are left. Where too few are left it is {@link Aborted}, and nothing is known of anybody's vector.
 */
public sealed interface SecureCoordinator {

    /**
     * What stays the same throughout a round.
     *
     * @param terms what the parties agree on
     * @param context digest of it
     * @param neighborhoods who holds whose shares
     * @param safeguards what nodes insist on
     */
    record Standing(Terms terms, byte[] context, Neighborhoods neighborhoods, Safeguards safeguards) {

        /** The part of a table that concerns a node. */
        SortedMap<Integer, byte[]> near(int node, SortedMap<Integer, byte[]> table) {
            SortedMap<Integer, byte[]> near = new TreeMap<>(table);
            near.keySet().retainAll(neighborhoods.of(node));
            return near;
        }

        /** Stops where one of {@code nodes} has fewer holders left than the threshold. */
        void enough(SortedSet<Integer> nodes, SortedSet<Integer> left, String what) {
            Aborted.unless(!nodes.isEmpty(), "nobody " + what);
            for (int node : nodes) {
                SortedSet<Integer> its = new TreeSet<>(left);
                its.retainAll(neighborhoods.of(node));
                int holders = its.size();
                Aborted.unless(holders >= terms.threshold(), "only " + holders + (neighborhoods.complete() ? "" : " neighbours of node " + node)
                        + " " + what + ", the threshold is " + terms.threshold());
                if (neighborhoods.complete()) {
                    return;
                }
            }
        }
    }

    /** A round begins. */
    static Advertising begin(Terms terms, Neighborhoods neighborhoods, Safeguards safeguards) {
        return new Advertising(new Standing(terms, terms.context(safeguards), neighborhoods, safeguards));
    }

    /** Waits for public keys. */
    record Advertising(Standing standing) implements SecureCoordinator {

        /** Takes the keys of those who advertised some. */
        public Sharing collect(SortedMap<Integer, byte[]> advertisements) {
            SortedSet<Integer> nodes = new TreeSet<>(advertisements.keySet());
            standing.enough(nodes, nodes, "advertised keys");
            return new Sharing(standing, Collections.unmodifiableSortedMap(new TreeMap<>(advertisements)));
        }
    }

    /** Waits for encrypted shares. */
    record Sharing(Standing standing, SortedMap<Integer, byte[]> advertisements) implements SecureCoordinator {

        /** What a node is told: the keys of those who hold its shares. */
        public byte[] directory(int node) {
            return Entries.encoded(standing.near(node, advertisements));
        }

        /** Takes the encrypted shares. */
        public Masking collect(SortedMap<Integer, byte[]> answers) {
            SortedSet<Integer> nodes = new TreeSet<>(answers.keySet());
            standing.enough(nodes, nodes, "shared keys");
            SortedMap<Integer, SortedMap<Integer, byte[]>> inboxes = new TreeMap<>();
            nodes.forEach(node -> inboxes.put(node, new TreeMap<>()));
            answers.forEach((from, answer) -> Entries.decoded(answer, 1).getFirst().forEach((to, sealed) -> {
                SortedMap<Integer, byte[]> inbox = inboxes.get(to);
                if (inbox != null && standing.neighborhoods().of(from).contains(to)) {
                    inbox.put(from, sealed);
                }
            }));
            return new Masking(standing, advertisements, inboxes);
        }
    }

    /** Waits for masked vectors. */
    record Masking(Standing standing, SortedMap<Integer, byte[]> advertisements, SortedMap<Integer, SortedMap<Integer, byte[]>> inboxes)
            implements SecureCoordinator {

        /** What a node is told: the shares others encrypted for it. */
        public byte[] inbox(int node) {
            return Entries.encoded(inboxes.getOrDefault(node, new TreeMap<>()));
        }

        /** Takes the masked vectors, which are added up in node order. */
        public Confirming collect(SortedMap<Integer, int[]> masked) {
            SortedSet<Integer> survivors = new TreeSet<>(masked.keySet());
            standing.enough(survivors, survivors, "sent masked vectors");
            int[] sum = new int[standing.terms().words()];
            masked.values().forEach(words -> {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += words[i];
                }
            });
            SortedSet<Integer> dropped = new TreeSet<>(inboxes.keySet());
            dropped.removeAll(survivors);
            return new Confirming(new Masked(standing, advertisements, survivors, dropped, sum));
        }
    }

    /**
     * A sum under masks.
     *
     * @param survivors whose vectors are in it
     * @param dropped who shared keys but sent no vector
     * @param sum the sum, modulo 2^32
     */
    record Masked(Standing standing, SortedMap<Integer, byte[]> advertisements, SortedSet<Integer> survivors, SortedSet<Integer> dropped, int[] sum) {

        Unmasking request(int node, SortedMap<Integer, byte[]> signatures) {
            SortedSet<Integer> near = standing.neighborhoods().of(node);
            SortedSet<Integer> alive = new TreeSet<>(survivors);
            alive.retainAll(near);
            SortedSet<Integer> gone = new TreeSet<>(dropped);
            gone.retainAll(near);
            return new Unmasking(alive, gone, signatures);
        }
    }

    /** Waits for signatures on the survivor list; passed over in the variant without. */
    record Confirming(Masked masked) implements SecureCoordinator {

        /** What a node is told: who survived. */
        public byte[] survivors(int node) {
            return Entries.encoded(Entries.of(masked.request(node, new TreeMap<>()).survivors()));
        }

        /** Takes the signatures. */
        public Revealing collect(SortedMap<Integer, byte[]> signatures) {
            SortedSet<Integer> nodes = new TreeSet<>(signatures.keySet());
            masked.standing().enough(nodes, nodes, "signed the survivor list");
            return new Revealing(masked, Collections.unmodifiableSortedMap(new TreeMap<>(signatures)));
        }

        /** Goes on without signatures. */
        public Revealing unsigned() {
            return new Revealing(masked, new TreeMap<>());
        }
    }

    /** Waits for shares. */
    record Revealing(Masked masked, SortedMap<Integer, byte[]> signatures) implements SecureCoordinator {

        /** What a node is asked. */
        public byte[] request(int node) {
            return masked.request(node, signatures).encoded();
        }

        /** Takes the shares, takes the masks away, and gives the sum of the survivors' vectors modulo 2^r. */
        public int[] collect(SortedMap<Integer, Revealed> revealed) {
            return new Unmasked(masked, revealed).sum();
        }
    }
}
