package org.fedrange.simulator.eval;

import java.util.List;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.Calibration;
import org.fedrange.defenses.privacy.Mechanism;
import org.fedrange.defenses.privacy.Steps;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.config.Json;
import tools.jackson.databind.node.ObjectNode;

/** What differential privacy costs: epsilon of noisy steps, the least noise for a budget, or the most rounds. */
enum Privacy implements Eval.Operation {
    /** An epsilon that holds. */
    EPSILON {
        @Override
        public void answer(Question question, Answer answer) {
            question.allow("accountant", "mechanism", "samplingRate", "steps", "delta");
            answer.number("epsilon", accountant(question).epsilon(List.of(steps(question)), delta(question)));
        }
    },
    /** The smallest noise multiplier. */
    NOISE {
        @Override
        public void answer(Question question, Answer answer) {
            question.allow("accountant", "mechanism", "samplingRate", "steps", "delta", "epsilon");
            answer.number("noiseMultiplier", budget(question).noiseMultiplier(steps(question)));
        }
    },
    /** The largest number of steps. */
    ROUNDS {
        @Override
        public void answer(Question question, Answer answer) {
            question.allow("accountant", "mechanism", "samplingRate", "delta", "epsilon");
            answer.whole("rounds", budget(question).steps(steps(question)));
        }
    };

    static Accountant accountant(Question question) {
        String word = question.word("accountant", null);
        return Kind.named(Accountant.class, word).orElseThrow(() -> new Refusal("accountant: must be pld, rdp, zcdp or advanced-composition, got " + word));
    }

    private static double delta(Question question) {
        return question.number("delta", Double.NaN);
    }

    private static Calibration budget(Question question) {
        return new Calibration(accountant(question), question.number("epsilon", Double.NaN), delta(question));
    }

    private static Steps steps(Question question) {
        ObjectNode mechanism = ((ObjectNode) question.part("mechanism").node()).deepCopy();
        if (question.word("op", null).equals("noise")) {
            mechanism.put("noiseMultiplier", 1.0); // what is asked for; where it is given, it has no influence
        }
        Mechanism noise = question.binder().bind(Mechanism.class, Json.tree(mechanism, "mechanism"));
        return new Steps(noise, question.number("samplingRate", 1), question.whole("steps", 1));
    }
}
