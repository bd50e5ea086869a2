package org.fedrange.simulator.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events of an audit log as FHIR R4 AuditEvent resources, one a line (NDJSON), with codes of DICOM (DCM). Each is labelled as a test (HTEST): it records events of a
 * simulation. Times are those of the simulation, counted from 1970-01-01.
 *
 * <p>Claimed is R4 AuditEvent, not the profile BALP: a disclosure there names a patient, which an update of a model does not have.
 *
 * <p>Source: HL7 FHIR R4, AuditEvent; DICOM PS3.15, A.5.
 */
public final class FhirExport {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final Dicom ACTIVITY = new Dicom("110100", "Application Activity");
    private static final Dicom EXPORT = new Dicom("110106", "Export");
    private static final Dicom IMPORT = new Dicom("110107", "Import");
    private static final Dicom ALERT = new Dicom("110113", "Security Alert");
    /** What an event is by the beginning of its name; the first that fits counts. */
    private static final List<Coded> CODES = List.of(
            new Coded("cell-started", ACTIVITY, new Dicom("110120", "Application Start"), "E"), new Coded("cell-finished", ACTIVITY, new Dicom("110121", "Application Stop"), "E"),
            new Coded("round-opened", EXPORT, null, "R"), new Coded("model-received", IMPORT, null, "R"), new Coded("model-released", EXPORT, null, "C"),
            new Coded("update-accepted", IMPORT, null, "C"), new Coded("update-refused", ALERT, null, "E"),
            new Coded("message-refused", ALERT, null, "E"), new Coded("refused-by-hospital", ALERT, null, "E"),
            new Coded("node-excluded", ALERT, new Dicom("110129", "Security Configuration"), "U"), new Coded("enrolment-", ALERT, new Dicom("110126", "Node Authentication"), "E"),
            new Coded("", ACTIVITY, null, "E"));

    /** Fields of an event without which there is no resource. */
    public static final List<String> DEMANDED = List.of("millis", "outcome", "actor", "role");

    private FhirExport() {}

    /** A code of DICOM's. */
    private record Dicom(String code, String display) {
        private ObjectNode coding() {
            return FhirExport.coding(DCM, code, display);
        }
    }

    /** The type of an event, what it is more closely where DICOM says that, and its action. */
    private record Coded(String begins, Dicom type, @Nullable Dicom kind, String action) {}

    /**
     * One event.
     *
     * @param cell id of the cell
     * @param number line of its log, from 1
     * @param line the line
     */
    public static String resource(String cell, int number, String line) {
        JsonNode event = JSON.readTree(line);
        Coded coded = CODES.stream().filter(its -> event.path("action").asString("").startsWith(its.begins())).findFirst().orElseThrow();
        ObjectNode resource = JSON.createObjectNode();
        resource.put("resourceType", "AuditEvent");
        resource.put("id", cell + "-" + number);
        resource.set("meta", JSON.createObjectNode().set("security", array(coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HTEST", "test health data"))));
        resource.set("type", coded.type().coding());
        ArrayNode subtypes = array(coding("urn:fedrange:action", event.path("action").asString(), null));
        resource.set("subtype", coded.kind() == null ? subtypes : subtypes.add(coded.kind().coding()));
        resource.put("action", coded.action());
        resource.put("recorded", Instant.ofEpochMilli(Math.round(event.path("millis").asDouble(0))).toString());
        resource.put("outcome", event.path("outcome").asString("success").equals("success") ? "0" : "4");
        if (event.has("reason")) {
            resource.put("outcomeDesc", event.path("reason").asString());
        }
        resource.set("purposeOfEvent", array(concept(coding("http://terminology.hl7.org/CodeSystem/v3-ActReason", "HRESCH", "healthcare research"))));
        ObjectNode agent = JSON.createObjectNode();
        agent.set("type", concept(coding("urn:fedrange:role", event.path("role").asString(), null)));
        agent.set("who", JSON.createObjectNode().put("display", event.path("actor").asString()));
        agent.put("altId", event.path("organisation").asString("outside"));
        agent.put("requestor", true);
        resource.set("agent", array(agent));
        resource.set("source", JSON.createObjectNode().set("observer", JSON.createObjectNode().put("display", "FedRange, cell " + cell)));
        resource.set("entity", array(entity(event)));
        return JSON.writeValueAsString(resource);
    }

    /** What it was done to, by digest, with the round and what the rule made of it. */
    private static ObjectNode entity(JsonNode event) {
        ObjectNode entity = JSON.createObjectNode();
        String digest = event.path("digest").asString("");
        entity.set("what", JSON.createObjectNode().put("display", event.path("objectType").asString("nothing") + (digest.isEmpty() ? "" : " sha256:" + digest)));
        List<ObjectNode> details = List.of("fold", "round", "policy", "peer", "kept", "weight", "score", "details").stream().filter(event::has)
                .map(name -> JSON.createObjectNode().put("type", name).put("valueString", event.path(name).asString())).toList();
        return entity.set("detail", JSON.createArrayNode().addAll(details));
    }

    private static ObjectNode coding(String system, String code, @Nullable String display) {
        ObjectNode coding = JSON.createObjectNode().put("system", system).put("code", code);
        return display == null ? coding : coding.put("display", display);
    }

    private static ObjectNode concept(ObjectNode coding) {
        return JSON.createObjectNode().set("coding", array(coding));
    }

    private static ArrayNode array(ObjectNode one) {
        return JSON.createArrayNode().add(one);
    }
}
