package org.fedrange.simulator.eval;

import java.util.List;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.ParameterVector;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of an answer. Numbers that are none are the words NaN, Infinity and -Infinity. */
record Answer(ObjectNode node) {
    void number(String field, double value) {
        if (Double.isFinite(value)) {
            node.put(field, value);
        } else {
            node.put(field, Double.toString(value));
        }
    }

    void whole(String field, int value) {
        node.put(field, value);
    }

    void wholes(String field, List<Integer> values) {
        ArrayNode list = node.putArray(field);
        values.forEach(list::add);
    }

    void vector(String field, ParameterVector vector) {
        add(node.putArray(field), vector);
    }

    void vectors(String field, List<ParameterVector> vectors) {
        ArrayNode list = node.putArray(field);
        vectors.forEach(vector -> add(list.addArray(), vector));
    }

    private static void add(ArrayNode list, ParameterVector vector) {
        for (int i = 0; i < vector.size(); i++) {
            double value = vector.get(i);
            if (!Double.isFinite(value)) {
                list.add(Double.toString(value));
            } else if (vector instanceof FloatVector) {
                list.add((float) value);
            } else {
                list.add(value);
            }
        }
    }
}
