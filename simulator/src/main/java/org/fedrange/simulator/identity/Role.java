package org.fedrange.simulator.identity;

/** What a certificate allows its owner to be. */
public enum Role {
    /** The one that sends models and aggregates. */
    COORDINATOR,
    /** One that trains and answers. */
    HOSPITAL
}
