package org.fedrange.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.fedrange.simulator.report.Browser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Walks the tour: what docs/tour.md says of the results is so, and its pictures are those of a run. The pictures lie in
 * target/tour afterwards; from there they are copied to docs/tour when the report changes.
 */
@Tag("full")
class TourTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path MADE = Path.of("target", "tour");
    private static final int WIDTH = 1100;
    /** Of 255: fonts and digits may differ from machine to machine, the page may not. */
    private static final double MOST_DIFFERENCE = 12;

    @TempDir
    private Path folder = Path.of("");

    private Path run() {
        Path results = folder.resolve("quickstart");
        StringWriter said = new StringWriter();
        String[] arguments = {"run", Path.of("..", "configs", "quickstart.yaml").toString(), "--out", results.toString()};
        assertEquals(0, CommandLineInterface.execute(new PrintWriter(said), new PrintWriter(said), arguments), said.toString());
        return results;
    }

    @Test
    void theTourIsTrue() throws IOException, InterruptedException {
        Path results = run();
        Map<String, Double> means = means(results.resolve("cells.csv"));
        double mean = figure(means, "none/mean (weighted false)");
        assertTrue(mean > 0.67 && mean < 0.77, means.toString());
        assertTrue(figure(means, "sign-flip (scale 5)/mean (weighted false)") < 0.55, means.toString());
        for (String rule : List.of("median", "trimmed-mean (byzantine 1)", "geometric-median", "multi-krum (byzantine 1)")) {
            assertTrue(figure(means, "sign-flip (scale 5)/" + rule) > mean - 0.05, rule + means);
        }
        Optional<Browser> browser = Browser.find(folder);
        assumeTrue(browser.isPresent(), "no Chromium on the path");
        Path report = results.resolve("report.html");
        SortedMap<String, BufferedImage> pictures = new TreeMap<>();
        pictures.put("heat-map.png", browser.orElseThrow().picture(report.toUri(), WIDTH, 620));
        pictures.put("panel.png", browser.orElseThrow().picture(only(report, "cell-2-1"), WIDTH, 900));
        pictures.put("who-pays.png", browser.orElseThrow().picture(only(report, "who-pays"), WIDTH, 640));
        Files.createDirectories(MADE);
        String tour = Files.readString(DOCS.resolve("tour.md"));
        for (Map.Entry<String, BufferedImage> picture : pictures.entrySet()) {
            ImageIO.write(picture.getValue(), "png", MADE.resolve(picture.getKey()).toFile());
            assertTrue(tour.contains("](tour/" + picture.getKey() + ")"), picture.getKey() + " is not in the tour");
        }
        for (Map.Entry<String, BufferedImage> picture : pictures.entrySet()) {
            BufferedImage shown = Objects.requireNonNull(ImageIO.read(DOCS.resolve("tour").resolve(picture.getKey()).toFile()));
            double difference = difference(shown, picture.getValue());
            assertTrue(difference < MOST_DIFFERENCE, picture.getKey() + " differs by " + difference + " from the one in " + MADE);
        }
    }

    /** The report with all but one part hidden: the browser without a window does not scroll. */
    private URI only(Path report, String part) throws IOException {
        String style = "body > * { display: none !important } body > #" + part + " { display: block !important }";
        return Files.writeString(folder.resolve(part + ".html"), Files.readString(report).replace("</style>", style + "</style>")).toUri();
    }

    private static double figure(Map<String, Double> means, String field) {
        return Objects.requireNonNull(means.get(field), field);
    }

    /** Mean final test figure by attack and defense. */
    private static Map<String, Double> means(Path table) throws IOException {
        List<String> lines = Files.readAllLines(table);
        int column = Arrays.asList(lines.getFirst().split(",", -1)).indexOf("final_test_balanced_accuracy");
        return lines.stream().skip(1).map(line -> line.split(",", -1))
                .collect(Collectors.groupingBy(row -> row[1] + "/" + row[2], TreeMap::new, Collectors.averagingDouble(row -> Double.parseDouble(row[column]))));
    }

    /** Mean difference in brightness; as large as can be where sizes differ. */
    private static double difference(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return 255;
        }
        double sum = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                sum += Math.abs(Browser.brightness(one, x, y) - Browser.brightness(other, x, y));
            }
        }
        return sum / one.getWidth() / one.getHeight();
    }
}
