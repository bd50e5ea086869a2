package org.fedrange.simulator.run;

import java.util.List;
import org.fedrange.attacks.LineAttack;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.Adversary;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.channel.Security;
import org.fedrange.simulator.federation.Pool;
import org.fedrange.simulator.identity.Enrolment;
import org.fedrange.simulator.round.Line;
import org.fedrange.simulator.wire.ProtectedLine;
import org.fedrange.simulator.wire.TappedLine;
import org.jspecify.annotations.Nullable;

/** The lines of one fold, with keys of its own: open where nothing protects messages and nobody sits on them. */
final class Lines {
    /** More bytes than any message of a run has beside its numbers. */
    private static final long ROOM = 1 << 16;
    /** More bytes than any message has for each number of the model: vectors that go along, masked words. */
    private static final long FOR_EACH_NUMBER = 4L * Long.BYTES;

    private final Cell cell;
    private final Nodes nodes;
    private final long numbers;
    private final int fold;
    private final Streams its;
    private @Nullable Enrolment enrolment;

    /**
     * Lines on which nothing is sent yet.
     *
     * @param nodes who takes part
     * @param numbers how many numbers the model has
     * @param fold number of the fold, from 1
     * @param its the fold's streams
     */
    Lines(Cell cell, Nodes nodes, long numbers, int fold, Streams its) {
        this.cell = cell;
        this.nodes = nodes;
        this.numbers = numbers;
        this.fold = fold;
        this.its = its;
    }

    int fold() {
        return fold;
    }

    Streams streams() {
        return its;
    }

    /** Who takes part, with what each shows and signs with; made once, when it is first needed, since thousands of certificates take their time. */
    Enrolment enrolment() {
        if (enrolment == null) {
            enrolment = Enrolment.of(nodes.all(), List.copyOf(nodes.tapped()), cell.experiment().rounds(), its);
        }
        return enrolment;
    }

    Line line() {
        Adversary adversary = cell.experiment().adversary();
        Security level = cell.experiment().channel().security();
        if (level == Security.NONE && !(adversary.attack() instanceof LineAttack)) {
            return Line.OPEN;
        }
        ProtectedLine line = line(level, cell.identity() + "/" + fold, its);
        if (!(adversary.attack() instanceof LineAttack attack)) {
            return line;
        }
        ProtectedLine elsewhere = line(level, "another run", its.within("another run"));
        return new TappedLine(
                level == Security.NONE ? Line.OPEN : line, line, elsewhere, attack, new Pool(nodes.tapped(), adversary.schedule(), its), its);
    }

    private ProtectedLine line(Security level, String run, Streams streams) {
        return ProtectedLine.of(level, run, enrolment(), ROOM + FOR_EACH_NUMBER * numbers, streams);
    }
}
