package org.fedrange.simulator.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrivacyTest {
    private static JsonNode ask(String question) throws IOException {
        StringWriter out = new StringWriter();
        Eval.run(new BufferedReader(new StringReader(question + "\n")), new PrintWriter(out));
        return new JsonMapper().readTree(out.toString());
    }

    @Test
    void epsilonOfTheQuestionInTheDocumentation() throws IOException {
        String question = "{\"op\":\"epsilon\",\"accountant\":\"%s\",\"mechanism\":{\"kind\":\"gaussian\",\"noiseMultiplier\":1.0},"
                + "\"samplingRate\":0.01,\"steps\":1000,\"delta\":1e-5}";
        double pld = ask(question.formatted("pld")).get("epsilon").doubleValue();
        assertTrue(pld >= 1.778 && pld <= 1.8283 * 1.01, "" + pld);
        assertEquals(2.1014, ask(question.formatted("rdp")).get("epsilon").doubleValue(), 1e-3);
    }

    @Test
    void noiseAndRoundsAreWhatTheBudgetAsksFor() throws IOException {
        String budget = "\"accountant\":\"rdp\",\"samplingRate\":0.01,\"delta\":1e-5,\"epsilon\":2}";
        double noise = ask("{\"op\":\"noise\",\"mechanism\":{\"kind\":\"gaussian\"},\"steps\":1000," + budget).get("noiseMultiplier").doubleValue();
        assertTrue(noise > 1 && noise < 1.1, "" + noise);
        int rounds = ask("{\"op\":\"rounds\",\"mechanism\":{\"kind\":\"gaussian\",\"noiseMultiplier\":" + noise + "}," + budget).get("rounds").intValue();
        assertEquals(1000, rounds, 1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"accountant\":\"gdp\",\"mechanism\":{\"kind\":\"gaussian\",\"noiseMultiplier\":1},\"delta\":1e-5|accountant: must be pld",
        "\"accountant\":\"pld\",\"mechanism\":{\"kind\":\"gaussian\",\"noiseMultiplier\":0},\"delta\":1e-5|noiseMultiplier",
        "\"accountant\":\"pld\",\"mechanism\":{\"kind\":\"gaussian\",\"noiseMultiplier\":1},\"delta\":0|delta must be above 0",
        "\"accountant\":\"pld\",\"mechanism\":{\"kind\":\"gaussian\",\"noiseMultiplier\":1},\"delta\":1e-5,\"samplingRate\":2|samplingRate must be above 0 and at most 1",
        "\"accountant\":\"pld\",\"mechanism\":{\"kind\":\"gaussian\"},\"delta\":1e-5|noiseMultiplier is missing",
        "\"accountant\":\"pld\",\"mechanism\":{\"kind\":\"gaussian\",\"noiseMultiplier\":1}|delta must be above 0",
    })
    void whatHasNoMeaningIsRefused(String fields, String reason) throws IOException {
        JsonNode answer = ask("{\"op\":\"epsilon\"," + fields + "}");
        assertTrue(answer.path("error").asString("").contains(reason), answer.toString());
    }
}
