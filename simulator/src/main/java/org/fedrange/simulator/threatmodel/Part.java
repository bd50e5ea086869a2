package org.fedrange.simulator.threatmodel;

import java.util.List;

/** A part of a data-flow diagram that a threat can strike: an element or a flow. */
public sealed interface Part permits Element, Flow {
    /** Its id, unique in the diagram. */
    String id();

    /** What it is. */
    String name();

    /** What it is to STRIDE. */
    PartType type();

    /** What stands at it, by id. */
    List<String> controls();
}
