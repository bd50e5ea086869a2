package org.fedrange.simulator.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.actor.Simulation;
import org.fedrange.simulator.cli.Published;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.StudyFile;
import org.fedrange.simulator.results.Leakage;
import org.fedrange.simulator.wire.AgreedSecrets;
import org.fedrange.simulator.wire.ProtectedLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * No key, share, seed of a mask, update or patient's record of a run stands in any file it leaves or in what it logs, in whatever form; and each would be found if it
 * did.
 */
class CanaryTest {
    @TempDir
    private Path folder = Path.of("");

    private final Secrets secrets = new Secrets();

    private static String study(String more) {
        return """
                name: canary
                data: {kind: synthetic, examples: 160, features: 4}
                partition: {kind: iid}
                hospitals: 8
                model: {kind: softmax}
                training: {kind: distributed-sgd, learningRate: 0.3, batchSize: 16, momentum: 0.9}
                rule: {kind: mean, weighted: false}
                rounds: 3
                quorum: 0.3
                evaluation: {every: 3, validation: 0, folds: 2}
                %s
                """.formatted(more);
    }

    /** All that the run leaves, with what it logged beside it. */
    private Lab run(String study) throws IOException {
        Queue<String> logged = new ConcurrentLinkedQueue<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                logged.add(event.getFormattedMessage() + " " + event.getMDCPropertyMap());
            }
        };
        Level before = root.getLevel();
        Lab lab;
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
        try {
            lab = Lab.run(folder, study, new Watched(new Simulation(2), UnaryOperator.identity(), this::look));
            Published.in(folder, lab.study());
        } finally {
            root.setLevel(before);
            root.detachAppender(appender);
        }
        assertTrue(!logged.isEmpty(), "nothing was logged at all");
        Files.write(folder.resolve("log.txt"), logged);
        return lab;
    }

    private int fold;

    private void look(Object thing) {
        secrets.lookInto(thing);
        if (thing instanceof ProtectedLine line) {
            fold++;
            AgreedSecrets.of(line, new Streams(1).within("fold " + fold)).forEach(secret -> secrets.add("Agreement", secret));
        }
    }

    /** The positive control: the same search finds one secret of each sort in each form. */
    private void wouldBeFound(Canary canary) throws IOException {
        for (List<byte[]> sort : secrets.bytes().values()) {
            byte[] secret = sort.getLast();
            found(canary, secret);
            found(canary, HexFormat.of().formatHex(secret));
            found(canary, "key " + HexFormat.of().withUpperCase().formatHex(secret) + ".");
            for (String before : List.of("", "k", "ke", "key")) {
                byte[] blob = (before + "_" + new String(secret, StandardCharsets.ISO_8859_1) + "_").getBytes(StandardCharsets.ISO_8859_1);
                found(canary, Base64.getEncoder().encodeToString(blob));
                found(canary, Base64.getUrlEncoder().encodeToString(blob));
            }
            found(canary, Arrays.toString(secret));
            found(canary, IntStream.range(0, secret.length).mapToObj(i -> Integer.toString(secret[i] & 0xff)).collect(Collectors.joining("\n, ")));
        }
        float[] update = secrets.updates().getLast();
        found(canary, Canary.bytes(update, ByteOrder.LITTLE_ENDIAN));
        found(canary, Canary.bytes(update, ByteOrder.BIG_ENDIAN));
        found(canary, Arrays.toString(update));
        found(canary, IntStream.range(0, update.length).mapToObj(i -> "<td>" + (double) update[i] + "</td>").collect(Collectors.joining("\n")));
        for (long[] share : secrets.shares().stream().limit(1).toList()) {
            found(canary, Secrets.bytes(share));
            found(canary, "limb " + share[2]);
        }
    }

    private void found(Canary canary, String text) throws IOException {
        found(canary, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void found(Canary canary, byte[] secret) throws IOException {
        Path planted = Files.createDirectories(folder.resolve("planted"));
        byte[] content = new byte[secret.length + 14];
        System.arraycopy(secret, 0, content, 7, secret.length);
        Files.write(planted.resolve("file"), content);
        assertEquals(List.of("file"), canary.leaks(planted), () -> new String(secret, StandardCharsets.ISO_8859_1));
    }

    private void staysSecret(Set<String> sorts) throws IOException {
        assertEquals(sorts, new TreeSet<>(secrets.bytes().keySet()));
        assertTrue(secrets.updates().size() >= 8 * 2 * 3 - 12, secrets.updates().size() + " updates");
        Canary canary = new Canary(secrets);
        assertEquals(List.of(), canary.leaks(folder));
        assertTrue(Files.exists(folder.resolve("report.html")) && Files.exists(folder.resolve("evidence/evidence.json")));
        wouldBeFound(canary);
    }

    /** Every patient is a canary: observers who find records to the last digit tell nobody what they found. */
    @Test
    void noRecordIsLeftThoughItIsReconstructed() throws IOException {
        String study = study("""
                inference:
                  - {kind: analytic-reconstruction}
                  - {kind: gradient-inversion, iterations: 20}
                  - {kind: lira, shadows: 2}
                  - {kind: attribute-inference, column: 1}
                """).replace("batchSize: 16", "batchSize: 1");
        Lab lab = run(study);
        Leakage found = lab.runs().values().iterator().next().leakage().getFirst();
        assertEquals(1, found.figures().getOrDefault("closer", 0.0), found.toString());
        Deals deals = new Deals(folder);
        Experiment experiment = StudyFile.parse("experiment.yaml", study, List.of(), new Binder()).study(deals, "build", "cpu").cells().getFirst().experiment();
        Examples raw = deals.dataset(experiment).examples();
        records(raw);
        deals.federation(experiment).folds().forEach(fold -> fold.hospitals().forEach(hospital -> {
            records(hospital.train());
            records(hospital.test());
        }));
        // Each patient as read, and as scaled in each of two folds.
        assertTrue(secrets.updates().size() >= 3 * 160, secrets.updates().size() + " records and updates");
        Canary canary = new Canary(secrets);
        assertEquals(List.of(), canary.leaks(folder));
        assertTrue(Files.exists(folder.resolve("report.html")) && Files.exists(folder.resolve("leakage.csv")));
        wouldBeFound(canary);
    }

    private void records(Examples examples) {
        for (int row = 0; row < examples.size(); row++) {
            secrets.updates().add(examples.at(new int[] {row}).features());
        }
    }

    @Test
    void nothingOfASealedRunIsLeft() throws IOException {
        run(study("channel: {security: sealed-hybrid}"));
        staysSecret(Set.of("Agreement", "Keys.key", "Keys.nonce", "SigningKey"));
    }

    @Test
    void nothingOfASealedRunWithSecureAggregationAndDropoutsIsLeft() throws IOException {
        run(study("""
                channel: {security: sealed, lossProbability: 0.02}
                secureAggregation: {kind: bonawitz, coordinator: malicious}
                """));
        assertTrue(secrets.shares().size() > 8 * 8, secrets.shares().size() + " shares");
        staysSecret(Set.of(
                "Agreement", "KeyPair.secret", "Keys.key", "Keys.nonce", "Secrets.coefficients", "Secrets.selfMask", "Shared.own", "Shared.sealingKeys", "SigningKey"));
    }
}
