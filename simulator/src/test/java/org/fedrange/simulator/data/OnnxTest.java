package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Mlp;
import org.fedrange.simulator.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxTest {
    private static final Mlp MODEL = new Mlp(List.of(3));
    private static final Shape SHAPE = new Shape(2, 2);

    @TempDir
    Path folder;

    private ModelProto written(List<Npz.Array> arrays) throws IOException {
        return ModelProto.parseFrom(Onnx.of(Files.write(folder.resolve("model.npz"), Npz.of(arrays))));
    }

    @Test
    void aPerceptronIsGemmReluGemmSoftmax() throws IOException {
        ModelProto model = written(Npz.parameters(MODEL, SHAPE, FloatVector.of(new float[17])));
        assertEquals(List.of("Gemm", "Relu", "Gemm", "Softmax"), model.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList());
        assertEquals(13, model.getOpsetImport(0).getVersion());
        assertEquals(2, model.getGraph().getInput(0).getType().getTensorType().getShape().getDim(1).getDimValue());
        assertEquals("probabilities", model.getGraph().getOutput(0).getName());
    }

    /** Each node computed as the operators' definitions say, by hand, gives what the model itself says. */
    @Test
    void itSaysWhatTheModelSays() throws IOException {
        float[] numbers = {0.5f, -1, 2, 0.25f, -0.75f, 1.5f, 0.1f, -0.2f, 0.3f, 1, -2, 0.5f, -0.5f, 0.75f, 1.25f, 0.05f, -0.05f};
        FloatVector parameters = FloatVector.of(numbers);
        float[] x = {0.7f, -1.1f};
        float[] expected = MODEL.network(SHAPE, Numerics.PORTABLE).probabilities(parameters, new Examples(x, new int[] {0}, 2));
        double[] found = computed(written(Npz.parameters(MODEL, SHAPE, parameters)).getGraph(), x);
        assertEquals(expected[0], found[0], 1e-6);
        assertEquals(expected[1], found[1], 1e-6);
    }

    private static double[] computed(GraphProto graph, float[] x) {
        Map<String, TensorProto> constants = new HashMap<>();
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        Map<String, double[]> values = new HashMap<>();
        values.put(graph.getInput(0).getName(), new double[] {x[0], x[1]});
        for (NodeProto node : graph.getNodeList()) {
            double[] in = Objects.requireNonNull(values.get(node.getInput(0)));
            values.put(node.getOutput(0), switch (node.getOpType()) {
                case "Relu" -> Arrays.stream(in).map(value -> Math.max(value, 0)).toArray();
                case "Softmax" -> {
                    double sum = Arrays.stream(in).map(Math::exp).sum();
                    yield Arrays.stream(in).map(value -> Math.exp(value) / sum).toArray();
                }
                default -> gemm(in, Objects.requireNonNull(constants.get(node.getInput(1))), Objects.requireNonNull(constants.get(node.getInput(2))));
            });
        }
        return Objects.requireNonNull(values.get(graph.getOutput(0).getName()));
    }

    /** y = x W' + b. */
    private static double[] gemm(double[] x, TensorProto weights, TensorProto biases) {
        double[] y = new double[Math.toIntExact(weights.getDims(0))];
        for (int out = 0; out < y.length; out++) {
            y[out] = number(biases, out);
            for (int in = 0; in < x.length; in++) {
                y[out] += x[in] * number(weights, out * x.length + in);
            }
        }
        return y;
    }

    private static float number(TensorProto tensor, int index) {
        return tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).getFloat(Float.BYTES * index);
    }

    @Test
    void whatIsNotFullyConnectedIsRefused() {
        Refusal maps = assertThrows(Refusal.class, () -> written(List.of(
                new Npz.Array("w", List.of(1, 1, 2, 2), FloatVector.of(1, 2, 3, 4)), new Npz.Array("b", List.of(1), FloatVector.of(1)))));
        assertTrue(String.valueOf(maps.getMessage()).contains("1 x 1 x 2 x 2, 1; written as ONNX are models whose layers are fully connected"), maps.getMessage());
        assertThrows(Refusal.class, () -> written(List.of(new Npz.Array("w", List.of(2, 2), FloatVector.of(1, 2, 3, 4)), new Npz.Array("b", List.of(3), FloatVector.of(1, 2, 3)))));
        assertThrows(Refusal.class, () -> written(List.of(new Npz.Array("parameters", List.of(4), FloatVector.of(1, 2, 3, 4)))));
    }
}
