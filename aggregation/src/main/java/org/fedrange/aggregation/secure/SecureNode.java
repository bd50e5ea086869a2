package org.fedrange.aggregation.secure;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A node's side of one secure sum, as states that follow one another: each takes what the coordinator sent and gives the node's
 * answer and its next state, or {@link Aborted}. No clock, no I/O.
 *
 * <pre>
 * y_u = x_u + PRG(b_u) + sum_(v > u) PRG(s_uv) - sum_(v < u) PRG(s_uv)   mod 2^r
 * </pre>
 *
 * <p>Everybody masks with everybody (Bonawitz) or each with its neighbours (Bell): the states are the same, only who holds a node's
 * shares differs.
 *
 * <p>Source: Bonawitz et al., "Practical Secure Aggregation for Privacy-Preserving Machine Learning", 2017, figure 4; Bell et al.,
 * "Secure Single-Server Aggregation with (Poly)Logarithmic Overhead", 2020, algorithm 2.
 */
public sealed interface SecureNode {

    /** An answer and the state after it. */
    record Step<N extends SecureNode>(N next, byte[] answer) {}

    /**
     * What stays the same for a node throughout a round.
     *
     * @param self the node
     * @param terms what it was told
     * @param holders who holds its shares, and whose shares it holds
     * @param safeguards what it insists on
     * @param identity its signing key and whom it trusts
     * @param opened survivor lists of earlier sums over answers to the same model, which it helped to open
     * @param context digest of the terms
     */
    record Standing(
            int self, Terms terms, SortedSet<Integer> holders, Safeguards safeguards, Identity identity, List<SortedSet<Integer>> opened,
            byte[] context) {

        void enough(int left, String what) {
            Aborted.unless(left >= terms.threshold(), "only " + left + " " + what + ", the threshold is " + terms.threshold());
        }
    }

    /**
     * Begins a round: draws keys and advertises them.
     *
     * @param holders everybody including the node itself, or its neighbours
     * @param opened survivor lists of earlier sums over answers to the same model, which it helped to open
     * @param secrets where keys and seeds come from; WHOEVER KNOWS THIS STREAM, OR THE SEED IT FOLLOWS FROM, CAN UNMASK THE NODE
     */
    static Step<Advertised> begin(
            int self, Terms terms, SortedSet<Integer> holders, Safeguards safeguards, Identity identity, List<SortedSet<Integer>> opened,
            RandomGenerator secrets) {
        return begin(self, terms, holders, safeguards, identity, opened, secrets, secrets);
    }

    /** The same with the key that shares are sealed under from a stream of its own: what a node does that keeps it. */
    static Step<Advertised> begin(
            int self, Terms terms, SortedSet<Integer> holders, Safeguards safeguards, Identity identity, List<SortedSet<Integer>> opened,
            RandomGenerator sealingKeys, RandomGenerator secrets) {
        Floor.check(self, terms, holders, safeguards);
        Standing standing = new Standing(self, terms, holders, safeguards, identity, List.copyOf(opened), terms.context(safeguards));
        KeyPair sealing = KeyPair.drawn(sealingKeys);
        KeyPair masking = KeyPair.drawn(secrets);
        byte[] selfMask = new byte[Shamir.SECRET_BYTES];
        secrets.nextBytes(selfMask);
        byte[] coefficients = new byte[Keystream.KEY_BYTES];
        secrets.nextBytes(coefficients);
        byte[] signature = terms.signed()
                ? identity.sign(Advertisement.statement(standing.context(), self, sealing.open(), masking.open()))
                : new byte[0];
        Advertisement advertisement = new Advertisement(sealing.open(), masking.open(), signature);
        return new Step<>(new Advertised(standing, new Secrets(sealing, masking, selfMask, coefficients)), advertisement.encoded());
    }

    /** A node's secrets of one round. */
    record Secrets(KeyPair sealing, KeyPair masking, byte[] selfMask, byte[] coefficients) {
        @Override
        public String toString() {
            return "secrets";
        }
    }

    /** Its keys are out. */
    record Advertised(Standing standing, Secrets secrets) implements SecureNode {

