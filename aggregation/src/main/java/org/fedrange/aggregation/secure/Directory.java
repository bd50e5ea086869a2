package org.fedrange.aggregation.secure;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The keys a node is told, before it believes them.
 *
 * @param standing the node's standing
 * @param secrets its secrets
 * @param keys the keys by node
 */
record Directory(SecureNode.Standing standing, SecureNode.Secrets secrets, SortedMap<Integer, Advertisement> keys) {

    void check() {
        Aborted.unless(standing.holders().containsAll(keys.keySet()), "keys of nodes that do not take part");
        standing.enough(keys.size(), "nodes advertised keys");
        TreeSet<byte[]> distinct = new TreeSet<>(Arrays::compare);
        keys.forEach((node, its) -> {
            Aborted.unless(distinct.add(its.sealing()) && distinct.add(its.masking()), "two keys are the same");
            if (node == standing.self()) {
                boolean unchanged = Arrays.equals(its.sealing(), secrets.sealing().open()) && Arrays.equals(its.masking(), secrets.masking().open());
                Aborted.unless(unchanged, "its own keys were changed");
            } else if (standing.safeguards().signedKeys()) {
                byte[] statement = Advertisement.statement(standing.context(), node, its.sealing(), its.masking());
                Aborted.unless(standing.identity().signed(node, statement, its.signature()), "the keys of node " + node + " are not signed by it");
            }
        });
        Aborted.unless(!standing.holders().contains(standing.self()) || keys.containsKey(standing.self()), "its own keys are missing");
    }
}
