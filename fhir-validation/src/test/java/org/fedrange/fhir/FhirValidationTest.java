package org.fedrange.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.fedrange.simulator.cli.CommandLineInterface;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HAPI's validator, by the definitions of R4 themselves, reads what audit export prints of a run in which much goes wrong. */
class FhirValidationTest {
    private static final String STUDY = """
            name: eventful
            data: {kind: pbc3}
            partition: {kind: wards, wards: 2}
            model: {kind: softmax}
            training: {kind: distributed-sgd, learningRate: 0.5}
            channel: {latencyMillisMean: 60, lossProbability: 0.05, security: authenticated}
            faults:
              - {kind: crash, probability: 0.05, rounds: 2}
              - {kind: duplication, probability: 0.05}
              - {kind: corruption, probability: 0.05}
            adversary: {nodes: 1}
            rule: {kind: mean, weighted: false}
            rounds: 6
            evaluation: {every: 6, folds: 2}
            matrix:
              adversary.attack: [{kind: nan}, {kind: replay}, {kind: impersonate}]
            """;

    @TempDir
    private static Path folder = Path.of("");

    private static FhirValidator validator = FhirContext.forR4().newValidator();
    /** One event of every action and outcome. */
    private static final Map<String, String> KINDS = new TreeMap<>();

    private static String fedrange(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertEquals(0, CommandLineInterface.execute(new PrintWriter(out), new PrintWriter(err), Stream.of(arguments).map(String::valueOf).toArray(String[]::new)), err.toString());
        return out.toString();
    }

    @BeforeAll
    static void everyKindOfEventOfAStudy() throws Exception {
        FhirContext context = FhirContext.forR4();
        validator = context.newValidator().registerValidatorModule(new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(context), new InMemoryTerminologyServerValidationSupport(context), new CommonCodeSystemsTerminologyService(context))));
        fedrange("run", Files.writeString(folder.resolve("study.yaml"), STUDY), "--out", folder.resolve("study"));
        fedrange("audit", "export", folder.resolve("study")).lines()
                .forEach(line -> KINDS.putIfAbsent(line.replaceAll(".*\"urn:fedrange:action\",\"code\":\"([a-z-]*)\".*\"outcome\":\"(.)\".*", "$1 $2"), line));
    }

    private static List<String> errors(String resource) {
        return validator.validateWithResult(resource).getMessages().stream()
                .filter(its -> its.getSeverity() == ResultSeverityEnum.ERROR || its.getSeverity() == ResultSeverityEnum.FATAL).map(SingleValidationMessage::getMessage).toList();
    }

    @Test
    void everyKindOfEventIsAnAuditEventOfR4() {
        assertTrue(KINDS.size() >= 12, KINDS.keySet().toString());
        KINDS.forEach((kind, resource) -> assertEquals(List.of(), errors(resource), kind));
    }

    @Test
    void typesAreAmongThoseThatR4Names() {
        KINDS.forEach((kind, resource) -> assertFalse(
                validator.validateWithResult(resource).getMessages().stream().anyMatch(its -> "AuditEvent.type".equals(its.getLocationString())), kind));
    }

    @Test
    void anEventWithoutItsTimeOrItsSourceIsNone() {
        String resource = KINDS.values().iterator().next();
        assertFalse(errors(resource.replaceAll("\"recorded\":\"[^\"]*\",", "")).isEmpty());
        assertFalse(errors(resource.replace("\"observer\"", "\"observed\"")).isEmpty());
    }
}
