package org.fedrange.simulator.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What cannot be answered gets an error that says why, with the question's id. */
class EvalRefusalTest {
    private static void assertRefused(String why, String question) {
        JsonNode answer = Lines.read(question);
        assertEquals(2, answer.size(), answer::toString);
        assertEquals(7, answer.get("id").intValue());
        String error = answer.get("error").stringValue();
        assertTrue(error.contains(why), error);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            other: unknown field | "updates":[[1]],"other":1
            rule.other: unknown key | "updates":[[1]],"rule":{"kind":"mean","other":1}
            unknown kind "krumm" | "updates":[[1]],"rule":{"kind":"krumm"}
            rule: is missing | "updates":[[1]],"rule":null
            krum needs at least 2 byzantine + 3 = 5 updates, got 4 | "updates":[[0],[1],[2],[3]],"rule":{"kind":"krum","byzantine":1}
            krum needs at least 2 byzantine + 3 = 5 updates | "updates":[[0],[1],["NaN"],[2],[3]],"rule":{"kind":"krum"},"byzantine":1
            not finite: [row 2] | "updates":[[0],[1],["NaN"],[2],[3]],"rule":{"kind":"krum"},"byzantine":1
            not finite: [row 1] | "updates":[[0],["Infinity"]],"stages":[{"kind":"nearest-neighbor-mixing","byzantine":1}]
            no row is finite: [row 0] | "updates":[["NaN"]]
            row 1 has 2 numbers, row 0 has 1 | "updates":[[1],[1,2]]
            updates: must be numbers | "updates":[[1],["one"]]
            updates: must be a list | "updates":[]
            byzantine: must be at least 0, got -1 | "updates":[[1]],"byzantine":-1
            precision: must be double or float, got half | "updates":[[1]],"precision":"half"
            root: is missing; the rule fltrust needs | "updates":[[1]],"rule":{"kind":"fltrust"}
            root: has 2 numbers, an update 1 | "updates":[[1]],"rule":{"kind":"fltrust"},"root":[1,2]
            seed: must be a whole number | "updates":[[1]],"seed":0.5
            """)
    void aggregate(String why, String fields) {
        assertRefused(why, "{\"id\":7,\"op\":\"aggregate\"," + fields + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            label-flip crafts no updates | {"kind":"label-flip"} | 1
            z: paper needs at least 3 nodes | {"kind":"little-is-enough","z":"paper"} | 1
            byzantine: must be at least 1, got 0 | {"kind":"sign-flip"} | 0
            byzantine: at most 10000000 numbers | {"kind":"sign-flip"} | 2147483647
            krum needs at least 2 byzantine + 3 = 5 updates, got 2 | {"kind":"sign-flip"} | 1,"rule":{"kind":"krum"}
            stages[0].kind: unknown kind | {"kind":"sign-flip"} | 1,"stages":[{"kind":"none"}]
            """)
    void attack(String why, String attack, String byzantine) {
        assertRefused(why, "{\"id\":7,\"op\":\"attack\",\"attack\":" + attack + ",\"honest\":[[1]],\"byzantine\":" + byzantine + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            3 numbers for a model of 4 parameters | {"kind":"softmax","classes":2} | [0,0,0] | 0 | {"learningRate":1}
            step.velocity: 1 numbers | {"kind":"softmax","classes":2} | [0,0,0,0] | 0 | {"learningRate":1,"velocity":[0]}
            step: must be an object | {"kind":"softmax","classes":2} | [0,0,0,0] | 0 | []
            step.other: unknown field | {"kind":"softmax","classes":2} | [0,0,0,0] | 0 | {"learningRate":1,"other":0}
            learningRate must be above 0 | {"kind":"softmax","classes":2} | [0,0,0,0] | 0 | {}
            labels: must be classes from 0 to 1 | {"kind":"softmax","classes":2} | [0,0,0,0] | 2 | {"learningRate":1}
            labels: 2 for 1 rows | {"kind":"softmax","classes":2} | [0,0,0,0] | 0,1 | {"learningRate":1}
            model.other: unknown key | {"kind":"softmax","classes":2,"other":1} | [0,0,0,0] | 0 | {"learningRate":1}
            model: more than | {"kind":"softmax","classes":2000000000} | [0] | 0 | {"learningRate":1}
            model: more than | {"kind":"mlp","hidden":[1000000,1000000],"classes":2} | [0] | 0 | {"learningRate":1}
            """)
    void train(String why, String model, String parameters, String labels, String step) {
        assertRefused(why, """
                {"id":7,"op":"train","model":%s,"parameters":%s,"features":[[1]],"labels":[%s],"step":%s}"""
                .formatted(model, parameters, labels, step));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            not JSON | {"id":7,"op":
            not JSON | {"id":7,"id":8}
            not JSON | {"id":7} {"id":8}
            a question is an object | [1,2]
            a question is an object | 7
            """)
    void linesThatAreNoQuestions(String why, String line) {
        JsonNode answer = Lines.read(line);
        assertTrue(answer.get("id").isNull());
        assertTrue(answer.get("error").stringValue().contains(why), answer::toString);
    }

    @Test
    void anErrorStopsNothing() {
        assertEquals(
                "{\"id\":2,\"result\":[[1.0]]}", Lines.answers("{", "{\"id\":2,\"op\":\"aggregate\",\"updates\":[[1]]}").getLast());
    }
}
