package org.fedrange.simulator.run;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.aggregation.secure.Identity;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.federation.MaskingHospital;
import org.fedrange.simulator.federation.Pool;
import org.fedrange.simulator.identity.Enrolment;
import org.fedrange.simulator.round.Participant;

/**
 * Gives every node its part in secure aggregation; also those of the adversary that hold no data, which must mask like all others.
 *
 * @param scheme the experiment's secure aggregation
 * @param experiment the experiment
 * @param nodes who takes part
 * @param enrolment what nodes sign with, and whose signatures they take
 * @param pools which nodes of the adversary attack when, by coalition
 * @param streams the run's streams
 */
record Masking(MaskedSum scheme, Experiment experiment, Nodes nodes, Enrolment enrolment, List<Pool> pools, Streams streams) {

    /** Whether numbers of examples go into the sums. */
    boolean weighted() {
        return experiment.rule().weighted();
    }

    /** These nodes under masks; those that train are given. */
    SortedMap<NodeId, Participant> of(SortedMap<NodeId, Participant> trainers, List<NodeId> wanted) {
        int cohort = Objects.requireNonNullElse(experiment.cohort(), nodes.all().size());
        SortedMap<Integer, Identity> identities = enrolment.identities();
        List<NodeId> colluders = nodes.colluders(experiment.adversary().attack());
        SortedMap<NodeId, Participant> masking = new TreeMap<>();
        for (NodeId node : wanted) {
            Identity identity = Objects.requireNonNull(identities.get(node.index()));
            MaskingHospital.Part part = new MaskingHospital.Part(
                    node, scheme, cohort, weighted(), colluders.contains(node) ? scheme.safeguards().colluding() : scheme.safeguards(), identity,
                    pools.stream().filter(pool -> pool.nodes().contains(node)).findFirst(), streams);
            masking.put(node, new MaskingHospital(part, Optional.ofNullable(trainers.get(node))));
        }
        return masking;
    }
}
