package org.fedrange.simulator.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One step of SGD, learning rate 0.1, as PyTorch 1.13 takes it in double precision. */
class EvalConvolutionTest {
    private static String numbers(int count, int factor, int modulus, int offset, int unit) {
        return IntStream.range(0, count).mapToObj(i -> String.valueOf(((i * factor) % modulus - offset) / (double) unit))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String question(String model, int parameters, int width, int rows, int classes, String precision) {
        String all = numbers(width * rows, 53, 97, 48, 50);
        String[] each = all.substring(1, all.length() - 1).split(",", -1);
        String features = IntStream.range(0, rows)
                .mapToObj(row -> IntStream.range(row * width, (row + 1) * width).mapToObj(i -> each[i]).collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "[", "]"));
        String labels = IntStream.range(0, rows).mapToObj(row -> String.valueOf(row % classes)).collect(Collectors.joining(",", "[", "]"));
        return "{\"id\":1,\"op\":\"train\",\"precision\":\"" + precision + "\",\"model\":" + model.replace('\'', '"') + ",\"parameters\":"
                + numbers(parameters, 37, 101, 50, 100) + ",\"features\":" + features + ",\"labels\":" + labels
                + ",\"step\":{\"learningRate\":0.1}}";
    }

    /** What is compared: the loss, the sum of the new parameters, and their sum with weights 1 to 7 over and over. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'kind':'cnn','channels':[3,2],'kernel':3,'padding':1,'hidden':[4],'classes':3,'picture':[2,6,9]} | 148 | 108 | 3 | 3 | 1.1503862047265205 | -0.30538527804627535 | 2.1455074779572914
            {'kind':'lenet','classes':3} | 15031 | 144 | 2 | 3 | 1.904776830910713 | -12.050006336249016 | -48.33883972013511
            {'kind':'cnn1d','channels':[3,2],'kernel':3,'padding':1,'hidden':[5],'classes':2} | 69 | 9 | 4 | 2 | 0.7041615477192544 | 0.2756148564074219 | 2.3435959910754733
            """)
    void theStepIsPytorchs(String model, int parameters, int width, int rows, int classes, double loss, double sum, double weighted) {
        for (String precision : new String[] {"double", "float"}) {
            JsonNode answer = new JsonMapper().readTree(Lines.answer(question(model, parameters, width, rows, classes, precision)));
            assertTrue(answer.has("parameters"), answer.toString());
            double tolerance = precision.equals("double") ? 1e-11 : 2e-3;
            double[] stepped = IntStream.range(0, parameters).mapToDouble(i -> answer.get("parameters").get(i).doubleValue()).toArray();
            assertEquals(loss, answer.get("loss").doubleValue(), tolerance, precision);
            assertEquals(sum, IntStream.range(0, parameters).mapToDouble(i -> stepped[i]).sum(), tolerance, precision);
            assertEquals(weighted, IntStream.range(0, parameters).mapToDouble(i -> stepped[i] * (i % 7 + 1)).sum(), tolerance, precision);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'kind':'cnn','classes':2} | cnn needs pictures
            {'kind':'cnn','classes':2,'picture':[1,2,4]} | model.picture: must be channels, height and width of 6 features
            {'kind':'cnn','kernel':3,'classes':2,'picture':[1,2,3]} | cnn does not fit pictures of 2 x 3
            """)
    void whatDoesNotFitIsRefused(String model, String part) {
        String answer = Lines.answer(question(model, 10, 6, 1, 2, "double"));
        assertTrue(answer.contains(part), answer);
    }
}
