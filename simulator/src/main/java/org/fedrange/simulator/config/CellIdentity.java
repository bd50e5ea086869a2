package org.fedrange.simulator.config;

import java.nio.charset.StandardCharsets;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.Experiment;

/** What makes two cells the same cell: everything that can change a number. */
public final class CellIdentity {
    private CellIdentity() {}

    /**
     * SHA-256 in hexadecimal over the resolved experiment, the tool, the data and, for native numerics, the kind of CPU.
     *
     * @param build digest of the tool's own classes
     * @param data digest of the data as read
     * @param cpu the kind of CPU
     */
    public static String of(Experiment experiment, String build, String data, String cpu) {
        return of(Canonical.json(experiment), build, data, experiment.numerics() == Numerics.NATIVE ? cpu : "");
    }

    /** The same from the experiment's canonical JSON; {@code cpu} is empty for portable numerics. */
    public static String of(String canonical, String build, String data, String cpu) {
        String text = String.join("\n", canonical, build, data, cpu);
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }
}
