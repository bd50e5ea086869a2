package org.fedrange.simulator.data;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.fedrange.simulator.Refusal;

/**
 * A fully connected model, whose weights and biases lie in a file of NumPy's, as ONNX: for each layer {@code Gemm(x, W, b)} with W turned, between layers {@code Relu}, at the end
 * {@code Softmax}; from {@code features}, any number of rows as the hospitals' training sees them, to {@code probabilities}.
 *
 * <p>Example: weights 3 x 2, biases 3, weights 2 x 3, biases 2 become Gemm, Relu, Gemm, Softmax, from rows of 2 features to rows of 2 probabilities.
 *
 * <p>Source: ONNX operators, Gemm, Relu and Softmax, version 13 of the set.
 */
public final class Onnx {
    private static final long OPERATOR_SET = 13;
    private static final long IR_VERSION = 7;
    private static final String INPUT = "features";
    private static final String OUTPUT = "probabilities";
    private static final String ROWS = "rows";

    private Onnx() {}

    /**
     * The model in a file.
     *
     * @param file as {@code models/ID/fold-1.npz} of a results folder
     * @throws Refusal where it does not hold weights and biases of layers that are fully connected and fit each other
     */
    public static byte[] of(Path file) {
        List<NumberArray> arrays = new ArrayFile(Path.of(""), file.toString()).all();
        refuseOther(file, arrays);
        int layers = arrays.size() / 2;
        GraphProto.Builder graph = GraphProto.newBuilder().setName("model")
                .addInput(value(INPUT, arrays.getFirst().width())).addOutput(value(OUTPUT, arrays.getLast().count()));
        String input = INPUT;
        for (int layer = 1; layer <= layers; layer++) {
            graph.addInitializer(tensor("weight" + layer, arrays.get(2 * layer - 2))).addInitializer(tensor("bias" + layer, arrays.get(2 * layer - 1)));
            String sums = "sums" + layer;
            graph.addNode(node("Gemm", List.of(input, "weight" + layer, "bias" + layer), sums).addAttribute(whole("transB", 1)));
            input = layer < layers ? "units" + layer : OUTPUT;
            graph.addNode(layer < layers ? node("Relu", List.of(sums), input) : node("Softmax", List.of(sums), input).addAttribute(whole("axis", -1)));
        }
        return ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("FedRange").addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                .setGraph(graph).build().toByteArray();
    }

    private static void refuseOther(Path file, List<NumberArray> arrays) {
        boolean fits = !arrays.isEmpty() && arrays.size() % 2 == 0;
        for (int i = 0; fits && i < arrays.size(); i += 2) {
            NumberArray weights = arrays.get(i);
            NumberArray biases = arrays.get(i + 1);
            fits = weights.shape().size() == 2 && biases.shape().size() == 1 && biases.count() == weights.count() && (i == 0 || weights.width() == arrays.get(i - 1).count());
        }
        if (!fits) {
            throw new Refusal(file + ": its arrays are " + String.join(", ", arrays.stream().map(array -> NumberArray.shown(array.shape())).toList())
                    + "; written as ONNX are models whose layers are fully connected, softmax and mlp: for each layer weights, outputs x inputs, and biases");
        }
    }

    private static NodeProto.Builder node(String operator, List<String> inputs, String output) {
        return NodeProto.newBuilder().setOpType(operator).setName(output).addAllInput(inputs).addOutput(output);
    }

    private static AttributeProto.Builder whole(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value);
    }

    private static TensorProto.Builder tensor(String name, NumberArray array) {
        int count = array.count() * array.width();
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putFloat((float) array.at(i));
        }
        return TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE).addAllDims(array.shape().stream().map(Integer::longValue).toList())
                .setRawData(ByteString.copyFrom(bytes.array()));
    }

    private static ValueInfoProto.Builder value(String name, int width) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(ROWS)).addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width));
        return ValueInfoProto.newBuilder().setName(name)
                .setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape)));
    }
}
