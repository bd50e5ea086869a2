package org.fedrange.aggregation;

/** What a rule or stage remembers from one round to the next, as a value: it is handed in and a new one comes out. */
public interface State {
    /** The state of what remembers nothing. */
    State NONE = new None();

    /** Nothing to remember. */
    record None() implements State {}
}
