package org.fedrange.simulator.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.fedrange.learning.Parameter;
import org.fedrange.simulator.config.Binder;

/** What other frameworks ask for, and where this pack answers, read from {@code frameworks.yaml} beside this class. */
record Frameworks(
        @Parameter("safeguards of the HIPAA Security Rule") List<Rule> hipaa,
        @Parameter("items of other frameworks") List<Item> items) {
    private static final String FILE = "frameworks.yaml";

    Frameworks {
        hipaa = List.copyOf(hipaa);
        items = List.copyOf(items);
    }

    /** What a study can show about a safeguard: each is said by {@link Findings}. */
    enum Fact {
        /** Threats that apply and threats that were measured. */
        ANALYSIS,
        /** Verdicts and decisions about them. */
        MANAGEMENT,
        /** The audit logs. */
        LOGS,
        /** What protects the line. */
        LINE,
        /** Who is who. */
        IDENTITIES,
        /** Roots, seals and signatures. */
        INTEGRITY,
        /** Rounds that ended with a model. */
        AVAILABILITY,
        /** Nothing: outside of what a simulation of training can show. */
        NOTHING
    }

    /** A safeguard. */
    record Rule(
            @Parameter("where it stands, such as 164.312(b)") String citation,
            @Parameter("its name") String standard,
            @Parameter("required, addressable or standard") String kind,
            @Parameter("what can be evidence for it here") String evidence,
            @Parameter("what a study shows") Fact fact,
            @Parameter("what it does not show") String limits) {}

    /** An item of another framework. */
    record Item(
            @Parameter("the framework") String framework,
            @Parameter("the item's id") String item,
            @Parameter("what it asks, in short") String says,
            @Parameter("where in the pack") String where) {}

    /** Those of this version. */
    static Frameworks read() {
        try (InputStream file = Objects.requireNonNull(Frameworks.class.getResourceAsStream(FILE), FILE)) {
            return new Binder().read(Frameworks.class, FILE, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    List<Evidence.Mapping> mappings() {
        return items.stream().map(its -> new Evidence.Mapping(its.framework(), its.item(), its.says(), its.where())).toList();
    }
}
