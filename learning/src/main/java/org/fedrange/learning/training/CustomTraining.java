package org.fedrange.learning.training;

/** The open door of the family: implement it outside the project to bring a training of your own. */
public non-sealed interface CustomTraining extends Training {}
