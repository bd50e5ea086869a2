package org.fedrange.learning;

/**
 * One participant of the protocol. Node order, in which everything is summed, logged and reported, is the order of {@code index}.
 *
 * @param index position in the federation, from 0
 * @param name the hospital's name, as it appears in tables and logs
 */
public record NodeId(int index, String name) implements Comparable<NodeId> {
    public NodeId {
        if (index < 0) {
            throw new IllegalArgumentException("index of node " + name + " must be at least 0, got " + index);
        }
    }

    @Override
    public int compareTo(NodeId other) {
        return Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
        return name;
    }
}
