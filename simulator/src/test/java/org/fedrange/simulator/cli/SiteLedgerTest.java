package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.Gaussian;
import org.fedrange.defenses.privacy.Steps;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site's account over several runs. */
class SiteLedgerTest {
    private static final String STUDY =
            """
            name: private
            data: {kind: synthetic, examples: 120, classes: 2, features: 3}
            hospitals: 3
            model: {kind: softmax}
            training: {kind: dp-sgd, localSteps: 2, samplingRate: 0.5, learningRate: 0.1, clippingNorm: 1, noiseMultiplier: 4, delta: 0.001}
            rule: {kind: mean, weighted: false}
            rounds: 3
            evaluation: {every: 3, folds: 2}
            """;

    @TempDir
    private Path folder = Path.of("");

    private record Said(int code, String text) {}

    private Said fedrange(String... arguments) {
        StringWriter said = new StringWriter();
        int code = CommandLineInterface.execute(new PrintWriter(said), new PrintWriter(said), arguments);
        return new Said(code, said.toString().replace(folder.toString(), "HERE"));
    }

    private Said run(String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("private.yaml"), STUDY);
        List<String> arguments = new ArrayList<>(List.of("run", file.toString(), "--out", folder.resolve("results").toString(), "--site", folder.resolve("ann").toString()));
        arguments.addAll(List.of(more));
        return fedrange(arguments.toArray(String[]::new));
    }

    @BeforeEach
    void begin() {
        assertEquals(0, fedrange("key", "ann.example", "--out", folder.toString()).code());
        Said said = fedrange(
                "privacy", "site", folder.resolve("ann").toString(), "--name", "St. Ann", "--epsilon", "2.2", "--delta", "1e-3", "--sign-key",
                folder.resolve("ann.example.key").toString());
        assertEquals("Signed: all runs together may spend epsilon 2.2 at delta 0.001 of the privacy of each patient of St. Ann\n", said.text());
    }

    private static String epsilon(int steps) {
        return String.format(Locale.ROOT, "%.4f", Accountant.PLD.epsilon(List.of(new Steps(new Gaussian(4), 0.5, steps)), 1e-3));
    }

    /** A cell takes 2 folds of 3 rounds of 2 steps: 12. Two cells 24, three cells 36. */
    @Test
    void runsAddUpUntilTheBudgetIsSpent() throws IOException {
        Said first = run();
        assertEquals(0, first.code(), first.text());
        assertTrue(first.text().contains("privacy: with this study epsilon " + epsilon(12) + " of 2.2 is spent of the account of St. Ann"), first.text());
        Said second = run("--set", "seed=2");
        assertTrue(second.text().contains("epsilon " + epsilon(24) + " of 2.2"), second.text());
        // The same cells once more tell nothing new.
        assertTrue(run("--set", "seed=2").text().contains("epsilon " + epsilon(24) + " of 2.2"));
        Said spent = fedrange("privacy", "spent", folder.resolve("ann").toString());
        assertTrue(spent.text().endsWith("St. Ann: each patient has spent at most epsilon " + epsilon(24) + " of 2.2 at delta 0.001\n"), spent.text());
        Said third = run("--set", "seed=3");
        assertEquals(2, third.code());
        assertTrue(third.text().contains("HERE/ann: after private all runs together would have spent epsilon " + epsilon(36)), third.text());
        assertTrue(third.text().contains("it allows 2.2, of which " + epsilon(24) + " is spent"), third.text());
        // What is refused is not written down.
        assertEquals(2, Files.readAllLines(folder.resolve("ann").resolve("ledger.jsonl")).size());
    }

    /** Draws of the operating system are new ones in the second run: 12 steps and 12 more. */
    @Test
    void drawsThatNobodyRepeatsSpendAnew() throws IOException {
        assertEquals(0, run("--set", "privacyDraws=system").code());
        Said again = run("--set", "privacyDraws=system");
        assertTrue(again.text().contains("epsilon " + epsilon(24) + " of 2.2"), again.text());
    }

    @Test
    void whatPromisesNothingIsRefusedBeforeItBegins() throws IOException {
        Said said = run("--set", "training={kind: fed-avg, learningRate: 0.1}");
        assertEquals(2, said.code());
        assertTrue(said.text().contains("allows nothing that does not promise privacy to each patient, and the cell"), said.text());
        assertFalse(Files.exists(folder.resolve("results").resolve("cells")));
        // A hospital's privacy is each of its patients' too.
        Said hospitals = run("--set", "training={kind: fed-avg, learningRate: 0.1}", "--set", "hospitals=20", "--set",
                "defenses=[{kind: central-dp, clippingNorm: 1, noiseMultiplier: 8, delta: 0.001}]");
        assertEquals(0, hospitals.code(), hospitals.text());
        assertTrue(Files.readString(folder.resolve("ann").resolve("ledger.jsonl")).contains("central-dp"));
    }

    @Test
    void aChangedPolicyAndAChangedLedgerAreNoticed() throws IOException {
        run();
        run("--set", "seed=2");
        Path ledger = folder.resolve("ann").resolve("ledger.jsonl");
        String before = Files.readString(ledger);
        Files.writeString(ledger, before.replaceFirst("\"steps\":\\s*12", "\"steps\": 1"));
        Said changed = fedrange("privacy", "spent", folder.resolve("ann").toString());
        assertEquals(2, changed.code(), changed.text());
        assertTrue(changed.text().contains("ledger.jsonl, entry 2: does not follow the line before it"), changed.text());
        Files.writeString(ledger, before.lines().skip(1).findFirst().orElseThrow() + "\n");
        assertEquals(2, fedrange("privacy", "spent", folder.resolve("ann").toString()).code());
        Files.writeString(ledger, before);
        Path policy = folder.resolve("ann").resolve("policy.note");
        Files.writeString(policy, Files.readString(policy).replace("2.2", "22.0"));
        Said wider = run("--set", "seed=3");
        assertEquals(2, wider.code());
        assertTrue(wider.text().contains("bears a signature in the name of ann.example that its key did not make; whoever changes the policy needs the site's key"), wider.text());
        assertTrue(fedrange("privacy", "spent", folder.toString()).text().contains("is no site's folder"), "no folder");
    }
}
