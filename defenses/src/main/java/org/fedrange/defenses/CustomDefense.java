package org.fedrange.defenses;

/** The open door of the family: implement it outside the project to bring a defense of your own. */
public non-sealed interface CustomDefense extends Defense {}
