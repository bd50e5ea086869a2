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
import java.util.List;
import org.fedrange.learning.FloatVector;
import org.fedrange.learning.Kind;
import org.fedrange.learning.data.Shape;
import org.fedrange.learning.kernel.Convolution;
import org.fedrange.learning.kernel.PortableKernel;
import org.fedrange.learning.model.Convolutional;
import org.fedrange.learning.model.LayeredModel;
import org.fedrange.learning.model.Model;
import org.fedrange.simulator.Refusal;

/**
 * A model as ONNX, from {@code features}, any number of rows as the hospitals' training sees them, to {@code probabilities}. For each convolution {@code Conv}, {@code MaxPool} where it pools,
 * and {@code Relu} or {@code Sigmoid}, between a {@code Reshape} of rows to pictures and a {@code Flatten} back; for each fully connected layer {@code Gemm(x, W, b)} with W turned, between them {@code Relu}; at the
 * end {@code Softmax}. A sequence is a picture of height 1.
 *
 * <p>Example: weights 3 x 2, biases 3, weights 2 x 3, biases 2 become Gemm, Relu, Gemm, Softmax, from rows of 2 features to rows of 2 probabilities.
 *
 * <p>Source: ONNX operators, version 13 of the set.
 */
public final class Onnx {
    private static final long OPERATOR_SET = 13;
    private static final long IR_VERSION = 7;
    private static final String INPUT = "features";
    private static final String OUTPUT = "probabilities";
    private static final String ROWS = "rows";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("model");
    private final List<Npz.Array> arrays;
    private String last = INPUT;
    private int layer;

    private Onnx(List<Npz.Array> arrays) {
        this.arrays = arrays;
    }

    /**
     * The model in this format.
     *
     * @param shape of the data it was trained on
     * @throws Refusal where the model does not say which layers it has
     */
    public static byte[] of(Model model, Shape shape, FloatVector parameters) {
        if (!(model instanceof LayeredModel layered)) {
            throw new Refusal(Kind.of(model.getClass()) + ": does not say which layers it has; written as ONNX are softmax, mlp, cnn, lenet, lenet-zhu and cnn1d");
        }
        Onnx onnx = new Onnx(Npz.parameters(model, shape, parameters));
        onnx.graph.addInput(value(INPUT, shape.width())).addOutput(value(OUTPUT, shape.classes()));
        if (layered.classifier(shape, new PortableKernel()) instanceof Convolutional<?> network) {
            onnx.convolutions(network.convolutions());
        }
        onnx.fullyConnected();
        return ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("FedRange").addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                .setGraph(onnx.graph).build().toByteArray();
    }

    private void convolutions(List<Convolution> convolutions) {
        var picture = convolutions.getFirst().input();
        graph.addInitializer(TensorProto.newBuilder().setName("picture").setDataType(TensorProto.DataType.INT64_VALUE).addDims(4)
                .addAllInt64Data(List.of(-1L, (long) picture.channels(), (long) picture.height(), (long) picture.width())));
        add("Reshape", "pictures", List.of(last, "picture"));
        for (Convolution its : convolutions) {
            List<Integer> window = List.of(its.poolHeight(), its.poolWidth());
            weighted("Conv", wholes("pads", List.of(its.input().above(), its.input().beside(), its.input().above(), its.input().beside())),
                    wholes("strides", List.of(its.stride(), its.stride())));
            if (its.poolHeight() * its.poolWidth() > 1) {
                add("MaxPool", "pooled" + layer, List.of(last), wholes("kernel_shape", window), wholes("strides", window));
            }
            add(switch (its.activation()) { case RELU -> "Relu"; case SIGMOID -> "Sigmoid"; }, "maps" + layer, List.of(last));
        }
        add("Flatten", "flat", List.of(last));
    }

    private void fullyConnected() {
        while (2 * layer < arrays.size()) {
            if (last.startsWith("sums")) {
                add("Relu", "units" + layer, List.of(last));
            }
            weighted("Gemm", whole("transB", 1));
        }
        add("Softmax", OUTPUT, List.of(last), whole("axis", -1));
    }

    /** The next layer with weights and biases. */
    private void weighted(String operator, AttributeProto.Builder... attributes) {
        Npz.Array weights = arrays.get(2 * layer);
        Npz.Array biases = arrays.get(2 * layer + 1);
        layer++;
        graph.addInitializer(tensor(weights)).addInitializer(tensor(biases));
        add(operator, "sums" + layer, List.of(last, weights.name(), biases.name()), attributes);
    }

    private void add(String operator, String output, List<String> inputs, AttributeProto.Builder... attributes) {
        NodeProto.Builder node = NodeProto.newBuilder().setOpType(operator).setName(output).addAllInput(inputs).addOutput(output);
        List.of(attributes).forEach(node::addAttribute);
        graph.addNode(node);
        last = output;
    }

    private static AttributeProto.Builder whole(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value);
    }

    private static AttributeProto.Builder wholes(String name, List<Integer> values) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS).addAllInts(longs(values));
    }

    private static List<Long> longs(List<Integer> values) {
        return values.stream().map(Integer::longValue).toList();
    }

    private static TensorProto.Builder tensor(Npz.Array array) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * array.numbers().size()).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : array.numbers().array()) {
            bytes.putFloat(number);
        }
        return TensorProto.newBuilder().setName(array.name()).setDataType(TensorProto.DataType.FLOAT_VALUE).addAllDims(longs(array.shape())).setRawData(ByteString.copyFrom(bytes.array()));
    }

    private static ValueInfoProto.Builder value(String name, int width) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(ROWS)).addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width));
        return ValueInfoProto.newBuilder().setName(name)
                .setType(TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape)));
    }
}
