package org.fedrange.simulator.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.javadsl.Tcp;
import akka.util.ByteString;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The end of a member that waits, as Artery now and then does, until the other end closes a connection too. */
class FarewellTest {
    private static final int PATIENCE_SECONDS = 1;
    /** Less than Akka gives each phase of an end. */
    private static final int AT_ONCE_SECONDS = 4;

    @Test
    void hangsUpWhereTheOtherNeverDoes() throws Exception {
        ActorSystem<Void> member = new Member(new HostPort(HostPort.LOOPBACK, 0), Optional.empty(), Optional.empty(), 20, 1).system(Behaviors.empty(), Leader.ROLE);
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletionStage<Done> closed = Source.<ByteString>empty().via(Tcp.get(member).outgoingConnection(HostPort.LOOPBACK, silent.getLocalPort())).runWith(Sink.ignore(), member);
            CoordinatedShutdown.get(member).addTask(
                    CoordinatedShutdown.PhaseBeforeActorSystemTerminate(), "connections", () -> closed.handle((end, failure) -> Done.getInstance()));
            member.terminate();
            Member.awaitEnd(member, PATIENCE_SECONDS);
            assertDoesNotThrow(() -> member.getWhenTerminated().toCompletableFuture().get(AT_ONCE_SECONDS - PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }
}
