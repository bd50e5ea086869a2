package org.fedrange.learning.partition;

/** The open door of the family: implement it outside the project to bring a partition of your own. */
public non-sealed interface CustomPartition extends Partition {}
