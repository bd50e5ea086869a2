package org.fedrange.learning.data;

import java.util.List;
import java.util.Optional;

/**
 * A data set in memory, before it is dealt to hospitals.
 *
 * @param name the data set's name for tables
 * @param examples all training examples, or all examples where there is no test set of its own
 * @param test the data set's own test examples, where it comes with a split
 * @param classes names of the classes, in label order
 * @param features names of the features, in column order
 * @param scaling whether features must be brought to one scale
 * @param sites names of the real hospitals, in a fixed order; empty where the data has none
 * @param siteOf for each of {@code examples} its index into {@code sites}; empty where there are none
 * @param digest SHA-256 of the data as read, in hexadecimal; goes into the identity of every run
 * @param picture how features lie in a picture; empty where they are records
 * @param notes what a reader of the results must know: source, licence, how missing values were handled, with counts
 */
public record Dataset(
        String name,
        Examples examples,
        Optional<Examples> test,
        List<String> classes,
        List<String> features,
        Scaling scaling,
        List<String> sites,
        int[] siteOf,
        String digest,
        Optional<Picture> picture,
        List<String> notes) {
    public Dataset {
        classes = List.copyOf(classes);
        features = List.copyOf(features);
        sites = List.copyOf(sites);
        notes = List.copyOf(notes);
    }

    /** Data whose features are records. */
    public Dataset(
            String name, Examples examples, Optional<Examples> test, List<String> classes, List<String> features, Scaling scaling,
            List<String> sites, int[] siteOf, String digest, List<String> notes) {
        this(name, examples, test, classes, features, scaling, sites, siteOf, digest, Optional.empty(), notes);
    }

    /** The same data, whose features are known to lie in a picture. */
    public Dataset pictured(Picture known) {
        return new Dataset(name, examples, test, classes, features, scaling, sites, siteOf, digest, Optional.of(known), notes);
    }

    /** The same data with other measurements of the same examples. */
    public Dataset withFeatures(float[] measured) {
        Examples others = new Examples(measured, examples.labels(), examples.width());
        return new Dataset(name, others, test, classes, features, scaling, sites, siteOf, digest, picture, notes);
    }

    /** What a model must know of this data. */
    public Shape shape() {
        return new Shape(examples.width(), classes.size(), picture);
    }
}
