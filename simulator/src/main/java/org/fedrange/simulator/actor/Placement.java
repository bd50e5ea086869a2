package org.fedrange.simulator.actor;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.ActorContext;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.round.Participant;
import org.fedrange.simulator.round.Plan;

/** Where the hospitals of a federation are. Wherever that is, they give the same answers. */
public interface Placement {
    /** In this process. */
    Placement HERE = (context, cell, fold, plan) -> {
        SortedMap<NodeId, ActorRef<HospitalActor.Ask>> hospitals = new TreeMap<>();
        plan.participants().forEach((node, participant) -> hospitals.put(node, here(context, node, participant)));
        return hospitals;
    };

    /**
     * The hospitals of a federation, ready to be asked. They end with the actor they are placed for, which fails when they do.
     *
     * @param context of whom they are placed for
     * @param cell the id of the cell
     * @param fold its fold, from 1
     * @param plan the federation
     */
    SortedMap<NodeId, ActorRef<HospitalActor.Ask>> hospitals(ActorContext<?> context, String cell, int fold, Plan<?> plan);

    /** One hospital in this process, on the threads of hospitals. */
    static ActorRef<HospitalActor.Ask> here(ActorContext<?> context, NodeId node, Participant participant) {
        return context.spawn(HospitalActor.of(participant), "hospital-" + node.index(), DispatcherSelector.fromConfig(Simulation.HOSPITALS));
    }
}
