package org.fedrange.learning.data;

import java.util.Optional;

/**
 * What a model must know of the data.
 *
 * @param width number of features of one example
 * @param classes number of classes
 * @param picture how the features lie in a picture; empty where they are a record
 */
public record Shape(int width, int classes, Optional<Picture> picture) {
    public Shape {
        if (picture.isPresent() && picture.get().size() != width) {
            throw new IllegalArgumentException(width + " features are no picture of " + picture.get());
        }
    }

    /** The shape of records. */
    public Shape(int width, int classes) {
        this(width, classes, Optional.empty());
    }
}
