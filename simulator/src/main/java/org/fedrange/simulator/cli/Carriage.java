package org.fedrange.simulator.cli;

import java.util.function.BiFunction;
import org.fedrange.simulator.actor.Simulation;
import org.fedrange.simulator.cluster.HospitalMachines;
import org.fedrange.simulator.cluster.Leader;
import org.fedrange.simulator.results.ResultsFolder;
import org.fedrange.simulator.run.Driver;
import org.fedrange.simulator.run.LoopDriver;

/**
 * What carries the cells of a command's studies to their results, whichever it is with the same bytes.
 *
 * @param name as the manifest has it
 * @param drivers gives what carries the cells of a study into a folder
 * @param end lets go of whatever helps
 */
record Carriage(String name, BiFunction<Source, ResultsFolder, Driver> drivers, Runnable end) implements AutoCloseable {
    /** This process, in one thread. */
    static Carriage loop() {
        return new Carriage("loop", (source, folder) -> new LoopDriver(), () -> {});
    }

    /** This process, in so many threads. */
    static Carriage actors(int threads) {
        return new Carriage("actors", (source, folder) -> new Simulation(threads), () -> {});
    }

    /** Workers that this process leads. */
    static Carriage cluster(Leader leader) {
        return new Carriage("cluster", (source, folder) -> leader.driver(source.study(), source.deals(), folder), leader::close);
    }

    /** This process, with hospitals on machines that it leads. */
    static Carriage hospitals(HospitalMachines machines) {
        return new Carriage("hospital-machines", (source, folder) -> machines.driver(source.study(), source.deals()), machines::close);
    }

    @Override
    public void close() {
        end.run();
    }
}
