package org.fedrange.simulator;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What someone found, as a comparison within this study that can come out either way.
 *
 * @param statement what was found, in words
 * @param source where
 * @param metric the figure compared: a metric's name, {@value #ATTACK_SUCCESS}, or of an observer one of what it learned
 * @param arm what is compared
 * @param above whether it should be above, otherwise below
 * @param other what it is compared with; null for the number
 * @param number the number it is compared with where there is no other arm
 * @param by the difference must be more than this; negative allows so much the other way
 */
public record Claim(
        String statement, String source, String metric, Arm arm, boolean above, @Nullable Arm other, double number, double by) {
    /** The share of the test patients an attack aims at who were told what it wants. */
    public static final String ATTACK_SUCCESS = "attack-success";
    /** The range over so many seeds holds the median of all with 0.969; over one fewer with less than 0.95. */
    public static final int FEWEST_SEEDS = 6;

    /**
     * One side of a comparison: cells that differ in their seeds, and in what the adversary or the defender chooses among.
     *
     * @param label what it is called
     * @param round the round after which the model is judged; 0 for the last
     * @param observer whose figure is compared, its place in {@code inference} from 1; 0 where the model is judged
     * @param options what the defender chooses among, by its figure on validation patients; at least one
     */
    public record Arm(String label, int round, int observer, List<Option> options) {
        public Arm {
            options = List.copyOf(options);
        }

        /** An arm whose model is judged. */
        public Arm(String label, int round, List<Option> options) {
            this(label, round, 0, options);
        }

        /** The same cells, as an observer sees them; where 0 is said, as they are. */
        public Arm seenBy(int observer) {
            return new Arm(label, round, observer, options);
        }

        /** The number of seeds. */
        public int seeds() {
            return options.getFirst().cases().getFirst().cells().size();
        }
    }

    /**
     * One choice of the defender.
     *
     * @param label what it is called; empty where there is no choice
     * @param cases what the adversary chooses among, seed by seed; at least one
     */
    public record Option(String label, List<Case> cases) {
        public Option {
            cases = List.copyOf(cases);
        }
    }

    /**
     * One choice of the adversary.
     *
     * @param label what it is called; empty where there is no choice
     * @param cells ids of the cells, in the order of their seeds
     */
    public record Case(String label, List<String> cells) {
        public Case {
            cells = List.copyOf(cells);
        }
    }

    /** The comparison in words. */
    public String comparison() {
        String to = other == null ? plain(number) : other.label();
        if (by < 0) {
            return arm.label() + " is not " + (above ? "below " : "above ") + to + " by more than " + plain(-by);
        }
        return arm.label() + " is " + (above ? "above " : "below ") + to + (by == 0 ? "" : " by more than " + plain(by));
    }

    private static String plain(double number) {
        return String.format(Locale.ROOT, "%.6f", number).replaceFirst("\\.?0+$", "");
    }
}
