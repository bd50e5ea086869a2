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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
                case Sent.Hello(var build, var role, var worker) -> put(build, role, worker);
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
                case Sent.House(Share(var cell, var fold, var nodes), var questions, var answers, var coordinator) -> {
                    message(cell);
                    put(fold, nodes, questions, answers, coordinator);
                }
                case Sent.Unhoused(var reason) -> put(reason);
                case Sent.Asked(var node, var round, var exchange, var sentMillis, var body) -> put(node, round, exchange, sentMillis, body);
                case Sent.Reacted(var node, var body, var measured, var loss, var processed) -> put(node, body, measured, loss, processed);
                case Sent.Crashed(var node, var cause) -> put(node, cause);
            }
        }

        private void put(Object... components) throws IOException {
            for (Object component : components) {
                switch (component) {
                    case String text -> bytes(text.getBytes(StandardCharsets.UTF_8));
                    case byte[] content -> bytes(content);
                    case Integer number -> writeInt(number);
                    case Long number -> writeLong(number);
                    case Double number -> writeLong(Double.doubleToRawLongBits(number));
                    case List<?> several -> {
                        writeInt(several.size());
                        put(several.toArray());
                    }
                    case Map<?, ?> named -> {
                        writeInt(named.size());
                        for (Map.Entry<?, ?> each : named.entrySet()) {
                            put(each.getKey(), each.getValue());
                        }
                    }
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
                case "Hello" -> new Sent.Hello(text(), text(), actor());
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
                case "House" -> new Sent.House(new Share((Sent.Assignment) message("Assignment"), readInt(), numbers()), actor(), actor(), actor());
                case "Unhoused" -> new Sent.Unhoused(text());
                case "Asked" -> new Sent.Asked(readInt(), readInt(), readInt(), readDouble(), bytes());
                case "Reacted" -> new Sent.Reacted(readInt(), bytes(), named(), readDouble(), readLong());
                case "Crashed" -> new Sent.Crashed(readInt(), text());
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

        private int count() throws IOException {
            int count = readInt();
            if (count < 0 || count > available()) {
                throw new IOException(count + " parts are announced, " + available() + " bytes are there");
            }
            return count;
        }

        private List<Integer> numbers() throws IOException {
            List<Integer> numbers = new ArrayList<>();
            for (int left = count(); left > 0; left--) {
                numbers.add(readInt());
            }
            return numbers;
        }

        private SortedMap<String, Double> named() throws IOException {
            SortedMap<String, Double> named = new TreeMap<>();
            for (int left = count(); left > 0; left--) {
                named.put(text(), readDouble());
            }
            return named;
        }

        private <T> ActorRef<T> actor() throws IOException {
            return actors.resolveActorRef(text());
        }
    }
}
