package org.fedrange.simulator.threatmodel;

/** What a class of data is to a pipeline of machine learning. */
public enum DataRole {
    /** What is trained on. */
    TRAINING,
    /** What users tell or do, which comes back into training. */
    FEEDBACK,
    /** Parameters of a model. */
    MODEL,
    /** A change to a model's parameters, as one participant computed it. */
    UPDATE,
    /** Such changes under masks, or only their sum. */
    SUM,
    /** What a model is asked. */
    INPUT,
    /** What a model answers. */
    OUTPUT,
    /** A record of what happened. */
    LOG,
    /** Keys and credentials. */
    CREDENTIAL,
    /** Anything else. */
    OTHER
}
