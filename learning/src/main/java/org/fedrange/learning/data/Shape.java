package org.fedrange.learning.data;

/**
 * What a model must know of the data.
 *
 * @param width number of features of one example
 * @param classes number of classes
 */
public record Shape(int width, int classes) {}
