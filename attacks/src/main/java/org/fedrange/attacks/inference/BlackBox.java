package org.fedrange.attacks.inference;

import org.fedrange.learning.data.Examples;

/** A model behind a service: it answers questions and stays hidden. */
@FunctionalInterface
public interface BlackBox {

    /** Class probabilities, question by question, as many numbers each as there are classes. Labels of the questions are not read. */
    float[] probabilities(Examples questions);
}
