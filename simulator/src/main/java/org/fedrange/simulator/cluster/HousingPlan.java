package org.fedrange.simulator.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.fedrange.learning.NodeId;
import org.fedrange.simulator.actor.HospitalActor;
import org.fedrange.simulator.actor.HospitalsLostException;
import org.fedrange.simulator.actor.Placement;
import org.fedrange.simulator.round.Plan;

/**
 * Which machine houses which hospitals: those of honest nodes are dealt in turn, and those of Byzantine nodes stay with their adversary, which
 * is one mind. Results do not depend on it.
 */
final class HousingPlan {
    private volatile List<ActorRef<Sent.ToWorker>> machines = List.of();

    /** These machines are here. */
    void machines(Collection<ActorRef<Sent.ToWorker>> here) {
        machines = List.copyOf(here);
    }

    /** Places hospitals on the machines that are here when a fold begins. */
    Placement of(Function<String, Sent.Assignment> assignments) {
        return (context, cell, fold, plan) -> {
            List<ActorRef<Sent.ToWorker>> here = machines;
            if (here.isEmpty()) {
                throw new HospitalsLostException("no machine for hospitals is left; the same command does this cell again");
            }
            SortedMap<NodeId, ActorRef<HospitalActor.Ask>> hospitals = new TreeMap<>();
            plan.participants().forEach((node, participant) -> {
                if (plan.byzantine(node)) {
                    hospitals.put(node, Placement.here(context, node, participant));
                }
            });
            for (int i = 0; i < here.size(); i++) {
                house(context, here.get(i), new Share(assignments.apply(cell), fold, dealt(plan, i, here.size())), plan, hospitals);
            }
            return hospitals;
        };
    }

    private static List<Integer> dealt(Plan<?> plan, int machine, int machines) {
        List<Integer> honest = plan.participants().keySet().stream().filter(node -> !plan.byzantine(node)).map(NodeId::index).toList();
        List<Integer> share = new ArrayList<>();
        for (int i = machine; i < honest.size(); i += machines) {
            share.add(honest.get(i));
        }
        return share;
    }

    private static void house(
            ActorContext<?> context, ActorRef<Sent.ToWorker> machine, Share share, Plan<?> plan, SortedMap<NodeId, ActorRef<HospitalActor.Ask>> hospitals) {
        if (share.nodes().isEmpty()) {
            return;
        }
        ActorRef<HospitalActor.Ask> distant = context.spawn(DistantHospitals.of(machine, share), "machine-" + share.nodes().getFirst());
        context.watch(distant);
        plan.participants().keySet().stream().filter(node -> share.nodes().contains(node.index())).forEach(node -> hospitals.put(node, distant));
    }
}
