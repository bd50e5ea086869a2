package org.fedrange.simulator.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import org.fedrange.simulator.Refusal;

/**
 * Numbers of one type in rows and columns of any number of dimensions, the last of which runs fastest, left in the bytes of their file.
 *
 * @param name how refusals call it
 * @param shape the dimensions, of which the first counts examples
 * @param element how a number is held
 * @param bytes the numbers, with their byte order
 */
record NumberArray(String name, List<Integer> shape, Element element, ByteBuffer bytes) {

    /** An array whose bytes are all there; refuses others. */
    NumberArray {
        shape = List.copyOf(shape);
        long promised = element.size();
        for (int dimension : shape) {
            if (dimension < 1) {
                throw new Refusal(name + ": is empty, its shape is " + shown(shape));
            }
            promised = Math.multiplyExact(promised, dimension);
        }
        if (promised != bytes.remaining()) {
            throw new Refusal(name + ": " + promised + " bytes of numbers promised by the shape " + shown(shape) + ", " + bytes.remaining()
                    + " there; the file is cut off or damaged, get it again");
        }
        bytes = bytes.slice().order(bytes.order());
    }

    /** Number of examples. */
    int count() {
        return shape.isEmpty() ? 1 : shape.getFirst();
    }

    /** Numbers of one example. */
    int width() {
        return shape.stream().skip(1).reduce(1, Math::multiplyExact);
    }

    /** The number with this index, counted through all rows. */
    double at(int index) {
        return element.at(bytes, index);
    }

    /** The shape as users write it, such as 60000 x 28 x 28. */
    String shown() {
        return shown(shape);
    }

    /** A shape as users write it. */
    static String shown(List<Integer> shape) {
        return shape.isEmpty() ? "of a single number" : shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
