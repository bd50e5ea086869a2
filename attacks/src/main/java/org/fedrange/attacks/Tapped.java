package org.fedrange.attacks;

import java.util.Optional;
import java.util.random.RandomGenerator;

/** A message on a line, as an adversary finds it there, and what it can make with what it has. */
public interface Tapped {
    /** The round, from 1. */
    int round();

    /** What is on the wire. */
    byte[] bytes();

    /** Whether it can read what is said. */
    boolean readable();

    /** The same with every number turned round, times {@code scale}; where it cannot read, with their signs turned where numbers would stand. */
    byte[] negated(double scale);

    /** The same as if nothing protected it, turned round where it can read it. */
    byte[] unprotected();

    /** What it recorded in an earlier round, with the date of this one where nothing protects the date; empty where it recorded nothing. */
    Optional<byte[]> recorded(int earlier);

    /** The same recording as its sender would send it in another run, which has keys of its own. */
    Optional<byte[]> recordedElsewhere(int earlier);

    /**
     * An update that the hospital never sent, of independent normal numbers.
     *
     * @param deviation their standard deviation
     * @param stolen whether it signs with the hospital's key that was stolen and revoked, or with one that nobody certified
     */
    byte[] invented(double deviation, boolean stolen, RandomGenerator stream);
}
