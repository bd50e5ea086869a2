package org.fedrange.learning.optimizer;

/** The open door of the family: implement it outside the project to bring a server optimiser of your own. */
public non-sealed interface CustomServerOptimizer extends ServerOptimizer {}
