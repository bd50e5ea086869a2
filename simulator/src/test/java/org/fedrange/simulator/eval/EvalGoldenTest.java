package org.fedrange.simulator.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Answers worked out by hand; every number is a sum of powers of two, so both precisions give it exactly. */
class EvalGoldenTest {
    private static void assertAnswer(String expected, String question) {
        assertEquals(expected, Lines.answer(question));
    }

    /** Mixing makes 0.5, 0.5, 2, 51.5; Krum's scores with 2 neighbors are 2.25, 2.25, 4.5, ...: the first row. */
    @ParameterizedTest
    @ValueSource(strings = {"double", "float"})
    void stagesThenRule(String precision) {
        assertAnswer("{\"id\":1,\"result\":[0.5],\"kept\":[0]}", """
                {"id":1,"op":"aggregate","precision":"%s","stages":[{"kind":"nearest-neighbor-mixing","byzantine":2}],\
                "rule":{"kind":"krum","byzantine":0},"updates":[[0],[1],[3],[100]],"seed":0}""".formatted(precision));
    }

    @Test
    void stagesAlone() {
        assertAnswer("{\"id\":\"a\",\"result\":[[0.5],[0.5],[2.0],[51.5]]}", """
                {"id":"a","op":"aggregate","stages":[{"kind":"nearest-neighbor-mixing"}],"byzantine":2,\
                "updates":[[0],[1],[3],[100]]}""");
    }

    /** Over 0, 1, 3, 4, 100 with f = 1 the scores are 10, 5, 5, 10, ...: the row with 1, which is row 2 as given. */
    @Test
    void rowsThatAreNotFiniteAreLeftOut() {
        assertAnswer("{\"id\":1,\"result\":[1.0],\"kept\":[2]}", """
                {"id":1,"op":"aggregate","rule":{"kind":"krum","byzantine":1},\
                "updates":[[0],["NaN"],[1],[3],[4],["-Infinity"],[100]]}""");
    }

    /** Cosines 1 and -1 with the root update, whose length is 2. */
    @Test
    void aRuleThatAsksForRootDataIsHandedTheirUpdate() {
        assertAnswer("{\"id\":1,\"result\":[2.0],\"kept\":[0]}", """
                {"id":1,"op":"aggregate","rule":{"kind":"fltrust"},"updates":[[8],[-4]],"root":[2]}""");
    }

    /** Honest 1, 2, 3: mean 2, deviation 1. */
    @ParameterizedTest
    @ValueSource(strings = {"double", "float"})
    void littleIsEnough(String precision) {
        assertAnswer("{\"id\":2,\"vectors\":[[3.5],[3.5]]}", """
                {"id":2,"op":"attack","precision":"%s","attack":{"kind":"little-is-enough","z":1.5},"honest":[[1],[2],[3]],\
                "byzantine":2,"stages":[],"rule":{"kind":"krum","byzantine":1},"seed":0}""".formatted(precision));
    }

    @Test
    void signFlipWithoutDataTurnsTheHonestMean() {
        assertAnswer("{\"id\":2,\"vectors\":[[-6.0,9.0]]}", """
                {"id":2,"op":"attack","attack":{"kind":"sign-flip","scale":3},"honest":[[1,-2],[3,-4]],"byzantine":1}""");
    }

    /** Equal scores: p = 1/2, gradient -1/2 and 1/2; velocity of the first weight 0.5 * 0.5 - 0.5 + 0.5 * 1 = 0.25. */
    @ParameterizedTest
    @ValueSource(strings = {"double", "float"})
    void softmaxStep(String precision) {
        assertAnswer("""
                {"id":3,"parameters":[0.875,0.375,0.25,-0.25],"velocity":[0.25,1.25,-0.5,0.5],"loss":%s}"""
                .formatted(Math.log(2)), """
                {"id":3,"op":"train","precision":"%s","model":{"kind":"softmax","classes":2},"parameters":[1,1,0,0],\
                "features":[[1]],"labels":[0],"step":{"learningRate":0.5,"momentum":0.5,"weightDecay":0.5,\
                "velocity":[0.5,0.5,0,0]}}""".formatted(precision));
    }

    /** Hidden unit 1, scores 1 - 1 and -1 + 1: errors -1/2 and 1/2, and behind the layer -1/2 * 1 + 1/2 * -1 = -1. */
    @Test
    void mlpStep() {
        assertAnswer("""
                {"id":3,"parameters":[1.5,0.5,1.25,-1.25,-0.75,0.75],"velocity":[-1.0,-1.0,-0.5,0.5,-0.5,0.5],"loss":%s}"""
                .formatted(Math.log(2)), """
                {"id":3,"op":"train","model":{"kind":"mlp","hidden":[1],"classes":2},"parameters":[1,0,1,-1,-1,1],\
                "features":[[1]],"labels":[0],"step":{"learningRate":0.5}}""");
    }

    @Test
    void precisionIsWhatIsAskedFor() {
        String question = "{\"id\":1,\"op\":\"aggregate\",\"precision\":\"%s\",\"updates\":[[16777217]]}";
        assertAnswer("{\"id\":1,\"result\":[[1.6777217E7]]}", question.formatted("double"));
        assertAnswer("{\"id\":1,\"result\":[[1.6777216E7]]}", question.formatted("float"));
    }

    @Test
    void floatTrainsAsDoubleDoesUpToRounding() {
        String question = """
                {"op":"train","precision":"%s","model":{"kind":"mlp","hidden":[2],"classes":2},\
                "parameters":[0.3,-0.1,0.7,0.2,0.1,-0.3,0.9,-0.4,0.6,0.2,0.1,0.3],"features":[[0.1,0.7],[1.3,0.2]],\
                "labels":[1,0],"step":{"learningRate":0.1}}""";
        JsonNode exact = Lines.read(question.formatted("double")).get("parameters");
        JsonNode single = Lines.read(question.formatted("float")).get("parameters");
        assertEquals(12, exact.size());
        for (int i = 0; i < exact.size(); i++) {
            assertEquals(exact.get(i).doubleValue(), single.get(i).doubleValue(), 1e-6);
        }
        assertNotEquals(exact, single);
    }

    @Test
    void numbersThatAreNoneGoBothWays() {
        assertAnswer("{\"id\":null,\"vectors\":[[\"NaN\",\"-Infinity\",\"Infinity\"]]}", """
                {"op":"attack","attack":{"kind":"sign-flip"},"honest":[["NaN","Infinity","-Infinity"]],"byzantine":1}""");
    }

    @Test
    void theSeedDecidesWhatIsDrawn() {
        String question = """
                {"op":"attack","attack":{"kind":"gaussian"},"honest":[[0,1],[1,3]],"byzantine":1,"seed":%s}""";
        String drawn = Lines.answer(question.formatted("12345678901"));
        assertEquals(drawn, Lines.answer(question.formatted("12345678901")));
        assertNotEquals(drawn, Lines.answer(question.formatted("1")));
    }

    @Test
    void orderAndIdsStay() {
        assertEquals(
                List.of("{\"id\":2,\"result\":[[1.0]]}", "{\"id\":{\"a\":[1]},\"error\":\"op: is missing\"}", "{\"id\":1,\"result\":[[2.0]]}"),
                Lines.answers(
                        "{\"id\":2,\"op\":\"aggregate\",\"updates\":[[1]]}", "", "{\"id\":{\"a\":[1]}}",
                        "{\"id\":1,\"op\":\"aggregate\",\"updates\":[[2]]}"));
    }
}
