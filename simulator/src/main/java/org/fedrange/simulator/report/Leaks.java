package org.fedrange.simulator.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.fedrange.attacks.inference.RocCurve;
import org.fedrange.simulator.results.Leakage;
import org.fedrange.simulator.results.Likeness;
import org.fedrange.simulator.results.PrivacyFigure;
import org.fedrange.simulator.results.Run;

/**
 * What observers learned, for each attack, defense and observer: means over records and seeds, and public pictures beside what was made of them;
 * empty where nobody observes.
 *
 * @param map the runs
 */
record Leaks(HeatMap map) {
    private static final int SHOWN_WIDTH = 56;

    /** One observer under one attack and defense: what it learned with each seed. */
    private record Seen(String attack, String column, int observer, List<Leakage> seeds, Optional<PrivacyFigure> promise) {}

    String section() {
        SortedMap<String, List<Seen>> kinds = new TreeMap<>();
        for (String attack : map.rows()) {
            for (String column : map.columns()) {
                List<Run> runs = map.at(attack, column);
                int observers = runs.stream().mapToInt(run -> run.leakage().size()).min().orElse(0);
                for (int i = 0; i < observers; i++) {
                    int observer = i;
                    List<Leakage> its = runs.stream().map(run -> run.leakage().get(observer)).toList();
                    kinds.computeIfAbsent(its.getFirst().inference(), kind -> new ArrayList<>()).add(new Seen(attack, column, observer, its, promise(runs)));
                }
            }
        }
        StringBuilder content = new StringBuilder();
        kinds.forEach((kind, all) -> content.append("<h3>").append(Markup.escaped(kind)).append("</h3>\n").append(table(all)).append(RocChart.svg(kind, curves(all))).append(pictures(all)));
        return content.isEmpty() ? "" : Markup.section(
                "What observers learned",
                "Observers change nothing in a run; they attack what they see of it: view is the size of that in one run. Figures are means over the records "
                        + "attacked and over seeds; those OfMean are what a guesser reaches who knows only the population's mean. closer: share of records to which "
                        + "the guess is closer than any other patient is. labels: share of records whose class is among those counted. recognised: share above "
                        + "30 dB. Of membership, tprAtFpr: share of members found where that share of others is accused, with the Jeffreys interval of 95 %; "
                        + "chance is the same share; where differential privacy is promised, the line of the most that any attack may find under it is drawn too. attribute: share of "
                        + "patients whose feature was filled in rightly, beside patients nobody trained on (OfOthers) and someone without the model. shareError: of an "
                        + "estimated share of patients with a property, beside who says the population's. fidelity: share of test patients to whom a stolen model gives "
                        + "the class that the true one gives. classCosine: how nearly what is drawn for a class points, from the population's mean, where the mean of "
                        + "the class lies; ownClass: share of classes whose own mean it points to most nearly. Records of patients are never shown; pictures only where they are public.",
                content.toString());
    }

    private static String table(List<Seen> all) {
        SortedSet<String> names = new TreeSet<>();
        all.forEach(seen -> seen.seeds().forEach(its -> names.addAll(its.figures().keySet())));
        List<String> header = new ArrayList<>(List.of("attack", "defense", "observer", "sees", "view", "records"));
        header.addAll(names);
        List<List<String>> rows = new ArrayList<>();
        for (Seen seen : all) {
            Leakage first = seen.seeds().getFirst();
            List<String> row = new ArrayList<>(List.of(
                    Markup.escaped(seen.attack()), Markup.escaped(seen.column()), Integer.toString(seen.observer() + 1), Markup.escaped(first.knowledge()),
                    first.bytes() / 1000 + " kB", Integer.toString(first.records())));
            for (String name : names) {
                double[] values = seen.seeds().stream().filter(its -> its.figures().containsKey(name)).mapToDouble(its -> its.figures().get(name)).toArray();
                row.add(values.length == 0 ? "-" : number(java.util.Arrays.stream(values).average().orElseThrow()));
            }
            rows.add(row);
        }
        return Markup.table(header, rows);
    }

    /** Mean true-positive rates over seeds, of observers of members. */
    private static List<RocChart.Curve> curves(List<Seen> all) {
        List<RocChart.Curve> curves = new ArrayList<>();
        for (Seen seen : all) {
            List<List<Double>> rates = seen.seeds().stream().map(Leakage::roc).filter(roc -> !roc.isEmpty()).toList();
            if (!rates.isEmpty()) {
                List<Double> means = IntStream.range(0, Leakage.FALSE_POSITIVES.size())
                        .mapToObj(i -> rates.stream().mapToDouble(roc -> roc.get(i)).average().orElseThrow()).toList();
                curves.add(new RocChart.Curve(seen.attack() + ", " + seen.column(), means));
                seen.promise().ifPresent(its -> curves.add(new RocChart.Curve(
                        String.format(Locale.ROOT, "at most, epsilon %.2f: %s", its.epsilon(), seen.column()),
                        Leakage.FALSE_POSITIVES.stream().map(rate -> RocCurve.most(its.epsilon(), its.delta(), rate)).toList())));
            }
        }
        return curves;
    }

    /** What holds of every patient in all runs: of each mechanism the most that it spends, and of the mechanisms the one that spends least. */
    private static Optional<PrivacyFigure> promise(List<Run> runs) {
        SortedMap<String, PrivacyFigure> most = new TreeMap<>();
        runs.forEach(run -> run.privacy().forEach(its -> most.merge(
                its.defense() + " of a " + its.unit(), its, (one, other) -> one.epsilon() >= other.epsilon() ? one : other)));
        return most.values().stream().min(Comparator.comparingDouble(PrivacyFigure::epsilon));
    }

    /** Errors may be of any size. */
    private static String number(double value) {
        return Double.isNaN(value) ? "no number" : String.format(Locale.ROOT, Math.abs(value) >= 0.001 || value == 0 ? "%.3f" : "%.1e", value);
    }

    private static String pictures(List<Seen> all) {
        StringBuilder rows = new StringBuilder();
        for (Seen seen : all) {
            List<Likeness> shown = seen.seeds().getFirst().pictures();
            if (!shown.isEmpty()) {
                rows.append("<p>").append(Markup.escaped(seen.attack() + ", " + seen.column())).append(": originals above, reconstructions below.</p>\n<p>");
                shown.forEach(its -> rows.append(picture(its.width(), its.original(), "original")));
                rows.append("<br>");
                shown.forEach(its -> rows.append(picture(its.width(), its.reconstruction(), "reconstruction")));
                rows.append("</p>\n");
            }
        }
        return rows.toString();
    }

    private static String picture(int width, String grey, String name) {
        byte[] pixels = Base64.getDecoder().decode(grey);
        BufferedImage image = new BufferedImage(width, pixels.length / width, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setDataElements(0, 0, width, pixels.length / width, pixels);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            // Not compressed: the same bytes whatever compressor a JDK brings.
            ImageIO.write(image, "bmp", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "<img alt=\"" + name + "\" width=\"" + SHOWN_WIDTH + "\" src=\"data:image/bmp;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray())
                + "\"> ";
    }
}
