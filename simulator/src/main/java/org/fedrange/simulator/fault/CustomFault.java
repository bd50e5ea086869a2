package org.fedrange.simulator.fault;

/** The door for faults from outside the project. */
public non-sealed interface CustomFault extends Fault {}
