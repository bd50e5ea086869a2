package org.fedrange.aggregation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.ParameterVector;

/**
 * What one node sends in one round. Attacks and rules act on payloads, never on the weights of a model.
 *
 * @param node who sent it
 * @param round the round it answers, from 1
 * @param payload named vectors; {@link #CHANGE} is always among them
 * @param examples number of training examples behind it, as the node declares it; 0 where it does not
 */
public record Update(NodeId node, int round, SortedMap<String, ParameterVector> payload, int examples) {
    /** The name of the vector that rules combine: FedAvg's difference local - global, distributed SGD's momentum gradient. */
    public static final String CHANGE = "change";

    public Update {
        payload = Collections.unmodifiableSortedMap(new TreeMap<>(payload));
        if (!payload.containsKey(CHANGE)) {
            throw new IllegalArgumentException("the update of " + node + " has no vector named " + CHANGE);
        }
        if (examples < 0) {
            throw new IllegalArgumentException("the update of " + node + " claims " + examples + " examples");
        }
    }

    /** An update with one vector. */
    public Update(NodeId node, int round, ParameterVector change, int examples) {
        this(node, round, new TreeMap<>(java.util.Map.of(CHANGE, change)), examples);
    }

    /** The vector that rules combine. */
    public ParameterVector change() {
        return java.util.Objects.requireNonNull(payload.get(CHANGE));
    }

    /** Whether every number of every vector is finite. */
    public boolean isFinite() {
        return payload.values().stream().allMatch(ParameterVector::isFinite);
    }

    /** The same update with these named vectors besides its change. */
    public Update with(SortedMap<String, ParameterVector> others) {
        SortedMap<String, ParameterVector> all = new TreeMap<>(others);
        all.put(CHANGE, change());
        return new Update(node, round, all, examples);
    }

    /** The same update with another vector to combine. */
    public Update withChange(ParameterVector change) {
        SortedMap<String, ParameterVector> changed = new TreeMap<>(payload);
        changed.put(CHANGE, change);
        return new Update(node, round, changed, examples);
    }
}
