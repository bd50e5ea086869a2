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

/**
 * The lines of a cell's folds, each fold with keys of its own: open where nothing protects messages and nobody sits on them.
 *
 * @param cell the cell
 * @param nodes who takes part
 * @param numbers how many numbers the model has
 */
record Lines(Cell cell, Nodes nodes, long numbers) {
    /** More bytes than any message of a run has beside its numbers. */
    private static final long ROOM = 1 << 16;
    /** More bytes than any message has for each number of the model: vectors that go along, masked words. */
    private static final long FOR_EACH_NUMBER = 4L * Long.BYTES;

    /** Who takes part in a fold, with what each shows and signs with; the same wherever it is asked. */
    Enrolment enrolment(Streams its) {
        return Enrolment.of(nodes.all(), List.copyOf(nodes.tapped()), cell.experiment().rounds(), its);
    }

    Line of(int fold, Streams its) {
        Adversary adversary = cell.experiment().adversary();
        Security level = cell.experiment().channel().security();
        if (level == Security.NONE && !(adversary.attack() instanceof LineAttack)) {
            return Line.OPEN;
        }
        Enrolment enrolment = enrolment(its);
        ProtectedLine line = line(level, cell.identity() + "/" + fold, enrolment, its);
        if (!(adversary.attack() instanceof LineAttack attack)) {
            return line;
        }
        ProtectedLine elsewhere = line(level, "another run", enrolment, its.within("another run"));
        return new TappedLine(
                level == Security.NONE ? Line.OPEN : line, line, elsewhere, attack, new Pool(nodes.tapped(), adversary.schedule(), its), its);
    }

    private ProtectedLine line(Security level, String run, Enrolment enrolment, Streams its) {
        return ProtectedLine.of(level, run, enrolment, ROOM + FOR_EACH_NUMBER * numbers, its);
    }
}
