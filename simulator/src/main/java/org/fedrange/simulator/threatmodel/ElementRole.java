package org.fedrange.simulator.threatmodel;

/** What an element does in a pipeline of machine learning. */
public enum ElementRole {
    /** Somebody whom the data are about. */
    SUBJECT,
    /** Somebody who uses what comes out. */
    USER,
    /** Somebody who runs it. */
    OPERATOR,
    /** Somebody who brings a model, a data set or a library from outside. */
    SUPPLIER,
    /** Somebody who attacks. */
    ADVERSARY,
    /** Takes data in. */
    INGESTION,
    /** Keeps data to train on. */
    DATASET,
    /** Makes features of data. */
    FEATURES,
    /** Trains a model. */
    TRAINING,
    /** Makes one model of what many trained. */
    AGGREGATION,
    /** Keeps models. */
    REGISTRY,
    /** Answers with predictions. */
    SERVING,
    /** Answers with recommendations. */
    RECOMMENDATION,
    /** Says who is who. */
    IDENTITY,
    /** Keeps a record of what happened. */
    LOG,
    /** Watches that the record only grows. */
    WITNESS,
    /** Anything else. */
    OTHER
}
