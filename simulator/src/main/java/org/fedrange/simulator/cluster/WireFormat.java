package org.fedrange.simulator.cluster;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.SerializerWithStringManifest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * What members say, as bytes: the components of a message in their order, texts and byte arrays after their length. The name of the
 * message says how to read it; a name that is not listed here is not read.
 */
public final class WireFormat extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 20_090;

    private final ActorRefResolver actors;

    /** Made by Akka, as cluster.conf says. */
    public WireFormat(ExtendedActorSystem system) {
        this.actors = ActorRefResolver.get(Adapter.toTyped(system));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return message.getClass().getSimpleName();
    }

    @Override
    public byte[] toBinary(Object message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Out out = new Out(bytes)) {
            out.message((Sent) message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try (In in = new In(bytes)) {
            Sent message = in.message(manifest);
            if (in.available() > 0) {
                throw new NotSerializableException(in.available() + " bytes after the end of " + manifest);
            }
            return message;
        } catch (NotSerializableException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw (NotSerializableException) new NotSerializableException(manifest + " cannot be read").initCause(e);
        }
    }

    private final class Out extends DataOutputStream {
        Out(ByteArrayOutputStream bytes) {
            super(bytes);
        }

        void message(Sent message) throws IOException {
            switch (message) {
                case Sent.Hello(var build, var worker) -> put(build, worker);
                case Sent.Leaving(var worker) -> put(worker);
                case Sent.Welcome() -> {}
                case Sent.TurnedAway(var reason) -> put(reason);
                case Sent.Done() -> {}
                case Sent.Assignment(var cell, var identity, var data, var experiment) -> put(cell, identity, data, experiment);
                case Sent.Claim(var cell, var lane) -> put(cell, lane);
                case Sent.Granted(var cell) -> put(cell);
                case Sent.Settled(var cell) -> put(cell);
                case Sent.RoundEnded(var cell, var glimpse, var lane) -> put(cell, glimpse, lane);
                case Sent.Failed(var cell, var cause, var lane) -> put(cell, cause, lane);
                case Sent.Part(var cell, var number, var digest, var bytes, var lane) -> put(cell, number, digest, bytes, lane);
                case Sent.Received(var cell, var next) -> put(cell, next);
            }
        }

        private void put(Object... components) throws IOException {
            for (Object component : components) {
                switch (component) {
                    case String text -> bytes(text.getBytes(StandardCharsets.UTF_8));
                    case byte[] content -> bytes(content);
                    case Integer number -> writeInt(number);
                    case ActorRef<?> actor -> bytes(actors.toSerializationFormat(actor).getBytes(StandardCharsets.UTF_8));
                    default -> throw new IllegalStateException("no format for " + component.getClass());
                }
            }
        }

        private void bytes(byte[] content) throws IOException {
            writeInt(content.length);
            write(content);
        }
    }

    private final class In extends DataInputStream {
        In(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        Sent message(String name) throws IOException {
            return switch (name) {
                case "Hello" -> new Sent.Hello(text(), actor());
                case "Leaving" -> new Sent.Leaving(actor());
                case "Welcome" -> new Sent.Welcome();
                case "TurnedAway" -> new Sent.TurnedAway(text());
                case "Done" -> new Sent.Done();
                case "Assignment" -> new Sent.Assignment(text(), text(), text(), text());
                case "Claim" -> new Sent.Claim(text(), actor());
                case "Granted" -> new Sent.Granted(text());
                case "Settled" -> new Sent.Settled(text());
                case "RoundEnded" -> new Sent.RoundEnded(text(), bytes(), actor());
                case "Failed" -> new Sent.Failed(text(), text(), actor());
                case "Part" -> new Sent.Part(text(), readInt(), text(), bytes(), actor());
                case "Received" -> new Sent.Received(text(), readInt());
                default -> throw new NotSerializableException(name + " is not a message of this cluster");
            };
        }

        private byte[] bytes() throws IOException {
            int length = readInt();
            if (length < 0 || length > available()) {
                throw new IOException(length + " bytes are announced, " + available() + " are there");
            }
            return readNBytes(length);
        }

        private String text() throws IOException {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        private <T> ActorRef<T> actor() throws IOException {
            return actors.resolveActorRef(text());
        }
    }
}
