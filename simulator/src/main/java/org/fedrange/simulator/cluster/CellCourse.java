package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a cell gets on: who has it, and which workers died over it. */
final class CellCourse {
    /** Deaths of workers after which a cell is set aside. */
    static final int MOST_DEATHS = 3;

    private final List<String> deaths = new ArrayList<>();
    private @Nullable ActorRef<Sent.ToLane> lane;
    private int roundsNow;
    private int roundsTold;

    /** A lane begins with it. */
    void begin(ActorRef<Sent.ToLane> by) {
        lane = by;
        roundsNow = 0;
    }

    boolean held() {
        return lane != null;
    }

    boolean heldBy(ActorRef<Sent.ToLane> other) {
        return other.equals(lane);
    }

    /** Whether a lane of this worker has it. */
    boolean heldAt(String worker) {
        return lane != null && Workers.place(lane).equals(worker);
    }

    /** Nobody has it any longer. */
    void free() {
        lane = null;
    }

    /** The worker that had it died. */
    void bereaved(String worker) {
        deaths.add(worker);
        free();
    }

    /** Whether a worker died that had it: it may be its fault, so it goes on alone. */
    boolean suspect() {
        return !deaths.isEmpty();
    }

    boolean deadly() {
        return deaths.size() >= MOST_DEATHS;
    }

    List<String> deaths() {
        return List.copyOf(deaths);
    }

    /** Whether a round that has ended is news: those that a dead worker told of are not told again. */
    boolean news() {
        roundsNow++;
        if (roundsNow <= roundsTold) {
            return false;
        }
        roundsTold = roundsNow;
        return true;
    }
}
