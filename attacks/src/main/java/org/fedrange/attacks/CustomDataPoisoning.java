package org.fedrange.attacks;

/** The open door of the family: implement it outside the project to bring an attack of your own. */
public non-sealed interface CustomDataPoisoning extends DataPoisoning {}
