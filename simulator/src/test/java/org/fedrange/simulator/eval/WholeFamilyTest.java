package org.fedrange.simulator.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Stage;
import org.fedrange.learning.Parameter;
import org.fedrange.simulator.config.Family;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every rule, and every stage before the mean or the median, on what nobody hopes for: found through the sealed families, so a new one is covered. */
class WholeFamilyTest {
    private static final double[] LIKE = {0.5, -0.25, 0.125};

    /** Rules that two far updates of sixteen move: no bound is claimed, a wide radius is the default, or the unlike are given weight. */
    private static final Set<String> MOVED = Set.of("mean", "robust-learning-rate", "centered-clipping", "fools-gold");

    static Stream<String> rules() {
        return Family.kinds(Aggregator.class, List.of()).values().stream().map(type -> "\"rule\":" + written(type));
    }

    static Stream<String> chains() {
        return Stream.concat(rules(), stagesBefore("{\"kind\":\"mean\",\"weighted\":false}"));
    }

    private static Stream<String> stagesBefore(String rule) {
        return Family.kinds(Stage.class, List.of()).values().stream()
                .map(type -> "\"stages\":[" + written(type) + "],\"rule\":" + rule);
    }

    /** A kind with its defaults; where one must be given, the least number above its bounds, but at least 1. */
    private static String written(Class<? extends Record> type) {
        List<String> fields = new ArrayList<>(List.of("\"kind\":\"" + org.fedrange.learning.Kind.of(type) + "\""));
        for (RecordComponent component : type.getRecordComponents()) {
            Parameter parameter = Objects.requireNonNull(component.getAnnotation(Parameter.class), component.toString());
            if (parameter.byDefault().isEmpty() && parameter.derived().isEmpty()) {
                fields.add("\"" + component.getName() + "\":" + Math.max(1, Math.max(parameter.min(), parameter.above() + 1)));
            }
        }
        return fields.stream().collect(Collectors.joining(",", "{", "}"));
    }

    private static String rows(double[]... rows) {
        return Arrays.stream(rows).map(WholeFamilyTest::row).collect(Collectors.joining(",", "[", "]"));
    }

