package org.fedrange.simulator.round;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.aggregation.Verdict;
import org.fedrange.learning.NodeId;

/**
 * A protocol of two exchanges: nodes send a number, then learn the sum of all numbers and send back the sum without their own.
 * What is released is the mean of those answers. Each node's number grows by one each time it is asked, so that a node that
 * forgot what it remembers would show.
 */
public final class Toy {
    private Toy() {}

    /** A number on the wire. */
    public record Figure(double value) implements Message {
        @Override
        public long bytes() {
            return 8;
        }

        @Override
        public String type() {
            return "number";
        }

        @Override
        public String digest() {
            return Double.toString(value);
        }

        @Override
        public Figure damaged(RandomGenerator stream) {
            return new Figure(-value);
        }
    }

    /** The last release, as it is sent out. */
    public record Model(double value) implements Message {
        @Override
        public long bytes() {
            return 8;
        }

        @Override
        public String type() {
            return MODEL;
        }

        @Override
        public String digest() {
            return Double.toString(value);
        }

        @Override
        public Model damaged(RandomGenerator stream) {
            return new Model(-1 - value);
        }
    }

    /** What the coordinator knows: the last release, and in the second exchange the sum. */
    public record Sum(double released, double sum) {}

    /** The coordinator's side. */
    public record Summing() implements Protocol<Sum> {
        @Override
        public int exchanges() {
            return 2;
        }

        @Override
        public Message question(Sum state, int round, int exchange, NodeId node) {
            return exchange == 0 ? new Model(state.released()) : new Figure(state.sum());
        }

        @Override
        public Optional<String> objection(Sum state, int round, int exchange, NodeId node, Message answer) {
            return Double.isNaN(((Figure) answer).value()) ? Optional.of("not a number") : Optional.empty();
        }

        @Override
        public Conclusion<Sum> conclude(Sum state, int round, int exchange, SortedMap<NodeId, Message> answers) {
            double sum = 0;
            for (Message answer : answers.values()) {
                sum += ((Figure) answer).value();
            }
            if (exchange == 0) {
                return new Conclusion.Continue<>(new Sum(state.released(), sum));
            }
            if (answers.size() == 1) {
                return new Conclusion.Infeasible<>("one answer is no sum");
            }
            SortedMap<NodeId, Verdict> verdicts = new TreeMap<>();
            answers.keySet().forEach(node -> verdicts.put(node, new Verdict(node, true, 1.0 / answers.size(), Double.NaN)));
            return new Conclusion.Release<>(new Sum(sum / answers.size(), 0), verdicts);
        }

        @Override
        public String released(Sum state) {
            return Double.toString(state.released());
        }
    }

    /** A node: its next number, which it must never forget. Crashes when it reaches {@code crashesAt}. */
    public record Counter(double next, double crashesAt) implements Participant {
        @Override
        public Reaction react(Question question) {
            if (question.exchange() == 1) {
                return new Reaction(this, new Figure(((Figure) question.body()).value() - (next - 1)), Double.NaN, 0);
            }
            if (next == crashesAt) {
                throw new IllegalStateException("number " + next + " is too much");
            }
            return new Reaction(new Counter(next + 1, crashesAt), new Figure(next), next, 1);
        }
    }

    /** An adversary that sends the largest number it heard, times ten, and stays silent in every third round. */
    public record Braggart(SortedSet<NodeId> nodes) implements Coalition {
        @Override
        public Move move(Overheard overheard) {
            SortedMap<NodeId, Message> answers = new TreeMap<>();
            double largest = 0;
            for (Message message : overheard.honest().values()) {
                largest = Math.max(largest, ((Figure) message).value());
            }
            if (overheard.round() % 3 != 0) {
                for (NodeId node : overheard.asked().keySet()) {
                    answers.put(node, new Figure(largest * 10));
                }
            }
            return new Move(
                    answers,
                    new Observation("all", overheard.own().size(), overheard.honest().size(), Double.toString(largest), true), this);
        }
    }

    /** Nodes {@code a}, {@code b}, ... in order. */
    public static List<NodeId> nodes(int count) {
        return IntStream.range(0, count).mapToObj(i -> new NodeId(i, String.valueOf((char) ('a' + i)))).toList();
    }

    /** The machine over these nodes. */
    public static RoundMachine<Sum> machine(List<NodeId> nodes, boolean adversary, double deadlineMillis, double quorum) {
        return new RoundMachine<>(new Summing(), (round, excluded) -> nodes, adversary, deadlineMillis, quorum, new Ledger(1));
    }
}
