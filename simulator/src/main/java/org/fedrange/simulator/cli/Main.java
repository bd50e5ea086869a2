package org.fedrange.simulator.cli;

/** Where the program begins. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(CommandLineInterface.execute(arguments));
    }
}
