package org.fedrange.attacks.backdoor;

import org.fedrange.learning.Parameter;
import org.fedrange.learning.ParameterVector;
import org.fedrange.learning.Parameters;

/**
 * Enlarges the update so that the mean over all nodes becomes the poisoned model itself.
 *
 * <pre>
 * sent = factor d
 * </pre>
 *
 * <p>Example: among ten nodes with factor 10 and honest updates near zero the mean moves by d: the global model is replaced.
 *
 * <p>Source: Bagdasaryan, Veit, Hua, Estrin, Shmatikov, "How To Backdoor Federated Learning", 2020, equation 3.
 */
public record ModelReplacement(@Parameter(value = "what the update is multiplied by: the number of nodes, to replace the model", above = 0) double factor)
        implements Delivery {
    public ModelReplacement {
        Parameters.check(ModelReplacement.class, factor);
    }

    @Override
    public ParameterVector sent(ParameterVector change) {
        return change.scaled(factor);
    }
}
