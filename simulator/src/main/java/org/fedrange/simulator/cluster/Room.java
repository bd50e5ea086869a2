package org.fedrange.simulator.cluster;

import java.util.Optional;
import org.fedrange.simulator.run.Memory;

/** What the hospitals that a machine houses take of its memory: those for whom there is none left are refused, before it runs out in the middle of a round. */
final class Room {
    private final long heapBytes;
    private long taken;

    /** All of a heap. */
    Room(long heapBytes) {
        this.heapBytes = heapBytes;
    }

    /** Takes what somebody needs; says why it cannot be had, where it cannot. */
    synchronized Optional<String> take(Memory needed) {
        Memory all = new Memory(needed.updates(), needed.parameters(), taken + needed.bytes());
        Optional<String> excess = all.excess(heapBytes).map(why -> taken == 0 ? why : why + "; " + Memory.mega(taken) + " MB of it are other hospitals' here");
        if (excess.isEmpty()) {
            taken += needed.bytes();
        }
        return excess;
    }

    /** Gives it back. */
    synchronized void leave(Memory needed) {
        taken -= needed.bytes();
    }
}
