package org.fedrange.simulator.cluster;

import akka.actor.ActorRef;
import akka.actor.PoisonPill;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.io.Tcp;
import akka.remote.RemoteTransportException;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.actor.Simulation;

/**
 * A machine's place in a cluster.
 *
 * @param place where the others reach it
 * @param listen where it listens, if that is elsewhere: behind a proxy, or in a container with an address of its own
 * @param keys what it shows to them and whom it believes; empty for plain messages, which never leave this machine
 * @param patienceSeconds without a sign of life after which another is given up
 * @param threads threads of hospitals, and cells at once
 */
public record Member(HostPort place, Optional<HostPort> listen, Optional<KeyStoreFile> keys, int patienceSeconds, int threads) {
    /** The name of the cluster's actor system. */
    static final String SYSTEM = "fedrange";

    private static final int LEAST_PATIENCE = 2;
    private static final int MOST_PATIENCE = 3600;

    public Member {
        if (patienceSeconds < LEAST_PATIENCE || patienceSeconds > MOST_PATIENCE) {
            throw new Refusal("--patience: must be from " + LEAST_PATIENCE + " to " + MOST_PATIENCE + " seconds, got " + patienceSeconds);
        }
        if (listen.isPresent() && place.port() == 0) {
            throw new Refusal("--listen: says where this machine listens behind a port that the others know, and that port is not given, or 0");
        }
        if (keys.isEmpty()) {
            refuseOpen("--host", place);
            listen.ifPresent(own -> refuseOpen("--listen", own));
        }
    }

    private static void refuseOpen(String option, HostPort place) {
        if (!place.loopback()) {
            throw new Refusal(option + " " + place.host() + ": messages that leave this machine must be encrypted; give a --keystore, which fedrange keystores makes,"
                    + " or stay on " + HostPort.LOOPBACK);
        }
    }

    /** Starts its actor system in a role. */
    <T> ActorSystem<T> system(Behavior<T> guardian, String role) {
        try {
            return ActorSystem.create(guardian, SYSTEM, config(role));
        } catch (RuntimeException e) {
            throw cannotListen(e);
        }
    }

    /**
     * Waits until an actor system has ended, and hangs up where it has not within so many seconds. As Artery ends, its inbound control stream may complete outbound ones before
     * its kill switch fails them; what completes is closed politely, and Artery waits without end for the other side to close too, which who was cut off or stalls never does
     * (see akka-core 30326). What could be flushed was before.
     */
    static void awaitEnd(ActorSystem<?> system, int seconds) {
        try {
            system.getWhenTerminated().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            system.terminate();
            Tcp.get(system).manager().tell(PoisonPill.getInstance(), ActorRef.noSender());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RuntimeException cannotListen(RuntimeException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException || cause instanceof RemoteTransportException) {
                return new Refusal(listen.orElse(place) + ": cannot listen there: " + cause.getMessage() + "; is the port taken, or the address another machine's?", thrown);
            }
        }
        return thrown;
    }

    private Config config(String role) {
        Map<String, Object> own = new HashMap<>(Map.of(
                "akka.remote.artery.canonical.hostname", place.host(),
                "akka.remote.artery.canonical.port", place.port(),
                "akka.cluster.roles", List.of(role),
                // Half of the patience for noticing, half for being sure.
                "akka.cluster.failure-detector.acceptable-heartbeat-pause", patienceSeconds * 500 + "ms",
                "akka.cluster.split-brain-resolver.stable-after", patienceSeconds * 500 + "ms"));
        listen.ifPresent(its -> own.putAll(Map.of(
                "akka.remote.artery.bind.hostname", its.host(),
                "akka.remote.artery.bind.port", its.port())));
        keys.ifPresent(its -> own.putAll(Map.of(
                "akka.remote.artery.transport", "tls-tcp",
                "akka.remote.artery.ssl.config-ssl-engine.key-store", its.file().toString(),
                "akka.remote.artery.ssl.config-ssl-engine.trust-store", its.file().toString(),
                "akka.remote.artery.ssl.config-ssl-engine.key-store-password", its.password(),
                "akka.remote.artery.ssl.config-ssl-engine.key-password", its.password(),
                "akka.remote.artery.ssl.config-ssl-engine.trust-store-password", its.password())));
        return ConfigFactory.parseMap(own)
                .withFallback(ConfigFactory.parseResources(Member.class, "cluster.conf"))
                .withFallback(Simulation.config(threads));
    }
}
