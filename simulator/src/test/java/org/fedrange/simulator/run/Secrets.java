package org.fedrange.simulator.run;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.aggregation.Update;
import org.fedrange.aggregation.identity.SigningKey;
import org.fedrange.aggregation.secure.Revealed;
import org.fedrange.learning.FloatVector;

/**
 * Collects the secrets of a run out of the records of its parties and their messages: it looks for what they hold, not for what follows from the
 * seed, so that a secret that is drawn otherwise is found all the same.
 */
final class Secrets {
    /** Components of records that hold a secret, as bytes or a list of bytes. */
    private static final Set<String> SECRET = Set.of(
            "Keys.key", "Keys.nonce", "KeyPair.secret", "Secrets.selfMask", "Secrets.coefficients", "Shared.own", "Shared.sealingKeys");

    private final SortedMap<String, List<byte[]>> bytes = new TreeMap<>();
    private final List<float[]> updates = new ArrayList<>();
    private final List<long[]> shares = new ArrayList<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** By what they are. */
    SortedMap<String, List<byte[]>> bytes() {
        return bytes;
    }

    List<float[]> updates() {
        return updates;
    }

    List<long[]> shares() {
        return shares;
    }

    void add(String what, byte[] secret) {
        bytes.computeIfAbsent(what, any -> new ArrayList<>()).add(secret);
    }

    /** Looks into something and all it consists of. */
    synchronized void lookInto(Object thing) {
        if (!seen.add(thing)) {
            return;
        }
        switch (thing) {
            case SigningKey key -> add("SigningKey", key.parameters().getEncoded());
            case Update update -> update.payload().values().forEach(vector -> updates.add(((FloatVector) vector).array()));
            case Map<?, ?> map -> map.values().forEach(this::lookInto);
            case Collection<?> all -> all.forEach(this::lookInto);
            case Optional<?> optional -> optional.ifPresent(this::lookInto);
            case Record its -> components(its);
            default -> fields(thing);
        }
    }

    private void components(Record its) {
        for (RecordComponent component : its.getClass().getRecordComponents()) {
            Object value = value(its, component);
            String name = its.getClass().getSimpleName() + "." + component.getName();
            if (SECRET.contains(name)) {
                secret(name, Objects.requireNonNull(value));
            } else if (value != null && name.equals("Bytes.content") && its.toString().startsWith("shares of")) {
                Revealed revealed = Revealed.decoded((byte[]) value);
                shares.addAll(revealed.selfMasks().values());
                shares.addAll(revealed.maskingKeys().values());
            } else if (value != null) {
                lookInto(value);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Object value(Record its, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(its);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no access to a test subject", e);
        }
    }

    private void secret(String name, Object value) {
        switch (value) {
            case byte[] its -> add(name, its);
            case Map<?, ?> map -> map.values().forEach(each -> add(name, (byte[]) each));
            case Collection<?> all -> all.forEach(each -> add(name, (byte[]) each));
            default -> throw new AssertionError(name + " is a " + value.getClass());
        }
    }

    /** Of classes that are no records, only the project's own messages and lines hold something. */
    private void fields(Object thing) {
        String name = thing.getClass().getName();
        if (!name.startsWith("org.fedrange.simulator.federation") && !name.startsWith("org.fedrange.simulator.wire")) {
            return;
        }
        for (var field : thing.getClass().getDeclaredFields()) {
            try {
                field.setAccessible(true);
                Object value = field.get(thing);
                if (value instanceof Update || value instanceof Record || value instanceof Map) {
                    lookInto(value);
                }
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("no access to a test subject", e);
            }
        }
    }

    /** A share's limbs as bytes. */
    static byte[] bytes(long[] share) {
        ByteBuffer buffer = ByteBuffer.allocate(share.length * Long.BYTES);
        for (long limb : share) {
            buffer.putLong(limb);
        }
        return buffer.array();
    }
}
