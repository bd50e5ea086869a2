package org.fedrange.attacks.inference;

/** The open door of the family: implement it outside the project to bring a reconstruction of your own. */
public non-sealed interface CustomReconstruction extends Reconstruction {}
