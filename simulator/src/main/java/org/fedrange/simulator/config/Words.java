package org.fedrange.simulator.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The wording of refusals: what was given on one short line, and what may have been meant. */
public final class Words {
    private static final int LONGEST = 60;
    private static final int LONGEST_SENTENCE = 800;
    private static final int MOST_LISTED = 40;
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cs}\\p{Cn}[\\p{Zs}&&[^ ]]]+");

    private Words() {}

    /** A user's text on one line, cut where it is long. */
    static String shown(String text) {
        return cut(visible(text), LONGEST);
    }

    /** A whole message on one line: what it quotes may be long, too. */
    static String sentence(String text) {
        return cut(visible(text), LONGEST_SENTENCE);
    }

    private static String cut(String line, int longest) {
        if (line.length() <= longest) {
            return line;
        }
        int end = longest - 3;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "...";
    }

    /** What does not show, or would steer a terminal, as its code: else a word could look like the one it is not. */
    private static String visible(String text) {
        return INVISIBLE.matcher(text.replaceAll("[ \\t\\r\\n]+", " ").strip())
                .replaceAll(found -> found.group().codePoints()
                        .mapToObj(Words::code)
                        .collect(Collectors.joining(" ", "<", ">")));
    }

    /** A character by its code, such as {@code U+001B}. */
    static String code(int character) {
        return String.format(Locale.ROOT, "U+%04X", character);
    }

    /** Proposes the nearest allowed word and lists them all; follows the words that name what was given. */
    static String instead(String given, Collection<String> allowed) {
        String more = allowed.size() > MOST_LISTED ? " and " + (allowed.size() - MOST_LISTED) + " more" : "";
        return glued(given, allowed).or(() -> nearest(given, allowed)).map(word -> "; did you mean " + word + "?").orElse(".")
                + (allowed.isEmpty() ? " None is allowed here"
                        : " Allowed: " + allowed.stream().limit(MOST_LISTED).collect(Collectors.joining(", ")) + more);
    }

    /** A colon is part of a key unless a space follows it. */
    private static Optional<String> glued(String given, Collection<String> allowed) {
        return allowed.stream().filter(word -> given.startsWith(word + ":")).findFirst().map(word -> word + " with a space after its colon");
    }

    /** The allowed word that differs least, unless all differ much. Case, dashes and underscores do not count. */
    public static Optional<String> nearest(String given, Collection<String> allowed) {
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
