package org.fedrange.simulator.results;

/**
 * A public picture and what an attack made of it, in grey from 0 to 255, row by row.
 *
 * @param width number of columns
 * @param original the picture, in Base64
 * @param reconstruction the attack's, in Base64
 */
public record Likeness(int width, String original, String reconstruction) {}
