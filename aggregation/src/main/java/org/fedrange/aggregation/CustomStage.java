package org.fedrange.aggregation;

/** The open door of the family: implement it outside the project to bring a stage of your own. */
public non-sealed interface CustomStage extends Stage {}
