package org.fedrange.aggregation;

/** The open door of the family: implement it outside the project to bring a rule of your own. */
public non-sealed interface CustomAggregator extends Aggregator {}
