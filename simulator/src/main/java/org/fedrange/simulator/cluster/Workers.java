package org.fedrange.simulator.cluster;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.ActorContext;
import akka.cluster.ClusterEvent;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** The workers of a leader, and the lanes of each that wait for leave to begin, in the order of their claims. */
final class Workers {
    /** What they have to say goodbye. */
    static final Duration FAREWELL = Duration.ofSeconds(10);

    private final Role role;
    private final String build;
    private final Consumer<String> says;
    private final Map<String, ActorRef<Sent.ToWorker>> welcome = new TreeMap<>();
    private final Map<String, Deque<Sent.Claim>> claims = new TreeMap<>();
    private final Set<String> leaving = new HashSet<>();

    /**
     * None yet.
     *
     * @param role what they are to be for
     * @param build digest of the classes they must have
     * @param says is told who comes and goes, in sentences
     */
    Workers(Role role, String build, Consumer<String> says) {
        this.role = role;
        this.build = build;
        this.says = says;
    }

    /** Has an actor told whenever a member is out of the cluster. */
    static <T> void watchMembers(ActorContext<T> context, Function<String, T> gone) {
        Cluster.get(context.getSystem()).subscriptions().tell(Subscribe.create(
                context.messageAdapter(ClusterEvent.MemberRemoved.class, removed -> gone.apply(place(removed.member().address()))),
                ClusterEvent.MemberRemoved.class));
    }

    /** Where an actor of another member lives, as host:port. */
    static String place(ActorRef<?> actor) {
        return place(actor.path().address());
    }

    static String place(Address address) {
        return address.getHost().orElse("here") + ":" + address.getPort().orElse(0);
    }

    /** Takes a worker in, or turns it away. */
    void greet(Sent.Hello hello, boolean closing) {
        String worker = place(hello.worker());
        if (!hello.build().equals(build)) {
            turnAway(hello, "another build", "it is another build of FedRange (" + hello.build().substring(0, 12) + ") than the leader's ("
                    + build.substring(0, 12) + "), whose results would differ; run the same version on all machines");
        } else if (!hello.role().equals(role.name())) {
            turnAway(hello, "another role", "the leader wants machines for another role; start it with --role " + role);
        } else {
            if (welcome.put(worker, hello.worker()) == null) {
                says.accept("Worker " + worker + " joined.");
            }
            hello.worker().tell(closing ? new Sent.Done() : new Sent.Welcome());
        }
    }

    private void turnAway(Sent.Hello hello, String brief, String reason) {
        hello.worker().tell(new Sent.TurnedAway(reason));
        says.accept("Turned away " + place(hello.worker()) + ": " + brief + ".");
    }

    void sendHome() {
        all().forEach(worker -> worker.tell(new Sent.Done()));
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

    /** A worker that holds nothing of the leader's is gone; says so. */
    void sayGone(String worker, boolean closing) {
        boolean known = knows(worker);
        boolean wanted = gone(worker);
        if (known && !closing) {
            says.accept("Worker " + worker + (wanted ? " left." : " is lost."));
        }
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
