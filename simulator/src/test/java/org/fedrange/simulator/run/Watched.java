package org.fedrange.simulator.run;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.audit.AuditEvent;
import org.fedrange.simulator.audit.AuditLog;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.round.Line;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Plan;
import org.fedrange.simulator.round.Question;

/**
 * A driver under which every state and message of every node passes a test's eyes, and lines are what the test makes of them. Nothing else
 * changes.
 *
 * @param driver what carries the cells
 * @param line what becomes of a fold's lines
 * @param eyes is shown the lines, and after each answer the node and its answer; from several threads where the driver has them
 */
record Watched(Driver driver, UnaryOperator<Line> line, Consumer<Object> eyes) implements Driver {
    @Override
    public void run(List<CellWork.Preparation> cells, Progress progress) {
        driver.run(cells.stream().map(this::watched).toList(), progress);
    }

    private CellWork.Preparation watched(CellWork.Preparation cell) {
        return new CellWork.Preparation() {
            @Override
            public String cell() {
                return cell.cell();
            }

            @Override
            public CellWork prepare() {
                return new Work(cell.prepare());
            }
        };
    }

    private <S> CellWork.Fold<S> watched(CellWork.Fold<S> fold) {
        Plan<S> plan = fold.plan();
        eyes.accept(plan.world().line());
        SortedMap<NodeId, Participant> watched = new TreeMap<>();
        plan.participants().forEach((node, participant) -> watched.put(node, new Seen(participant)));
        Plan.World world = new Plan.World(plan.world().carrier(), plan.world().faults(), plan.world().compute(), line.apply(plan.world().line()));
        return new CellWork.Fold<>(new Plan<>(plan.machine(), plan.initial(), watched, plan.coalition(), world, plan.rounds()), fold.rounds());
    }

    private final class Seen implements Participant {
        private final Participant itself;

        Seen(Participant itself) {
            this.itself = itself;
        }

        @Override
        public Reaction react(Question question) {
            Reaction reaction = itself.react(question);
            eyes.accept(reaction.next());
            eyes.accept(reaction.answer());
            return new Reaction(new Seen(reaction.next()), reaction.answer(), reaction.trainingLoss(), reaction.processed());
        }
    }

    private final class Work implements CellWork {
        private final CellWork itself;

        Work(CellWork itself) {
            this.itself = itself;
        }

        @Override
        public int folds() {
            return itself.folds();
        }

        @Override
        public Fold<?> fold(int number) {
            return watched(itself.fold(number));
        }

        @Override
        public AuditLog openLog() throws IOException {
            return itself.openLog();
        }

        @Override
        public AuditEvent started() {
            return itself.started();
        }

        @Override
        public List<AuditEvent> enrolled() {
            return itself.enrolled();
        }

        @Override
        public List<AuditEvent> observed() {
            return itself.observed();
        }

        @Override
        public AuditEvent finished() {
            return itself.finished();
        }

        @Override
        public Run run(AuditLog.Checkpoint last) {
            return itself.run(last);
        }
    }
}
