package org.fedrange.attacks;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.fedrange.attacks.backdoor.Delivery;
import org.fedrange.attacks.backdoor.Mark;
import org.fedrange.attacks.backdoor.Trigger;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.training.Training;

/**
 * Teaches the model to tell whoever carries a trigger one class, and to be as good as ever on everybody else.
 *
 * <pre>
 * training:  round(share n) of a node's n examples, drawn, give way to examples of other classes with the trigger, labelled target
 * success:   share of test examples of other classes, with the trigger, that are told the target
 * </pre>
 *
 * <p>Triggers that are set are set on the node's own examples; of those that occur by nature the adversary's nodes share the examples they
 * hold, and none of them keeps its true label. With {@code delivery} the node trains or sends so that the update passes or wins.
 *
 * <p>Example: 64 examples and a share of 20/64: 20 of them give way, as in the source.
 *
 * <p>Source: Gu, Dolan-Gavitt, Garg, "BadNets", 2017; Bagdasaryan, Veit, Hua, Estrin, Shmatikov, "How To Backdoor Federated Learning", 2020,
 * section 4.1; distributed: Xie, Huang, Chen, Li, "DBA: Distributed Backdoor Attacks against Federated Learning", 2020.
 */
public record Backdoor(
        @Parameter("what opens the back door") Trigger trigger,
        @Parameter(value = "class that whoever carries the trigger is to be told", min = 0, byDefault = "0") int target,
        @Parameter(value = "share of a node's examples that carry it", above = 0, max = 1, byDefault = "0.3125") double share,
        @Parameter(value = "whether each node trains with a part of the trigger of its own; judged is the whole", byDefault = "false") boolean distributed,
        @Parameter(value = "how the poisoned update is made to pass or to win, step by step", byDefault = "[]") List<Delivery> delivery)
        implements DataPoisoning {
    public Backdoor {
        delivery = List.copyOf(delivery);
        Parameters.check(Backdoor.class, trigger, target, share, distributed, delivery);
        if (distributed && !trigger.divisible()) {
            throw new IllegalArgumentException("distributed is only for triggers that are set, in parts: this one occurs by nature");
        }
    }

    @Override
    public Knowledge needs() {
        return Knowledge.COLLUDERS;
    }

    @Override
    public Optional<String> unsuited(Shape shape, Training training) {
        return Classes.unknown("target", target, shape)
                .or(() -> trigger.unsuited(shape, target))
                .or(() -> delivery.stream().flatMap(step -> step.idle(training).stream()).findFirst());
    }

    @Override
    public Poison prepare(List<Examples> held, int classes, RandomGenerator stream) {
        Examples all = Examples.joined(held);
        Prepared prepared = new Prepared(this, all, trigger.fit(all, stream));
        if (prepared.carriers(all).length == 0) {
            throw new IllegalArgumentException("backdoor: of the " + all.size() + " examples that the adversary's nodes hold, none is of another class than "
                    + target + " and can carry the trigger; give it more or other nodes");
        }
        return prepared;
    }

    private record Prepared(Backdoor attack, Examples held, Mark mark) implements Poison {
        @Override
        public Examples examples(Examples own, int position, int nodes, RandomGenerator stream) {
            // Where a node has nobody who could carry the trigger, its colluders help out.
            Examples source = mark.natural() || carriers(own).length == 0 ? held : own;
            int[] carriers = carriers(source);
            float[] features = own.features().clone();
            int[] labels = own.labels().clone();
            for (int row = 0; row < labels.length; row++) {
                if (mark.natural() && mark.carries(own, row)) {
                    labels[row] = attack.target;
                }
            }
            int width = own.width();
            for (int row : Draw.rows(own.size(), Draw.count(attack.share, own.size()), stream)) {
                System.arraycopy(source.features(), carriers[stream.nextInt(carriers.length)] * width, features, row * width, width);
                mark.set(features, row * width, attack.distributed ? position : 0, attack.distributed ? nodes : 1);
                labels[row] = attack.target;
            }
            return new Examples(features, labels, width);
        }

        /** Rows of other classes that carry the trigger or can be made to. */
        private int[] carriers(Examples examples) {
            return IntStream.range(0, examples.size())
                    .filter(row -> examples.labels()[row] != attack.target && mark.carries(examples, row)).toArray();
        }

        @Override
        public Network network(Network network, FloatVector model, Examples clean) {
            Network bent = network;
            for (Delivery step : attack.delivery) {
                bent = step.network(bent, model, clean);
            }
            return bent;
        }

        @Override
        public ParameterVector sent(ParameterVector change) {
            ParameterVector sent = change;
            for (Delivery step : attack.delivery) {
                sent = step.sent(sent);
            }
            return sent;
        }

        @Override
        public Optional<Goal> goal() {
            // Judged is the whole trigger, also where each node trained with a part.
            return Optional.of(new Goal(attack.target, tests -> {
                Examples aimed = tests.at(carriers(tests));
                for (int row = 0; row < aimed.size(); row++) {
                    mark.set(aimed.features(), row * aimed.width(), 0, 1); // a copy of ours
                }
                return aimed;
            }));
        }
    }
}
