package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedrange.simulator.results.Json;
import org.fedrange.simulator.results.StudyRecord;
import org.fedrange.simulator.results.Tuning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandLineTest {
    private static final Path CONFIGS = Path.of("..", "configs");

    @TempDir
    private Path folder = Path.of("");

    /** What a command said, and its exit code. */
    private record Said(int code, String out, String err) {}

    private static Said fedrange(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Said(code, out.toString(), err.toString());
    }

    private static final List<String> SHORT = List.of(
            "--set", "rounds=4", "--set", "evaluation.every=2", "--set", "matrix.seed=[1]",
            "--set", "matrix.rule=[{kind: mean, weighted: false}, {kind: multi-krum}]", "--set", "channel={lossProbability: 0.1}");

    private Said shortRun(Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", CONFIGS.resolve("quickstart.yaml").toString(), "--out", out.toString()));
        arguments.addAll(SHORT);
        arguments.addAll(List.of(more));
        return fedrange(arguments.toArray(String[]::new));
    }

    /** All files that must not depend on who computed them, by name. */
    static Map<String, String> bytes(Path results) throws IOException {
        Map<String, String> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(results)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = results.relativize(file).toString();
                if (!name.endsWith("manifest.json")) {
                    bytes.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        return bytes;
    }

    @Test
    void threadsDriversAndResumingGiveTheSameBytes() throws IOException {
        Said first = shortRun(folder.resolve("one"), "--threads", "1");
        assertEquals(0, first.code(), first.err());
        Map<String, String> expected = bytes(folder.resolve("one"));
        assertTrue(expected.containsKey("rounds.csv") && expected.containsKey("report.html"), expected.keySet().toString());
        shortRun(folder.resolve("two"), "--threads", "2");
        shortRun(folder.resolve("eight"), "--threads", "8");
        shortRun(folder.resolve("loop"), "--driver", "loop");
        assertEquals(expected, bytes(folder.resolve("two")));
        assertEquals(expected, bytes(folder.resolve("eight")));
        assertEquals(expected, bytes(folder.resolve("loop")));
        // What a kill leaves: a cell without a result, with half a log, and half a file aside.
        Path cell;
        try (Stream<Path> cells = Files.list(folder.resolve("two").resolve("cells"))) {
            cell = cells.sorted().findFirst().orElseThrow();
        }
        String id = cell.getFileName().toString().replace(".json", "");
        Files.move(cell, cell.resolveSibling(id + ".json.part"));
        Files.writeString(folder.resolve("two").resolve("audit").resolve(id).resolve("log.jsonl"), "{\"fold\":0");
        Files.delete(folder.resolve("two").resolve("cells.csv"));
        Said resumed = shortRun(folder.resolve("two"), "--threads", "2");
        assertTrue(resumed.out().contains("5 finished before"), resumed.out());
        assertEquals(expected, bytes(folder.resolve("two")));
    }

    @Test
    void verifyFindsWhatWasChanged() throws IOException {
        Path results = folder.resolve("results");
        assertEquals(0, shortRun(results).code());
        assertEquals(0, fedrange("verify", results.toString()).code());
        Path rounds = results.resolve("rounds.csv");
        String table = Files.readString(rounds);
        Files.writeString(rounds, table.replaceFirst("sign-flip", "none"));
        assertEquals(3, fedrange("verify", results.toString()).code());
        assertEquals(0, fedrange("report", results.toString()).code());
        assertEquals(table, Files.readString(rounds));
        assertEquals(0, fedrange("verify", results.toString()).code());
        Path cell;
        try (Stream<Path> cells = Files.list(results.resolve("cells"))) {
            cell = cells.sorted().findFirst().orElseThrow();
        }
        Path model = results.resolve("models").resolve(cell.getFileName().toString().replace(".json", "")).resolve("fold-1.npz");
        byte[] kept = Files.readAllBytes(model);
        byte[] poisoned = kept.clone();
        poisoned[kept.length / 2] ^= 1;
        Files.write(model, poisoned);
        Said other = fedrange("verify", results.toString());
        assertEquals(3, other.code());
        assertTrue(other.out().contains("is not the final model that the log names"), other.out());
        Files.delete(model);
        assertTrue(fedrange("verify", results.toString()).out().contains("is missing, though the log names it"));
        Files.write(model, kept);
        Files.writeString(cell, Files.readString(cell).replaceFirst("\"accepted\":30", "\"accepted\":29").replaceFirst("\"lost\":[0-9]+", "\"lost\":77"));
        Said edited = fedrange("verify", results.toString());
        assertEquals(3, edited.code());
        assertTrue(edited.out().contains("is not the result that the last event of its log names"), edited.out());
    }

    @Test
    void signFlipWrecksTheMeanAndARobustRuleRestoresMostOfIt() throws IOException {
        Path results = folder.resolve("results");
        Said said = fedrange(
                "run", CONFIGS.resolve("quickstart.yaml").toString(), "--out", results.toString(), "--set", "matrix.seed=[1]", "--set",
                "matrix.adversary.attack=[{kind: none}, {kind: sign-flip, scale: 5}]", "--set",
                "matrix.rule=[{kind: mean, weighted: false}, {kind: multi-krum}]");
        assertEquals(0, said.code(), said.err());
        Map<String, Double> finals = new TreeMap<>();
        List<String> lines = Files.readAllLines(results.resolve("cells.csv"));
        int column = List.of(lines.getFirst().split(",", -1)).indexOf("final_test_balanced_accuracy");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            finals.put(cells[1].replace("\"", "") + " " + cells[2].replace("\"", "").replaceAll(" .*", ""), Double.parseDouble(cells[column]));
        }
        double clean = finals.getOrDefault("none mean", Double.NaN);
        assertTrue(finals.getOrDefault("sign-flip (scale 5) mean", Double.NaN) < clean - 0.1, finals.toString());
        assertTrue(finals.getOrDefault("sign-flip (scale 5) multi-krum", Double.NaN) > clean - 0.05, finals.toString());
    }

    static Stream<Path> configs() throws IOException {
        try (Stream<Path> files = Files.list(CONFIGS)) {
            // The speed run needs data that is not built in; those that claim something are run by ReproductionTest.
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith("speed.yaml") && !claims(file)).sorted().toList().stream();
        }
    }

    private static boolean claims(Path file) {
        try {
            return Files.readString(file).contains("\nclaims:");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("configs")
    void everyConfigRunsForARound(Path config) {
        // The first round of a network partition, and each round in which an observer sends a changed model, must be one of the rounds.
        String rounds = config.endsWith("dropout-and-stragglers.yaml") ? "rounds=10" : config.endsWith("imprint.yaml") ? "rounds=3" : "rounds=1";
        Said said = fedrange("run", config.toString(), "--out", folder.resolve("out").toString(), "--set", rounds, "--set", "matrix.seed=[1]");
        assertEquals(0, said.code(), said.err());
        assertFalse(said.out().contains("failed"), said.out());
    }

    @Test
    void mistakesAreRefusedWithoutAStackTrace() {
        Said unknown = fedrange("run", CONFIGS.resolve("quickstart.yaml").toString(), "--set", "ruel={kind: mean}");
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("rule") && !unknown.err().contains("\tat "), unknown.err());
        assertEquals(2, fedrange("run", "nowhere.yaml").code());
        assertEquals(2, fedrange("run").code());
        assertEquals(2, fedrange("describe", "rule", "krumm").code());
        assertEquals(2, fedrange("verify", folder.toString()).code());
        assertEquals(2, shortRun(folder.resolve("x"), "--threads", "0").code());
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheOneThatWasMeant() {
        Map.of("rnu", "run", "rnu x.yaml", "run", "chekc", "check", "audit xport", "audit export").forEach((typed, meant) -> {
            Said said = fedrange(typed.split(" "));
            assertEquals(2, said.code());
            assertTrue(said.err().contains("Did you mean: fedrange " + meant + "?"), said.err());
        });
        assertTrue(fedrange("nothing-like-it").err().endsWith("See: fedrange --help" + System.lineSeparator()));
    }

    @Test
    void everyKindIsListedAndDescribed() {
        String list = fedrange("list").out();
        for (String line : list.lines().toList()) {
            String family = line.substring(0, 20).strip();
            for (String kind : line.substring(20).split(", ", -1)) {
                Said said = fedrange("describe", family, kind.strip());
                assertEquals(0, said.code(), family + " " + kind);
                assertTrue(said.out().lines().count() > 3, said.out());
            }
        }
    }

    @Test
    void diffSaysWhatWasAskedDifferentlyAndWhatCameOut() {
        String one = folder.resolve("one").toString();
        String other = folder.resolve("other").toString();
        shortRun(folder.resolve("one"));
        shortRun(folder.resolve("other"), "--set", "training.learningRate=0.01");
        Said same = fedrange("diff", one, one);
        assertEquals(0, same.code(), same.err());
        assertTrue(same.out().contains("6 cells in both, 6 with the same audit log."), same.out());
        assertTrue(same.out().contains("+0.000  +0.000  +0.000"), same.out());
        Said different = fedrange("diff", one, other);
        assertTrue(different.out().contains("training.learningRate: 0.2 in the first, 0.01 in the second (6 cells)"), different.out());
        assertTrue(different.out().contains("6 cells in both, 0 with the same audit log."), different.out());
        assertFalse(different.out().contains("the builds"), different.out());
        shortRun(folder.resolve("more"), "--set", "matrix.seed=[1, 2]");
        Said more = fedrange("diff", one, folder.resolve("more").toString());
        assertTrue(more.out().contains("only in the second: sign-flip (scale 5) / mean (weighted false) / seed 2"), more.out());
        assertEquals(2, fedrange("diff", one, folder.resolve("none").toString()).code());
    }

    @Test
    void completionKnowsTheCommands() {
        Said said = fedrange("completion");
        assertEquals(0, said.code());
        assertTrue(said.out().contains("describe") && said.out().contains("--threads"), said.out());
    }

    @Test
    void tablesSayWhoAttacks() throws IOException {
        Said drawn = shortRun(folder.resolve("drawn"));
        assertTrue(drawn.out().contains("Byzantine nodes: 1 of the hospitals, drawn anew with each seed, all of them in each round of attack."), drawn.out());
        Said named = shortRun(folder.resolve("named"), "--set", "adversary.nodes=[London]");
        assertTrue(named.out().contains("Byzantine nodes: London, the same with each seed, all of them in each round of attack."), named.out());
        List<String> cells = Files.readAllLines(folder.resolve("named").resolve("cells.csv"));
        assertTrue(cells.getFirst().contains(",declared,byzantine_nodes,final_round,"), cells.getFirst());
        assertTrue(cells.stream().anyMatch(line -> line.contains("sign-flip") && line.contains(",true,London,4,")), cells.toString());
        assertTrue(Files.readString(folder.resolve("named").resolve("report.html")).contains("London, the same with each seed, all of them in each round of attack."));
        Said extra = shortRun(folder.resolve("extra"), "--set", "matrix={seed: [1]}", "--set", "adversary={nodes: 1, data: none, attack: {kind: sign-flip}}");
        assertTrue(extra.out().contains("Byzantine nodes: 1 extra, without data, all of them in each round of attack."), extra.out() + extra.err());
    }

    /** Half of the nodes are there in turn, at most three of those are invited, and some crash: the drivers still agree. */
    @Test
    void driversAgreeWhereNodesComeAndGo() throws IOException {
        String[] comingAndGoing = {
            "--set", "cohort=3", "--set", "matrix.rule=[{kind: median}]", "--set", "quorum=0.2",
            "--set", "faults=[{kind: availability, share: 0.5, periodRounds: 2}, {kind: availability, share: 0.8}, {kind: crash, probability: 0.1}]"};
        assertEquals(0, shortRun(folder.resolve("loop"), Stream.concat(Stream.of(comingAndGoing), Stream.of("--driver", "loop")).toArray(String[]::new)).code());
        Map<String, String> expected = bytes(folder.resolve("loop"));
        for (String threads : List.of("1", "2", "8")) {
            Path out = folder.resolve(threads);
            assertEquals(0, shortRun(out, Stream.concat(Stream.of(comingAndGoing), Stream.of("--threads", threads)).toArray(String[]::new)).code());
            assertEquals(expected, bytes(out));
        }
        // Otherwise less would be compared than it seems: at most three of six a round, and not the same ones.
        List<List<String>> invited = Files.readAllLines(folder.resolve("loop").resolve("verdicts.csv")).stream().skip(1)
                .map(line -> List.of(line.split(",", -1)))
                .collect(java.util.stream.Collectors.groupingBy(row -> String.join(" ", row.subList(0, 3)), TreeMap::new,
                        java.util.stream.Collectors.mapping(row -> row.get(3), java.util.stream.Collectors.toList()))).values().stream().toList();
        assertTrue(invited.stream().allMatch(nodes -> nodes.size() <= 3) && invited.stream().distinct().count() > 3, invited.toString());
    }

    @Test
    void whatIsTunedIsChosenFirstAndCanBeChecked() throws IOException {
        Path out = folder.resolve("tuned");
        List<String> few = List.of(
                "--set", "rounds=3", "--set", "matrix.seed=[5, 6]", "--set", "matrix.rule=[{kind: median}, {kind: multi-krum}]");
        List<String> arguments = new ArrayList<>(List.of("run", CONFIGS.resolve("tuned-rates.yaml").toString(), "--out", out.toString()));
        arguments.addAll(few);
        Said said = fedrange(arguments.toArray(String[]::new));
        assertEquals(0, said.code(), said.err());
        assertTrue(said.out().startsWith("Choosing training.learningRate first:"), said.out());
        StudyRecord study = Json.read(StudyRecord.class, Files.readAllBytes(out.resolve("study.json"))).orElseThrow();
        StudyRecord tried = Json.read(StudyRecord.class, Files.readAllBytes(out.resolve("tuning").resolve("study.json"))).orElseThrow();
        // Three values, three attacks and none, two rules and the plain mean, one seed.
        assertEquals(3 * 4 * 3, tried.cells().size());
        assertEquals(4 * 3 * 2, study.cells().size());
        Tuning tuning = java.util.Objects.requireNonNull(study.tuning());
        assertEquals(3, tuning.choices().size());
        for (StudyRecord.Entry cell : study.cells()) {
            String value = tuning.values().get(tuning.chosen().getOrDefault(cell.column(), -1));
            assertTrue(cell.experiment().contains("\"learningRate\": " + value + ","), cell.column() + value + cell.experiment());
        }
        assertEquals(0, fedrange("verify", out.toString()).code());
        assertTrue(Files.readString(out.resolve("report.html")).contains("How training.learningRate was chosen"));
        Path again = folder.resolve("again");
        assertEquals(0, fedrange("run", out.resolve("experiment.yaml").toString(), "--out", again.toString(), "--driver", "loop").code());
        assertEquals(bytes(out), bytes(again));
        Path json = out.resolve("study.json");
        Files.writeString(json, Files.readString(json).replaceFirst("\"chosen\"\\s*:\\s*\\d", "\"chosen\":9"));
        Said changed = fedrange("verify", out.toString());
        assertEquals(ExitCode.VERIFICATION_FAILED, changed.code());
        assertTrue(changed.out().contains("the values of training.learningRate do not follow from its results"), changed.out());
    }
}
