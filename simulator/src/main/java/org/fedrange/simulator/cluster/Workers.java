package org.fedrange.simulator.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The workers of a leader, and the lanes of each that wait for leave to begin, in the order of their claims. */
final class Workers {
    private final Map<String, ActorRef<Sent.ToWorker>> welcome = new TreeMap<>();
    private final Map<String, Deque<Sent.Claim>> claims = new TreeMap<>();
    private final Set<String> leaving = new HashSet<>();

    /** Where an actor of another member lives, as host:port. */
    static String place(ActorRef<?> actor) {
        return place(actor.path().address());
    }

    static String place(Address address) {
        return address.getHost().orElse("here") + ":" + address.getPort().orElse(0);
    }

    /** Takes a worker in; says whether it is new. */
    boolean take(ActorRef<Sent.ToWorker> worker) {
        return welcome.put(place(worker), worker) == null;
    }

    Collection<ActorRef<Sent.ToWorker>> all() {
        return List.copyOf(welcome.values());
    }

    boolean none() {
        return welcome.isEmpty();
    }

    void leaves(ActorRef<Sent.ToWorker> worker) {
        leaving.add(place(worker));
    }

    /** A worker is gone; says whether its owner wanted it to. */
    boolean gone(String worker) {
        welcome.remove(worker);
        claims.remove(worker);
        return leaving.remove(worker);
    }

    boolean knows(String worker) {
        return welcome.containsKey(worker);
    }

    /** Puts a claim at the end of its worker's; a repeated one stays where it is. */
    void claim(Sent.Claim claim) {
        Deque<Sent.Claim> its = claims.computeIfAbsent(place(claim.lane()), worker -> new ArrayDeque<>());
        if (!its.contains(claim)) {
            its.add(claim);
        }
    }

    /** Takes out the claims that may be granted: of each worker those at the front, as long as {@code may} says so. */
    List<Sent.Claim> due(Predicate<Sent.Claim> may) {
        List<Sent.Claim> due = new ArrayList<>();
        for (Deque<Sent.Claim> its : claims.values()) {
            if (!its.isEmpty() && may.test(its.getFirst())) {
                due.add(its.removeFirst());
            }
        }
        return due;
    }
}
