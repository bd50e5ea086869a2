package org.fedrange.simulator.run;

import org.fedrange.learning.kernel.NativeKernel;

/** The machine that computes. */
public final class Machine {
    private Machine() {}

    /** The kind of CPU, as far as native numerics can tell kinds apart: architecture and OpenBLAS's choice of kernels. */
    public static String cpuKind() {
        return System.getProperty("os.arch") + " " + NativeKernel.core();
    }
}