        /** Told the keys of those who hold its shares, it shares its two secrets among them: an encrypted pair of shares for each. */
        public Step<Shared> share(byte[] directory) {
            SortedMap<Integer, Advertisement> keys = new TreeMap<>();
            Entries.decoded(directory, 1).getFirst().forEach((node, bytes) -> keys.put(node, Advertisement.decoded(bytes)));
            new Directory(standing, secrets, keys).check();
            int[] points = keys.keySet().stream().mapToInt(node -> node + 1).toArray();
            Keystream coefficients = new Keystream(secrets.coefficients());
            int threshold = standing.terms().threshold();
            long[][] selfMask = Shamir.split(secrets.selfMask(), threshold, points, coefficients);
            long[][] masking = Shamir.split(secrets.masking().secret(), threshold, points, coefficients);
            SortedMap<Integer, byte[]> sealingKeys = new TreeMap<>();
            SortedMap<Integer, byte[]> sealed = new TreeMap<>();
            List<byte[]> own = new ArrayList<>();
            int i = 0;
            for (var entry : keys.entrySet()) {
                byte[] pair = ByteBuffer.allocate(2 * Revealed.SHARE_BYTES).put(Revealed.bytes(selfMask[i])).put(Revealed.bytes(masking[i])).array();
                i++;
                if (entry.getKey() == standing.self()) {
                    own.add(pair);
                } else {
                    byte[] key = secrets.sealing().agreed(entry.getValue().sealing(), standing.context(), "share", Keystream.KEY_BYTES);
                    sealingKeys.put(entry.getKey(), key);
                    sealed.put(entry.getKey(), new Envelope(standing.context(), standing.self(), entry.getKey()).sealed(key, pair));
                }
            }
            return new Step<>(new Shared(standing, secrets, keys, sealingKeys, own), Entries.encoded(sealed));
        }
    }

    /**
     * Its secrets are shared.
     *
     * @param keys everybody's keys, its own among them if it holds a share of its own
     * @param sealingKeys the keys it shares with each other node
     * @param own its own pair of shares, if any
     */
    record Shared(
            Standing standing, Secrets secrets, SortedMap<Integer, Advertisement> keys, SortedMap<Integer, byte[]> sealingKeys, List<byte[]> own)
            implements SecureNode {

        /** Told the shares that others encrypted for it, it masks its vector in place: with its self mask, and with each of them. */
        public Masked mask(byte[] inbox, int[] words) {
            SortedMap<Integer, byte[]> sealed = Entries.decoded(inbox, 1).getFirst();
            SortedSet<Integer> sharing = new TreeSet<>(sealed.keySet());
            Aborted.unless(keys.keySet().containsAll(sharing) && !sharing.contains(standing.self()), "shares of nodes whose keys are unknown");
            standing.enough(sharing.size() + own.size(), "nodes shared their keys");
            Aborted.unless(words.length == standing.terms().words(), words.length + " words instead of " + standing.terms().words());
            Keystream.mask(Masks.self(standing.context(), secrets.selfMask()), words, true);
            for (int other : sharing) {
                byte[] its = Objects.requireNonNull(keys.get(other)).masking();
                Keystream.mask(Masks.pair(standing.context(), secrets.masking(), its), words, other > standing.self());
            }
            int mask = standing.terms().wordMask();
            for (int i = 0; i < words.length; i++) {
                words[i] &= mask;
            }
            return new Masked(this, sealed);
        }
    }

    /**
     * Its masked vector is out.
     *
     * @param sealed shares of others, encrypted for it
     */
    record Masked(Shared shared, SortedMap<Integer, byte[]> sealed) implements SecureNode {

        /** Told who else sent a masked vector, it signs that list. */
        public Step<Confirmed> confirm(byte[] list) {
            SortedSet<Integer> survivors = Entries.nodes(Entries.decoded(list, 1).getFirst());
            known(survivors);
            Standing standing = shared.standing();
            standing.enough(survivors.size(), "nodes survived");
            Aborted.unless(survivors.contains(standing.self()), "called dropped, though it answered");
            byte[] signature = standing.identity().sign(Unmasking.statement(standing.context(), survivors));
            return new Step<>(new Confirmed(this, survivors), signature);
        }

