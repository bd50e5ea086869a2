package org.fedrange.learning.model;

/** The open door of the family: implement it outside the project to bring a model of your own. */
public non-sealed interface CustomModel extends Model {}
