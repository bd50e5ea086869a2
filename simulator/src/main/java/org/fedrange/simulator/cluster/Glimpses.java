package org.fedrange.simulator.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.fedrange.simulator.run.Glimpse;
import tools.jackson.databind.json.JsonMapper;

/** What a worker shows of a round that has ended, as bytes: compressed JSON, which fits into one message. */
final class Glimpses {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Glimpses() {}

    /** As bytes; of a federation too large for a message without what became of each node. */
    static byte[] bytes(Glimpse glimpse) {
        byte[] whole = compressed(glimpse);
        return whole.length <= Parcel.PART ? whole
                : compressed(new Glimpse(glimpse.fold(), glimpse.soFar(), List.of(), glimpse.knowledge(), glimpse.seen(), glimpse.epsilon()));
    }

    private static byte[] compressed(Glimpse glimpse) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(JSON.writeValueAsBytes(glimpse));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Glimpse read(byte[] bytes) {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return JSON.readValue(zip.readAllBytes(), Glimpse.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
