package org.fedrange.simulator.pack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.fedrange.simulator.cli.CommandLineInterface;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvidencePackTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private static Path folder = Path.of("");

    private record Said(int code, String text) {}

    private static Said fedrange(Object... arguments) {
        StringWriter said = new StringWriter();
        String[] words = Stream.of(arguments).map(String::valueOf).toArray(String[]::new);
        return new Said(CommandLineInterface.execute(new PrintWriter(said), new PrintWriter(said), words), said.toString());
    }

    private static void run(String name) {
        Said said = fedrange(
                "run", Path.of("..", "configs", "quickstart.yaml"), "--out", folder.resolve(name), "--set", "rounds=3", "--set", "matrix.seed=[1, 2]",
                "--set", "risk.decisions=[{threat: FL-T01, owner: Ada, treatment: accept, acceptedBy: Board, review: \"2027-01-31\"}]",
                "--set", "risk.losses=[{threat: FL-T01, attempts: {least: 0.1, likely: 0.5, most: 2}, amount: {least: 50000, likely: 200000, most: 2000000}}, "
                        + "{threat: FL-T04, attempts: {least: 0, likely: 1, most: 2}, amount: {least: 1, likely: 2, most: 3}}]");
        assertEquals(0, said.code(), said.text());
    }

    @BeforeAll
    static void aStudy() {
        run("study");
    }

    private static String file(String name) {
        try {
            return Files.readString(folder.resolve("study").resolve("evidence").resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<Error> errors(String schema, SpecificationVersion version, String document) {
        return SchemaRegistry.withDefaultDialect(version).getSchema(schema).validate(JSON.readTree(document));
    }

    private static String carried(String resource) throws IOException {
        try (InputStream in = EvidencePackTest.class.getResourceAsStream(resource)) {
            assertNotNull(in, resource);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theCoreKeepsToItsSchemaAndTheSchemaTellsWhatIsWrong() {
        assertEquals(List.of(), errors(file("evidence.schema.json"), SpecificationVersion.DRAFT_2020_12, file("evidence.json")));
        String broken = file("evidence.json").replace("\"successes\"", "\"succeses\"");
        assertFalse(errors(file("evidence.schema.json"), SpecificationVersion.DRAFT_2020_12, broken).isEmpty());
    }

    @Test
    void sarifKeepsToItsSchema() throws IOException {
        String schema = carried("/schema/sarif-schema-2.1.0.json");
        assertEquals(List.of(), errors(schema, SpecificationVersion.DRAFT_7, file("results.sarif")));
        assertFalse(errors(schema, SpecificationVersion.DRAFT_7, file("results.sarif").replace("\"error\"", "\"grave\"").replace("\"none\"", "\"nothing\"")).isEmpty());
        JsonNode results = JSON.readTree(file("results.sarif")).path("runs").get(0).path("results");
        List<String> lines = lines();
        for (JsonNode result : results) {
            int line = result.path("locations").get(0).path("physicalLocation").path("region").path("startLine").asInt();
            assertTrue(lines.get(line - 1).contains("kind: "), line + ": " + lines.get(line - 1));
        }
        assertEquals(JSON.readTree(file("evidence.json")).path("risks").size(), results.size());
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("study").resolve("experiment.yaml"));
    }

    @Test
    void oscalKeepsToItsSchema() throws IOException {
        String schema = carried("/schema/json/oscal-ar_schema.json");
        assertEquals(List.of(), errors(schema, SpecificationVersion.DRAFT_7, file("oscal-assessment-results.json")));
        String bare = file("oscal-assessment-results.json").replace("https://atlas.mitre.org/techniques/", "not a uri ");
        assertFalse(errors(schema, SpecificationVersion.DRAFT_7, bare).isEmpty());
    }

    @Test
    void theBillOfThreatsNamesOnlyWhatItDefines() {
        JsonNode bom = JSON.readTree(file("threat-model.tmbom.json"));
        for (String key : List.of("version", "scope", "trust_zones", "trust_boundaries", "actors", "components", "data_stores", "data_sets", "data_flows")) {
            assertTrue(bom.has(key), key);
        }
        Set<String> defined = new TreeSet<>();
        bom.forEach(part -> part.forEach(one -> defined.add(one.path("symbolic_name").asString(""))));
        List<String> named = new ArrayList<>();
        bom.path("data_flows").forEach(flow -> named.addAll(List.of(flow.at("/source/object").asString(), flow.at("/destination/object").asString())));
        bom.path("threats").forEach(threat -> named.add(threat.path("threat_persona").asString()));
        bom.path("controls").forEach(control -> control.path("threats").forEach(threat -> named.add(threat.asString())));
        bom.path("data_sets").forEach(set -> set.path("placements").forEach(place -> named.add(place.path("data_store").asString())));
        bom.path("trust_boundaries").forEach(its -> named.addAll(List.of(its.path("trust_zone_a").asString(), its.path("trust_zone_b").asString())));
        assertTrue(defined.containsAll(named), named + " of " + defined);
        defined.forEach(name -> assertTrue(name.matches("[0-9a-z-]*"), name));
    }

    @Test
    void techniquesOfTheLayerAreThoseOfThreatsThatApply() {
        Set<String> applying = new TreeSet<>();
        JSON.readTree(file("evidence.json")).path("threats").forEach(threat -> {
            if (threat.path("applies").asBoolean()) {
                threat.path("atlas").forEach(id -> applying.add(id.asString()));
            }
        });
        Set<String> shown = new TreeSet<>();
        JSON.readTree(file("atlas-layer.json")).path("techniques").forEach(technique -> shown.add(technique.path("techniqueID").asString()));
        assertEquals(applying, shown);
    }

    @Test
    void thePageBeginsWithWhatIsNotShownAndStandsAlone() {
        String page = file("evidence.html");
        int gaps = page.indexOf("What this does not show");
        assertTrue(gaps > 0 && gaps < page.indexOf("Candidates") && gaps < page.indexOf("Measured risk"));
        assertTrue(page.contains("Unsigned"));
        assertTrue(page.contains("not access to patients"));
        assertTrue(page.contains("These threats apply and are not measured here"));
        assertFalse(page.replace("http://www.w3.org/2000/svg", "").contains("http"), "fetches something");
        for (String section : List.of("164.312(b)", "The seven stages of PASTA", "Who sees what in plain", "MEASURE 2.6", "ISO/IEC 23894", "How to check it", "Board")) {
            assertTrue(page.contains(section), section);
        }
        assertEquals(7, JSON.readTree(file("evidence.json")).path("stages").size());
        List<String> cited = new ArrayList<>();
        JSON.readTree(file("evidence.json")).path("safeguards").forEach(its -> cited.add(its.path("citation").asString()));
        for (String section : List.of("164.308", "164.310", "164.312", "164.316")) {
            assertTrue(cited.stream().anyMatch(its -> its.startsWith(section)), section);
        }
    }

    /** Declared for two threats, of which one was measured: a row for each of its defenses, and a gap for the other. */
    @Test
    void lossesFollowFromWhatWasDeclaredAndStandApartFromWhatWasMeasured() {
        JsonNode evidence = JSON.readTree(file("evidence.json"));
        long rows = evidence.path("risks").valueStream().filter(row -> row.path("threat").asString().equals("FL-T01")).count();
        assertEquals(rows, evidence.path("declaredLosses").size());
        assertTrue(rows > 0);
        for (JsonNode row : evidence.path("declaredLosses")) {
            assertEquals("FL-T01", row.path("threat").asString());
            assertEquals(2000000, row.path("amount").path("most").asDouble());
            assertTrue(row.path("mean").asDouble() > 0 && row.path("none").asDouble() > 0.5, row.toString());
            assertEquals(row.path("mean").asDouble(), Double.parseDouble(String.format(java.util.Locale.ROOT, "%.2e", row.path("mean").asDouble())), row.toString());
        }
        String gaps = evidence.path("gaps").toString();
        assertTrue(gaps.contains("A loss is declared and no attack was measured that could cause it: FL-T04."), gaps);
        String page = file("evidence.html");
        assertTrue(page.contains("Loss in a year, from declared inputs"));
        assertTrue(page.contains("50,000 to 2,000,000, likely 200,000 USD"));
    }

    /** Of a study whose hospitals add noise, and whose models somebody looks at. */
    @Test
    void whatObserversLearnedAndWhatPrivacyCostsIsInThePackAndOnItsPage() throws IOException {
        Path watched = folder.resolve("watched");
        Said said = fedrange(
                "run", Path.of("..", "configs", "quickstart.yaml"), "--out", watched, "--set", "rounds=2", "--set", "matrix.seed=[1, 2]", "--set", "matrix.rule=[{kind: mean, weighted: false}]",
                "--set", "matrix.adversary.attack=[{kind: none}]", "--set", "inference=[{kind: loss-threshold}, {kind: source-inference}]",
                "--set", "matrix.defenses=[[], [{kind: local-dp, clippingNorm: 0.3, epsilon: 64, delta: 1.0e-3}]]", "--set", "risk.learned=0.5");
        assertEquals(0, said.code(), said.text());
        String core = Files.readString(watched.resolve("evidence").resolve("evidence.json"));
        JsonNode evidence = JSON.readTree(core);
        assertEquals(List.of(), errors(Files.readString(watched.resolve("evidence").resolve("evidence.schema.json")), SpecificationVersion.DRAFT_2020_12, core));
        JsonNode members = evidence.path("threats").valueStream().filter(its -> its.path("id").asString().equals("FL-T06")).findFirst().orElseThrow();
        assertEquals("measured", members.path("grade").asString());
        JsonNode row = evidence.path("risks").valueStream().filter(its -> its.path("threat").asString().equals("FL-T06")).findFirst().orElseThrow();
        assertEquals("loss-threshold (released-models)", row.path("worstAttack").asString());
        assertEquals(2, row.path("runs").asInt());
        assertEquals(List.of("loss-threshold", "source-inference", "loss-threshold", "source-inference"), evidence.path("leakage").valueStream().map(its -> its.path("inference").asString()).toList());
        List<JsonNode> candidates = evidence.path("candidates").valueStream().toList();
        assertEquals(List.of(true, false), candidates.stream().map(its -> its.path("plain").asBoolean()).toList());
        assertEquals(2, candidates.getLast().path("costs").path("seeds").asInt(), "what noise costs, against no noise");
        JsonNode point = evidence.path("frontier").get(0);
        assertEquals(1, evidence.path("frontier").size());
        assertTrue(point.path("frontier").asBoolean() && point.path("epsilon").asDouble() > 0 && point.path("low").asDouble() <= point.path("worth").asDouble(), point.toString());
        String page = Files.readString(watched.resolve("evidence").resolve("evidence.html"));
        assertTrue(page.contains("<h2>Leakage and reconstruction</h2>") && page.contains("<h2>Privacy frontier</h2>"));
        assertTrue(page.contains("an observer gets 0.5 of what a guesser who saw nothing misses"));
        Said stranger = fedrange("run", Path.of("..", "configs", "quickstart.yaml"), "--out", watched, "--set", "risk.leaks=[{inference: lira, figure: auc, from: 0.7}]");
        assertEquals(2, stranger.code());
        assertTrue(stranger.text().contains("names the observer 'lira', which no cell has"), stranger.text());
    }

    @Test
    void theSameStudyHasTheSamePack() throws IOException {
        run("again");
        try (Stream<Path> files = Files.list(folder.resolve("study").resolve("evidence"))) {
            for (Path its : files.sorted().toList()) {
                assertEquals(Files.readString(its), Files.readString(folder.resolve("again").resolve("evidence").resolve(its.getFileName())), its.toString());
            }
        }
        assertTrue(Files.exists(folder.resolve("again").resolve("evidence").resolve("gate.rego")));
    }

    private static Path copy(String name) throws IOException {
        Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(folder.resolve("study"))) {
            for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
                Path target = to.resolve(folder.resolve("study").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }

    @ParameterizedTest
    @ValueSource(strings = {"evidence.json", "evidence.html", "results.sarif", "oscal-assessment-results.json", "atlas-layer.json", "threat-model.tmbom.json", "input.json", "dfd.svg"})
    void anEditOfAnyFileOfThePackIsFound(String name) throws IOException {
        Path edited = copy("edited-" + name);
        Path file = edited.resolve("evidence").resolve(name);
        Files.writeString(file, Files.readString(file).replaceFirst("FL-T01|Coordinator", "FL-T99"));
        Said said = fedrange("verify", edited);
        assertEquals(3, said.code(), said.text());
        assertTrue(said.text().contains(name), said.text());
        Files.delete(file);
        Said gone = fedrange("verify", edited);
        assertEquals(3, gone.code(), gone.text());
    }

    @Test
    void sealedThePackSaysByWhomAndIsTheLastLine() throws IOException {
        Path sealed = copy("sealed");
        assertEquals(0, fedrange("key", "consortium.example", "--out", folder).code());
        Said said = fedrange("seal", sealed, "--sign-key", folder.resolve("consortium.example.key"));
        assertEquals(0, said.code(), said.text());
        List<String> lines = Files.readAllLines(sealed.resolve("seal").resolve("log.jsonl"));
        assertTrue(lines.getLast().contains("\"evidence/evidence.json\""), lines.getLast());
        String page = Files.readString(sealed.resolve("evidence").resolve("evidence.html"));
        assertTrue(page.contains("Signed by consortium.example"));
        assertFalse(page.contains("Unsigned"));
        Said verified = fedrange("verify", sealed, "--key", folder.resolve("consortium.example.pub"));
        assertEquals(0, verified.code(), verified.text());
        // The report written anew is the same; the signature stays.
        assertEquals(0, fedrange("report", sealed).code());
        assertEquals(page, Files.readString(sealed.resolve("evidence").resolve("evidence.html")));
        // Without the core nothing that was sealed is left to trust.
        Files.delete(sealed.resolve("evidence").resolve("evidence.json"));
        assertEquals(3, fedrange("verify", sealed).code());
    }
}
