package org.fedrange.simulator.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.fedrange.defenses.privacy.Accountant;
import org.fedrange.defenses.privacy.Steps;
import org.fedrange.learning.Kind;
import org.fedrange.learning.Sha256;
import org.fedrange.simulator.Cell;
import org.fedrange.simulator.DrawSource;
import org.fedrange.simulator.Promises;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.Study;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.Canonical;
import org.fedrange.simulator.config.Yaml;

/**
 * A site's account: its signed policy, and a line for each cell that ever spent of it, each with the digest of the line before. What a study may spend at most is written down before it
 * begins, so that a run that is stopped is paid for; a study that would spend more than is left is refused whole.
 *
 * <p>A line that is changed or taken out of the middle is noticed; lines cut off at the end are not, as nobody else keeps a copy.
 *
 * @param folder where it lies
 * @param policy the site's rule
 * @param spent what was spent, in order
 */
public record SiteLedger(Path folder, SitePolicy policy, List<Spent> spent) {
    private static final String FILE = "ledger.jsonl";

    public SiteLedger {
        spent = List.copyOf(spent);
    }

    /**
     * The account in a folder.
     *
     * @throws Refusal where it is none, or was changed
     */
    public static SiteLedger read(Path folder) {
        SitePolicy policy = SitePolicy.read(folder);
        Path file = folder.resolve(FILE);
        List<Spent> spent = new ArrayList<>();
        String previous = "";
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String place = file + ", entry " + number;
            Spent one = new Binder().bind(Spent.class, Yaml.read(place, line));
            if (!one.previous().equals(digest(previous))) {
                throw new Refusal(place + ": does not follow the line before it: one of the two was changed, or lines between them taken out");
            }
            spent.add(one);
            previous = line;
        }
        return new SiteLedger(folder, policy, spent);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static String digest(String line) {
        return Sha256.hex(line.getBytes(StandardCharsets.UTF_8));
    }

    /** What all of it together has spent: by privacy loss distributions where every promise is accounted for so, else by Rényi divergences. */
    public double epsilon() {
        // Cells of a study take the same steps: composed as one entry, they cost a fraction of the time.
        Map<Steps, Integer> times = new LinkedHashMap<>();
        spent.forEach(one -> times.merge(one.steps().withSteps(1), one.steps().steps(), Math::addExact));
        List<Steps> steps = times.entrySet().stream().map(its -> its.getKey().withSteps(its.getValue())).toList();
        boolean tight = spent.stream().allMatch(one -> one.accountant() == Accountant.PLD);
        return (tight ? Accountant.PLD : Accountant.RDP).epsilon(steps, policy.delta());
    }

    /**
     * The account after a study; cells that are in it already cost nothing, unless their draws are new ones each time.
     *
     * @param nodes number of nodes of a cell
     * @throws Refusal where a cell promises nothing, or more would be spent than is left
     */
    public SiteLedger charged(Study study, ToIntFunction<Cell> nodes) {
        Set<String> known = new HashSet<>();
        spent.forEach(one -> known.add(one.cell()));
        List<Spent> all = new ArrayList<>(spent);
        for (Cell cell : study.cells()) {
            // Draws of the operating system are new ones each time, and spend anew.
            if (known.add(cell.id()) || cell.experiment().privacyDraws() == DrawSource.SYSTEM) {
                all.add(charge(study, cell, nodes.applyAsInt(cell), all.isEmpty() ? "" : Canonical.json(all.getLast())));
            }
        }
        SiteLedger after = new SiteLedger(folder, policy, all);
        double epsilon = after.epsilon();
        if (epsilon > policy.epsilon()) {
            throw new Refusal(String.format(
                    Locale.ROOT, "%s: after %s all runs together would have spent epsilon %.4f of the privacy of each %s of %s at delta %s; it allows %s, of which %.4f is spent. Fewer"
                            + " cells, folds or rounds, or more noise, cost less",
                    folder, study.name(), epsilon, Kind.of(policy.unit()), policy.site(), policy.delta(), policy.epsilon(), epsilon()));
        }
        return after;
    }

    private Spent charge(Study study, Cell cell, int nodes, String previous) {
        Integer folds = cell.experiment().evaluation().folds();
        return Spent.of(study.name(), cell.id(), Promises.of(cell.experiment(), nodes), folds == null ? 1 : folds, policy.unit(), digest(previous))
                .orElseThrow(() -> new Refusal(folder + ": the policy of " + policy.site() + " allows nothing that does not promise privacy to each " + Kind.of(policy.unit())
                        + ", and the cell " + String.join(" / ", cell.labels()) + " promises none; take a defense or training that does, in every cell"));
    }

    /** Writes down what is not written yet. */
    public void write() {
        Path file = folder.resolve(FILE);
        List<String> written = lines(file);
        StringBuilder more = new StringBuilder();
        spent.stream().skip(written.size()).forEach(one -> more.append(Canonical.json(one)).append('\n'));
        try {
            Files.writeString(file, more, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
