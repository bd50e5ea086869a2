package org.fedrange.attacks;

/** Poisons the examples on which the Byzantine nodes then train honestly. */
public sealed interface DataPoisoning extends Attack permits CustomDataPoisoning {}