    private static String row(double[] row) {
        return Arrays.stream(row).mapToObj(x -> Double.isFinite(x) ? Double.toString(x) : "\"" + x + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private static JsonNode ask(String chain, int byzantine, double[] root, double[]... rows) {
        return Lines.read("{\"id\":1,\"op\":\"aggregate\",\"seed\":7,\"byzantine\":" + byzantine + ",\"root\":" + row(root) + ",\"updates\":" + rows(rows) + "," + chain + "}");
    }

    /** The answer, which must be one of finite numbers. */
    private static double[] result(JsonNode answer, String chain) {
        assertTrue(answer.has("result"), () -> chain + ": " + answer);
        double[] result = new double[answer.get("result").size()];
        for (int k = 0; k < result.length; k++) {
            assertTrue(answer.get("result").get(k).isNumber(), () -> chain + ": " + answer);
            result[k] = answer.get("result").get(k).doubleValue();
        }
        return result;
    }

    /** Rows around (1, 1, 1), of which the first ones are far away. */
    private static double[][] crowd(int n, int far) {
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            // Two rows near each other, on either side of the middle.
            double off = 0.02 * (i - n / 2.0) / n;
            rows[i] = i >= 3 && i < 3 + far ? new double[] {1000, -1000, 1000} : new double[] {1 + off, 1 - off, 1 + off * off};
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("chains")
    void rowsThatAreNotFiniteAreLeftOutAndFStays(String chain) {
        double[][] finite = crowd(11, 0);
        List<double[]> all = new ArrayList<>(List.of(finite));
        all.add(4, new double[] {Double.NaN, 1, 1});
        all.add(8, new double[] {1, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
        JsonNode with = ask(chain, 2, LIKE, all.toArray(double[][]::new));
        JsonNode without = ask(chain, 2, LIKE, finite);
        result(with, chain);
        assertEquals(without.get("result"), with.get("result"), chain);
        List<Integer> moved = IntStream.range(0, without.get("kept").size()).map(i -> without.get("kept").get(i).intValue())
                .map(i -> i < 4 ? i : i < 7 ? i + 1 : i + 2).boxed().toList();
        assertEquals(moved, IntStream.range(0, with.get("kept").size()).mapToObj(i -> with.get("kept").get(i).intValue()).toList(), chain);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void whereTooFewAreFiniteTheyAreNamed(String chain) {
        JsonNode none = ask(chain, 2, LIKE, new double[] {Double.NaN, 1, 1}, new double[] {Double.POSITIVE_INFINITY, 1, 1});
        assertEquals("updates: no row is finite: [row 0, row 1]", none.get("error").stringValue(), chain);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void zerosGiveZero(String chain) {
        for (double each : result(ask(chain, 2, LIKE, new double[11][3]), chain)) {
            assertEquals(0, each, 1e-15, chain);
        }
        // A direction of zeros among others, and at the coordinator, is no division by zero.
        double[][] some = crowd(11, 0);
        some[5] = new double[3];
        result(ask(chain, 2, new double[3], some), chain);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void equalUpdatesGiveThatUpdate(String chain) {
        double[][] rows = new double[11][];
        Arrays.fill(rows, LIKE);
        double[] result = result(ask(chain, 2, LIKE, rows), chain);
        // Of many that act as one FoolsGold takes all weight; votes know signs only; FLAME adds noise of deviation 0.001 x 0.57.
        double[] expected = chain.contains("fools-gold") ? new double[3] : chain.contains("sign-majority") ? new double[] {1, -1, 1} : LIKE;
        for (int k = 0; k < 3; k++) {
            assertEquals(expected[k], result[k], chain.contains("flame") ? 0.004 : 1e-12, chain);
        }
    }

    @ParameterizedTest
    @MethodSource("chains")
    void tooFewUpdatesAreRefusedByTheirNumberOrAnswered(String chain) {
        for (int f : new int[] {0, 1, 5}) {
            for (int n = 1; n <= 11; n++) {
                JsonNode answer = ask(chain, f, LIKE, crowd(n, 0));
                String said = chain + " with f = " + f + ", n = " + n + ": " + answer;
                if (answer.has("error")) {
                    String error = answer.get("error").stringValue();
                    assertTrue(error.contains(" needs ") && error.endsWith(", got " + n), said);
                    assertFalse(error.contains("fault of FedRange"), said);
                } else {
                    result(answer, said);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("chains")
    void withoutByzantineNodesTheAnswerLiesAmongTheUpdates(String chain) {
        for (double each : result(ask(chain, 0, LIKE, crowd(9, 0)), chain)) {
            // Shorter only where something is clipped to length 1, or at the root update's length of 0.57.
            assertTrue(each > 0.3 && each < 1.02, chain + ": " + each);
        }
    }

    static Stream<String> robust() {
        return Stream.concat(
                rules().filter(rule -> MOVED.stream().noneMatch(kind -> rule.startsWith("\"rule\":{\"kind\":\"" + kind + "\""))), stagesBefore("{\"kind\":\"median\"}"));
    }

    @ParameterizedTest
    @MethodSource("robust")
    void declaredAsItIsOrTooHighTwoFarUpdatesOfSixteenMoveNothing(String chain) {
        for (int declared : new int[] {2, 3}) {
            for (double each : result(ask(chain, declared, new double[] {1, 1, 1}, crowd(16, 2)), chain)) {
                assertTrue(Math.abs(each - 1) < 1.5, chain + " with f = " + declared + ": " + each);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("chains")
    void declaredTooLowThereIsStillAnAnswer(String chain) {
        for (int declared : new int[] {0, 1}) {
            for (double each : result(ask(chain, declared, new double[] {1, 1, 1}, crowd(16, 2)), chain)) {
                assertTrue(Math.abs(each) <= 1000, chain + ": " + each);
            }
        }
    }
}
