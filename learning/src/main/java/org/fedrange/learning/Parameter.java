package org.fedrange.learning;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What one component of a configurable record means, and which values it takes: the one place from which the compact
 * constructor's check ({@link Parameters#check}), the reader of experiments, {@code fedrange describe} and the documentation draw.
 *
 * <p>Bounds compare so that NaN never passes. On a list they bound each element.
 */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Parameter {
    /** What it is, in a few words, without a full stop. */
    String value();

    /** Its unit, such as {@code ms} or {@code examples}; empty for a pure number or a word. */
    String unit() default "";

    /** The smallest value allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The largest value allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** The value must be greater than this. */
    double above() default Double.NEGATIVE_INFINITY;

    /** The value must be smaller than this. */
    double below() default Double.POSITIVE_INFINITY;

    /** The value, as YAML, when the key is absent; empty when there is no constant default. */
    String byDefault() default "";

    /**
     * How the value follows from the rest of the experiment when the key is absent, such as {@code the adversary's number of
     * nodes}. Such a component is nullable until the experiment is resolved. Empty, with an empty {@link #byDefault}: required.
     */
    String derived() default "";

    /** The component beside it from which it follows where that has a value, so that short names need not show both; empty for none. */
    String decidedBy() default "";
}
