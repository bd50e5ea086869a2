package org.fedrange.aggregation.secure;

import java.util.Collection;
import java.util.List;

/**
 * What a node insists on, whatever the coordinator says. Each is one switch, so that an experiment can show what happens without it.
 *
 * @param signedKeys takes only keys signed by enrolled nodes: against substituted keys and invented hospitals
 * @param consistency reveals shares only when a threshold of nodes signed the same survivor list: against two stories for two audiences
 * @param neverBoth reveals for each node a share of its self mask or of its masking key, never both, and once
 * @param modelBound binds the model's digest into keys and signatures: against another model for one hospital
 * @param roundBound binds the round into keys and signatures: against replayed messages
 * @param freshKeys draws new keys in each round: against shares of an earlier one, which open nothing sealed for others
 * @param thresholdFloor refuses terms whose threshold is too low to mean anything
 * @param leastDifference of two sums over answers to one model, the nodes in one but not the other must be none or at least so many:
 *     against the difference of two cohorts; 0 for no such rule
 */
public record Safeguards(
        boolean signedKeys, boolean consistency, boolean neverBoth, boolean modelBound, boolean roundBound, boolean freshKeys, boolean thresholdFloor,
        int leastDifference) {
    /** Against a coordinator who follows the protocol and is curious. */
    public static final Safeguards SEMI_HONEST = new Safeguards(false, false, true, true, true, true, true, 2);

    /** Against a coordinator who does not. */
    public static final Safeguards MALICIOUS = new Safeguards(true, true, true, true, true, true, true, 2);

    /** The same but for some, to show what happens without them. */
    public Safeguards without(Collection<Safeguard> left) {
        return new Safeguards(
                signedKeys && !left.contains(Safeguard.SIGNED_KEYS), consistency && !left.contains(Safeguard.CONSISTENCY),
                neverBoth && !left.contains(Safeguard.NEVER_BOTH), modelBound && !left.contains(Safeguard.MODEL_BOUND),
                roundBound && !left.contains(Safeguard.ROUND_BOUND), freshKeys && !left.contains(Safeguard.FRESH_KEYS), thresholdFloor && !left.contains(Safeguard.THRESHOLD_FLOOR),
                left.contains(Safeguard.LEAST_DIFFERENCE) ? 0 : leastDifference);
    }

    /** Those of a node that colludes with the coordinator, and answers whatever it is asked; what enters the keys of all stays. */
    public Safeguards colluding() {
        return without(List.of(Safeguard.SIGNED_KEYS, Safeguard.CONSISTENCY, Safeguard.NEVER_BOTH, Safeguard.THRESHOLD_FLOOR, Safeguard.LEAST_DIFFERENCE));
    }
}