        private void known(SortedSet<Integer> nodes) {
            for (int node : nodes) {
                Aborted.unless(sealed.containsKey(node) || node == shared.standing().self(), "node " + node + " never shared its keys with it");
            }
        }

        /** The variant without signatures: told who survived, it reveals its shares. */
        public Step<SecureNode> unmask(byte[] request) {
            Aborted.unless(!shared.standing().terms().signed(), "asked for shares before the survivor list was signed");
            return reveal(Unmasking.decoded(request), this);
        }

        Step<SecureNode> reveal(Unmasking asked, SecureNode again) {
            Standing standing = shared.standing();
            known(asked.survivors());
            known(asked.dropped());
            standing.enough(asked.survivors().size(), "nodes survived");
            far(asked.survivors());
            if (standing.safeguards().neverBoth()) {
                SortedSet<Integer> both = new TreeSet<>(asked.survivors());
                both.retainAll(asked.dropped());
                Aborted.unless(both.isEmpty(), "asked for both secrets of nodes " + both);
                Aborted.unless(!asked.dropped().contains(standing.self()), "called dropped, though it answered");
            }
            SortedMap<Integer, long[]> selfMasks = new TreeMap<>();
            SortedMap<Integer, long[]> maskingKeys = new TreeMap<>();
            asked.survivors().forEach(node -> shares(node).ifPresent(pair -> selfMasks.put(node, pair[0])));
            asked.dropped().forEach(node -> shares(node).ifPresent(pair -> maskingKeys.put(node, pair[1])));
            SecureNode next = standing.safeguards().neverBoth() ? new Done() : again;
            return new Step<>(next, new Revealed(selfMasks, maskingKeys).encoded());
        }

        /** Refuses a sum that, less one it helped to open before, would show a few nodes alone. */
        private void far(SortedSet<Integer> survivors) {
            for (SortedSet<Integer> before : shared.standing().opened()) {
                long difference = survivors.stream().filter(node -> !before.contains(node)).count()
                        + before.stream().filter(node -> !survivors.contains(node)).count();
                Aborted.unless(difference == 0 || difference >= shared.standing().safeguards().leastDifference(),
                        "a sum over the same model without or with only " + difference + " of the nodes of an earlier one");
            }
        }

        /** The pair of shares it holds of a node; empty where what it was sent was not sealed by that node in this round. */
        private Optional<long[][]> shares(int node) {
            Standing standing = shared.standing();
            if (node == standing.self()) {
                return shared.own().stream().findFirst().map(Masked::pair);
            }
            return new Envelope(standing.context(), node, standing.self())
                    .opened(Objects.requireNonNull(shared.sealingKeys().get(node)), Objects.requireNonNull(sealed.get(node)))
                    .filter(content -> content.length == 2 * Revealed.SHARE_BYTES)
                    .map(Masked::pair);
        }

        private static long[][] pair(byte[] content) {
            return new long[][] {
                Revealed.share(Arrays.copyOf(content, Revealed.SHARE_BYTES)),
                Revealed.share(Arrays.copyOfRange(content, Revealed.SHARE_BYTES, content.length))
            };
        }
    }

    /** It signed a survivor list, and will sign no other. */
    record Confirmed(Masked masked, SortedSet<Integer> survivors) implements SecureNode {

        /** Shown that a threshold of nodes signed the list it signed, it reveals its shares. */
        public Step<SecureNode> unmask(byte[] request) {
            Unmasking asked = Unmasking.decoded(request);
            Standing standing = masked.shared().standing();
            if (standing.safeguards().consistency()) {
                Aborted.unless(asked.survivors().equals(survivors), "the survivor list changed after it was signed");
                byte[] statement = Unmasking.statement(standing.context(), survivors);
                int valid = 0;
                for (var entry : asked.signatures().entrySet()) {
                    boolean member = standing.holders().contains(entry.getKey());
                    valid += member && standing.identity().signed(entry.getKey(), statement, entry.getValue()) ? 1 : 0;
                }
                standing.enough(valid, "nodes signed the same survivor list");
            }
            return masked.reveal(asked, this);
        }
    }

    /** It revealed its shares, and will not answer again in this round. */
    record Done() implements SecureNode {}
}
