package org.fedrange.simulator.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.fedrange.attacks.inference.InferenceAttack;
import org.fedrange.attacks.inference.ObserverKnowledge;
import org.fedrange.attacks.inference.ReconstructionQuality;
import org.fedrange.attacks.inference.RepresentativeQuality;
import org.fedrange.attacks.inference.RocCurve;
import org.fedrange.attacks.inference.View;
import org.fedrange.learning.Kind;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Sha256;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Picture;
import org.fedrange.simulator.evidence.Proportion;
import org.fedrange.simulator.results.HospitalFigure;
import org.fedrange.simulator.results.Leakage;
import org.fedrange.simulator.results.Likeness;
import org.fedrange.simulator.results.Measured;

/** Collects what the observers of a cell learned, fold after fold: sums only, and pictures only where everybody has them anyway. */
final class LeakageRecord {
    private static final Measured NOTHING = new Measured(0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    private static final int MOST_PICTURES = 16;

    private final boolean publicPictures;
    private final boolean onTheLine;
    private final BiConsumer<Integer, View> views;
    private final List<Entry> entries;

    /** What became of one attack. */
    private static final class Entry {
        private final InferenceAttack attack;
        private final MessageDigest views = Sha256.start();
        private final SortedMap<String, Measured> figures = new TreeMap<>();
        private final List<Likeness> pictures = new ArrayList<>();
        private final List<double[]> members = new ArrayList<>();
        private final List<double[]> others = new ArrayList<>();
        private int contributions;
        private long bytes;
        private int records;

        Entry(InferenceAttack attack) {
            this.attack = attack;
        }

        void measured(String name, double value) {
            figures.put(name, figures.getOrDefault(name, NOTHING).and(value));
        }
    }

    /**
     * Before the first fold.
     *
     * @param onTheLine whether updates are seen on the wire, and not at the coordinator
     * @param views is shown what each attack, by its place, gets to see
     */
    LeakageRecord(List<InferenceAttack> attacks, boolean publicPictures, boolean onTheLine, BiConsumer<Integer, View> views) {
        this.views = views;
        this.onTheLine = onTheLine;
        this.publicPictures = publicPictures;
        this.entries = attacks.stream().map(Entry::new).toList();
    }

    /** An attack got a view, and this many targets in it. */
    void saw(int place, View view, int targets) {
        views.accept(place, view);
        saw(place, view.bytes(), view.digest(), targets);
    }

    /** An attack got to see so many bytes with this digest, and this many targets in them. */
    void saw(int place, long bytes, String digest, int targets) {
        Entry entry = entries.get(place);
        entry.bytes += bytes;
        entry.contributions += targets;
        entry.views.update(digest.getBytes(StandardCharsets.US_ASCII));
    }

    /** Classes were counted: the share of records whose class is among those counted. */
    void counted(int place, int[] labels, int[] counts) {
        Entry entry = entries.get(place);
        int[] left = counts.clone();
        for (int label : labels) {
            entry.measured("labels", left[label]-- > 0 ? 1 : 0);
        }
        entry.records += labels.length;
    }

    /** Records were reconstructed. */
    void reconstructed(int place, ReconstructionQuality quality, Examples truth, Examples guesses) {
        Entry entry = entries.get(place);
        quality.of(truth, guesses).forEach(its -> its.forEach(entry::measured));
        int[] counts = new int[1 + Math.max(largest(truth.labels()), largest(guesses.labels()))];
        for (int label : guesses.labels()) {
            counts[label]++;
        }
        counted(place, truth.labels(), counts);
        if (publicPictures) {
            quality.picture().filter(picture -> picture.channels() == 1).ifPresent(picture -> show(entry, quality, truth, guesses, picture));
        }
    }

    /** Records of a node were said to come from these nodes; by chance so large a share is right. */
    void sourced(int place, NodeId node, List<NodeId> said, double chance) {
        Entry entry = entries.get(place);
        for (NodeId one : said) {
            entry.measured("source", one.equals(node) ? 1 : 0);
            entry.measured("sourceByChance", chance);
        }
        entry.records += said.size();
    }

    /** The share of patients with a property was estimated; who knows the population only says its share. */
    void estimated(int place, double truth, double estimate, double population) {
        Entry entry = entries.get(place);
        entry.measured("shareError", Math.abs(estimate - truth));
        entry.measured("shareErrorOfPopulation", Math.abs(population - truth));
        if (truth != population) {
            entry.measured("rightSide", (estimate > population) == (truth > population) ? 1 : 0);
        }
        entry.records++;
    }

    /** A feature was filled in, with the model and by someone without it, of patients who were trained on or of others. */
    void filled(int place, boolean members, int[] truth, int[] guesses, int[] withoutModel) {
        Entry entry = entries.get(place);
        String of = members ? "" : "OfOthers";
        for (int i = 0; i < truth.length; i++) {
            entry.measured("attribute" + of, guesses[i] == truth[i] ? 1 : 0);
            entry.measured("attribute" + of + "WithoutModel", withoutModel[i] == truth[i] ? 1 : 0);
        }
        entry.records += truth.length;
    }

    /** A model was stolen: the classes that thief and model give the same examples. */
    void stolen(int place, int[] thief, int[] model, int classes) {
        Entry entry = entries.get(place);
        int[] counts = new int[classes];
        Arrays.stream(model).forEach(label -> counts[label]++);
        int commonest = IntStream.range(0, classes).reduce((one, other) -> counts[other] > counts[one] ? other : one).orElseThrow();
        for (int i = 0; i < model.length; i++) {
            entry.measured("fidelity", thief[i] == model[i] ? 1 : 0);
            entry.measured("fidelityOfCommonest", model[i] == commonest ? 1 : 0);
        }
        entry.records += model.length;
    }

    /** Records were drawn, in the order of classes, of which so many had been trained on. */
    void drawn(int place, RepresentativeQuality quality, int trained, Examples drawn) {
        Entry entry = entries.get(place);
        quality.of(drawn).forEach(its -> its.forEach(entry::measured));
        entry.records += trained;
        if (publicPictures) {
            quality.quality().picture().filter(picture -> picture.channels() == 1)
                    .ifPresent(picture -> show(entry, quality.quality(), quality.means(), drawn.at(quality.means().labels()), picture));
        }
    }

    /** Candidates were scored: in one fold those who were trained on, and those who were not. */
    void scored(int place, double[] members, double[] others) {
        Entry entry = entries.get(place);
        entry.members.add(members);
        entry.others.add(others);
        entry.records += members.length + others.length;
    }

    private static int largest(int[] labels) {
        int largest = 0;
        for (int label : labels) {
            largest = Math.max(largest, label);
        }
        return largest;
    }

    private static void show(Entry entry, ReconstructionQuality quality, Examples truth, Examples guesses, Picture picture) {
        List<float @org.jspecify.annotations.Nullable []> matched = quality.matched(truth, guesses);
        for (int i = 0; i < matched.size() && entry.pictures.size() < MOST_PICTURES; i++) {
            float[] guess = matched.get(i);
            if (guess != null) {
                float[] original = truth.at(new int[] {i}).features();
                entry.pictures.add(new Likeness(picture.width(), grey(original, quality), grey(guess, quality)));
            }
        }
    }

    private static String grey(float[] features, ReconstructionQuality quality) {
        // Each reads the whole population: once for a picture, not for every pixel.
        double least = quality.least();
        double range = quality.range();
        byte[] grey = new byte[features.length];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) Math.clamp(Math.round(255 * (features[i] - least) / range), 0, 255);
        }
        return Base64.getEncoder().encodeToString(grey);
    }

    List<Leakage> leakage() {
        return entries.stream().map(this::leakage).toList();
    }

    private Leakage leakage(Entry entry) {
        SortedMap<String, Double> means = new TreeMap<>();
        if (publicPictures || entry.records >= HospitalFigure.FEWEST_PATIENTS) {
            entry.figures.forEach((name, its) -> means.put(name, its.mean()));
        }
        Optional<RocCurve> roc = roc(entry);
        roc.ifPresent(curve -> put(means, curve));
        return new Leakage(
                Kind.of(entry.attack.getClass()), onTheLine && entry.attack.knowledge() == ObserverKnowledge.AGGREGATOR_VIEW ? "wire" : Kind.of(entry.attack.knowledge()), entry.contributions, entry.bytes, digest(entry), entry.records,
                means, roc.map(curve -> Leakage.FALSE_POSITIVES.stream().map(curve::truePositives).toList()).orElse(List.of()), entry.pictures);
    }

    /** Over the scores of all folds together. */
    private static Optional<RocCurve> roc(Entry entry) {
        RocCurve curve = new RocCurve(joined(entry.members), joined(entry.others));
        return Math.min(curve.members(), curve.others()) < HospitalFigure.FEWEST_PATIENTS ? Optional.empty() : Optional.of(curve);
    }

    private static double[] joined(List<double[]> parts) {
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static void put(SortedMap<String, Double> figures, RocCurve curve) {
        figures.put("auc", curve.area());
        figures.put("advantage", curve.advantage());
        for (double rate : new double[] {0.001, 0.01, 0.1}) {
            Proportion found = new Proportion(curve.found(rate), curve.members());
            figures.put("tprAtFpr" + rate, found.share());
            figures.put("tprAtFpr" + rate + "Low", found.jeffreysLow());
            figures.put("tprAtFpr" + rate + "High", found.jeffreysHigh());
        }
    }

    private static String digest(Entry entry) {
        try {
            return Sha256.hex((MessageDigest) entry.views.clone());
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
