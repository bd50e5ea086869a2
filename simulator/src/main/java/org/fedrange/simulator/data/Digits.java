package org.fedrange.simulator.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.fedrange.learning.Streams;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Picture;
import org.fedrange.learning.data.Scaling;

/**
 * Handwritten digits, built in: 1,797 pictures of 8 x 8 pixels in ten classes, small enough to be rebuilt from a gradient.
 *
 * <p>Pixels are brought from 0 to 16 to 0 to 1.
 *
 * <p>Example: the first picture is a 0, and the third pixel of its first row, 5 of 16, is 0.3125.
 *
 * <p>Source: Alpaydin, Kaynak, UCI Machine Learning Repository, 1998, CC BY 4.0.
 */
public record Digits() implements DataSource {
    private static final int PIXELS = 64;
    private static final float BRIGHTEST = 16;

    @Override
    public boolean publicPictures() {
        return true;
    }

    @Override
    public Dataset read(Path folder, Streams streams) {
        List<String> lines = new BuiltIn("digits/digits.csv.gz").text().lines().toList();
        float[] pixels = new float[lines.size() * PIXELS];
        int[] labels = new int[lines.size()];
        for (int i = 0; i < labels.length; i++) {
            String[] cells = lines.get(i).split(",", -1);
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                pixels[i * PIXELS + pixel] = Float.parseFloat(cells[pixel]) / BRIGHTEST;
            }
            labels[i] = Integer.parseInt(cells[PIXELS]);
        }
        Examples examples = new Examples(pixels, labels, PIXELS);
        List<String> classes = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        List<String> names = IntStream.range(0, PIXELS).mapToObj(pixel -> "row " + pixel / 8 + " column " + pixel % 8).toList();
        return new Dataset(
                "Digits", examples, Optional.empty(), classes, names, Scaling.AS_IS, List.of(), new int[0],
                new ContentDigest().add(examples).hex(),
                List.of("Optical Recognition of Handwritten Digits: 1,797 pictures, UCI Machine Learning Repository, CC BY 4.0"))
                .pictured(new Picture(1, 8, 8));
    }
}
