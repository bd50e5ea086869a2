package org.fedrange.simulator.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FhirExportTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static JsonNode of(String line) {
        return JSON.readTree(FhirExport.resource("abc", 7, line));
    }

    @Test
    void anAcceptedUpdateByHand() {
        JsonNode its = of("{\"fold\":1,\"round\":2,\"millis\":1500.4,\"action\":\"update-accepted\",\"outcome\":\"success\",\"actor\":\"Alpha\",\"role\":\"hospital\",\"organisation\":\"Alpha Hospital\","
                + "\"objectType\":\"update\",\"digest\":\"00ff\",\"peer\":3,\"kept\":true,\"weight\":0.25}");
        assertEquals("AuditEvent", its.path("resourceType").asString());
        assertEquals("abc-7", its.path("id").asString());
        assertEquals("110107", its.at("/type/code").asString());
        assertEquals("C", its.path("action").asString());
        assertEquals("1970-01-01T00:00:01.500Z", its.path("recorded").asString());
        assertEquals("0", its.path("outcome").asString());
        assertEquals("Alpha", its.at("/agent/0/who/display").asString());
        assertTrue(its.at("/agent/0/requestor").asBoolean());
        assertEquals("update sha256:00ff", its.at("/entity/0/what/display").asString());
        assertEquals("HTEST", its.at("/meta/security/0/code").asString());
        assertEquals("Alpha Hospital", its.at("/agent/0/altId").asString());
        assertEquals("peer", its.at("/entity/0/detail/2/type").asString());
        assertEquals("weight", its.at("/entity/0/detail/4/type").asString());
        assertEquals("0.25", its.at("/entity/0/detail/4/valueString").asString());
    }

    /** DICOM has starts, stops and authentication of nodes as what an application or an alert is more closely, not as types. */
    @Test
    void whatDicomSaysMoreCloselyStandsBesideTheType() {
        JsonNode started = of("{\"fold\":0,\"round\":0,\"millis\":0,\"action\":\"cell-started\",\"outcome\":\"success\",\"actor\":\"coordinator\",\"role\":\"coordinator\"}");
        assertEquals("110100", started.at("/type/code").asString());
        assertEquals("cell-started", started.at("/subtype/0/code").asString());
        assertEquals("110120", started.at("/subtype/1/code").asString());
        JsonNode enrolled = of("{\"fold\":0,\"round\":0,\"millis\":0,\"action\":\"enrolment-refused\",\"outcome\":\"failure\",\"actor\":\"Alpha\",\"role\":\"hospital\"}");
        assertEquals("110113", enrolled.at("/type/code").asString());
        assertEquals("110126", enrolled.at("/subtype/1/code").asString());
    }

    @Test
    void aRefusalIsAnAlertAndAnUnknownActionIsStillAnEvent() {
        JsonNode refused = of("{\"fold\":1,\"round\":2,\"millis\":0,\"action\":\"update-refused\",\"outcome\":\"failure\",\"actor\":\"Alpha\",\"role\":\"hospital\",\"reason\":\"not finite\"}");
        assertEquals("110113", refused.at("/type/code").asString());
        assertEquals("4", refused.path("outcome").asString());
        assertEquals("not finite", refused.path("outcomeDesc").asString());
        JsonNode other = of("{\"fold\":0,\"round\":0,\"millis\":0,\"action\":\"something-new\",\"outcome\":\"success\",\"actor\":\"coordinator\",\"role\":\"coordinator\"}");
        assertEquals("110100", other.at("/type/code").asString());
        assertFalse(other.has("outcomeDesc"));
        // What R4 demands of every AuditEvent: type, recorded, agent with requestor, source with observer.
        for (String demanded : new String[] {"/type", "/recorded", "/agent/0/requestor", "/source/observer"}) {
            assertFalse(other.at(demanded).isMissingNode(), demanded);
        }
    }
}
