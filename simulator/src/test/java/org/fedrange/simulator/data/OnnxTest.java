package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Numerics;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.model.Cnn;
import org.fedrange.learning.model.Cnn1d;
import org.fedrange.learning.model.CustomModel;
import org.fedrange.learning.model.Lenet;
import org.fedrange.learning.model.LenetZhu;
import org.fedrange.learning.model.Mlp;
import org.fedrange.learning.model.Model;
import org.fedrange.learning.model.Network;
import org.fedrange.learning.model.Softmax;
import org.fedrange.simulator.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxTest {
    private static final int ROWS = 5;

    private static Shape picture(int channels, int height, int width) {
        return new Shape(channels * height * width, 3, Optional.of(new Picture(channels, height, width)));
    }

    private static float[] drawn(int count, RandomGenerator stream) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = stream.nextFloat(-1, 1);
        }
        return numbers;
    }

    /** Without and with hidden layers; one channel and two; strides; borders and none; sides whose last row or column fills no window; sequences. */
    static Stream<Arguments> models() {
        return Stream.of(
                Arguments.of(new Softmax(), new Shape(4, 3)),
                Arguments.of(new Mlp(List.of(6, 5)), new Shape(4, 3)),
                Arguments.of(new Cnn(List.of(2), 3, 0, List.of()), picture(1, 7, 6)),
                Arguments.of(new Cnn(List.of(3, 2), 3, 1, List.of(4)), picture(2, 6, 9)),
                Arguments.of(new Lenet(2), picture(1, 12, 12)),
                Arguments.of(new LenetZhu(), picture(2, 9, 6)),
                Arguments.of(new Cnn1d(List.of(3, 2), 3, 1, List.of(5)), new Shape(9, 3)));
    }

    /** Microsoft's runtime, which knows nothing of FedRange, reads the file and says what the model says. */
    @ParameterizedTest
    @MethodSource("models")
    void anotherRuntimeSaysWhatTheModelSays(Model model, Shape shape) throws OrtException {
        Network network = model.network(shape, Numerics.PORTABLE);
        RandomGenerator stream = new Streams(1).of("test");
        FloatVector parameters = FloatVector.of(drawn(network.parameters(), stream));
        float[] features = drawn(ROWS * shape.width(), stream);
        float[] expected = network.probabilities(parameters, new Examples(features, new int[ROWS], shape.width()));
        assertArrayEquals(expected, runtime(Onnx.of(model, shape, parameters), features, shape), 1e-5f);
    }

    private static float[] runtime(byte[] onnx, float[] features, Shape shape) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(onnx);
                OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(features), new long[] {ROWS, shape.width()});
                OrtSession.Result result = session.run(Map.of("features", input))) {
            float[] said = new float[ROWS * shape.classes()];
            ((OnnxTensor) result.get("probabilities").orElseThrow()).getFloatBuffer().get(said);
            return said;
        }
    }

    private static List<String> operators(Model model, Shape shape) throws Exception {
        FloatVector zeros = FloatVector.of(new float[model.network(shape, Numerics.PORTABLE).parameters()]);
        ModelProto written = ModelProto.parseFrom(Onnx.of(model, shape, zeros));
        assertEquals(13, written.getOpsetImport(0).getVersion());
        return written.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList();
    }

    @Test
    void everyLayerIsAnOperator() throws Exception {
        assertEquals(List.of("Gemm", "Relu", "Gemm", "Softmax"), operators(new Mlp(List.of(3)), new Shape(2, 2)));
        assertEquals(
                List.of("Reshape", "Conv", "MaxPool", "Relu", "Flatten", "Gemm", "Relu", "Gemm", "Softmax"),
                operators(new Cnn(List.of(2), 3, 0, List.of(4)), picture(1, 7, 6)));
        assertEquals(
                List.of("Reshape", "Conv", "Sigmoid", "Conv", "Sigmoid", "Conv", "Sigmoid", "Flatten", "Gemm", "Softmax"),
                operators(new LenetZhu(), picture(1, 7, 6)));
    }

    /** A model that only computes. */
    private record Opaque() implements CustomModel {
        @Override
        public Network network(Shape shape, Numerics numerics) {
            return new Softmax().network(shape, numerics);
        }
    }

    @Test
    void aModelThatDoesNotSayItsLayersIsRefused() {
        Refusal refusal = assertThrows(Refusal.class, () -> Onnx.of(new Opaque(), new Shape(1, 2), FloatVector.of(1, 2, 3, 4)));
        assertTrue(String.valueOf(refusal.getMessage()).contains("opaque: does not say which layers it has"), refusal.getMessage());
    }
}
