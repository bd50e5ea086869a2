package org.fedrange.learning;

/** Which kernels compute: the choice between speed and the same bits on every kind of CPU. */
public enum Numerics {
    /** OpenBLAS for this CPU: fast, and the same bits on one kind of CPU. */
    NATIVE,
    /** Plain Java in a fixed order with StrictMath: the same bits on every CPU. */
    PORTABLE
}
