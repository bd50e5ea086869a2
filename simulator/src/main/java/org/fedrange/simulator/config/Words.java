package org.fedrange.simulator.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The wording of refusals: what was given on one short line, and what may have been meant. */
final class Words {
    private static final int LONGEST = 60;

    private Words() {}

    /** A user's text on one line, cut where it is long. */
    static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}\\p{Cn}]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 3) + "...";
    }

    /** Proposes the nearest allowed word and lists them all; follows the words that name what was given. */
    static String instead(String given, Collection<String> allowed) {
        return nearest(given, allowed).map(word -> "; did you mean " + word + "?").orElse(".")
                + (allowed.isEmpty() ? " None is allowed here" : " Allowed: " + String.join(", ", allowed));
    }

    /** The allowed word that differs least, unless all differ much. Case, dashes and underscores do not count. */
    static Optional<String> nearest(String given, Collection<String> allowed) {
        String bare = bare(given);
        if (bare.length() > LONGEST) {
            return Optional.empty();
        }
        return allowed.stream()
                .filter(word -> resembles(bare, bare(word)))
                .min(Comparator.comparingInt(word -> distance(bare, bare(word))));
    }

    private static boolean resembles(String given, String word) {
        return distance(given, word) <= Math.max(1, Math.max(given.length(), word.length()) / 3)
                || (given.length() >= 3 && (word.startsWith(given) || given.startsWith(word)));
    }

    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** The number of letters to insert, drop, replace or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
