package org.fedrange.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.results.AttackerPool;
import org.fedrange.simulator.results.Run;
import org.fedrange.simulator.results.StudyRecord;
import org.jspecify.annotations.Nullable;

/** The heat map as text for a terminal. */
public final class TextTable {
    private static final int WIDEST = 28;
    /** More defenses than this go down, and attacks across. */
    private static final int MOST_ACROSS = 6;

    private TextTable() {}

    /** Attacks down, defenses across; each figure the mean over seeds, with the range where there are several. */
    public static String of(StudyRecord study, Map<String, Run> runs) {
        HeatMap map = HeatMap.of(study, runs);
        String pool = AttackerPool.of(study);
        String title = "Final test " + Kind.of(study.metric()) + ", mean over seeds (least to most)\n" + (pool.isEmpty() ? "" : pool + "\n") + "\n";
        Success success = new Success(study, map);
        List<String> aiming = success.attacks();
        return title + table(map.rows(), map.columns(), (attack, defense) -> map.finals(attack, defense, study))
                + (aiming.isEmpty() ? "" : "\nAttack success, share of those aimed at who are told the target\n\n"
                        + table(aiming, map.columns(), success::finals));
    }

    private static String table(List<String> attacks, List<String> defenses, BiFunction<String, String, HeatMap.@Nullable Spread> figure) {
        return defenses.size() > MOST_ACROSS ? defensesDown(attacks, defenses, figure) : attacksDown(attacks, defenses, figure);
    }

    private static String defensesDown(List<String> attacks, List<String> defenses, BiFunction<String, String, HeatMap.@Nullable Spread> figure) {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("defense"));
        header.addAll(attacks);
        rows.add(header);
        for (String defense : defenses) {
            List<String> row = new ArrayList<>(List.of(defense));
            attacks.forEach(attack -> row.add(shown(figure.apply(attack, defense))));
            rows.add(row);
        }
        return aligned(rows);
    }

    private static String attacksDown(List<String> attacks, List<String> defenses, BiFunction<String, String, HeatMap.@Nullable Spread> figure) {
        List<List<String>> rows = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("attack"));
        for (int i = 0; i < defenses.size(); i++) {
            String name = defenses.get(i);
            header.add(name.length() <= WIDEST ? name : "(" + (i + 1) + ")");
        }
        rows.add(header);
        for (String attack : attacks) {
            List<String> row = new ArrayList<>(List.of(attack));
            for (String defense : defenses) {
                row.add(shown(figure.apply(attack, defense)));
            }
            rows.add(row);
        }
        StringBuilder text = new StringBuilder(aligned(rows));
        for (int i = 0; i < defenses.size(); i++) {
            if (defenses.get(i).length() > WIDEST) {
                text.append('(').append(i + 1).append(") ").append(defenses.get(i)).append('\n');
            }
        }
        return text.toString();
    }

    private static String shown(HeatMap.@Nullable Spread spread) {
        if (spread == null) {
            return "-";
        }
        return spread.count() == 1
                ? number(spread.mean())
                : number(spread.mean()) + " (" + number(spread.least()) + " to " + number(spread.most()) + ")";
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    /** Rows in columns: the first to the left, the others to the right. */
    public static String aligned(List<List<String>> rows) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 ? row.get(i) + padding : "  " + padding + row.get(i));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }
}
