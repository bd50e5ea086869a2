package org.fedrange.simulator.config;

import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import org.fedrange.simulator.Refusal;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What is wrong with a text that is not YAML: where, and the likely cause. A reader of YAML speaks of its tokens, which users do not know. */
final class NotYaml {
    /** What the reader says, and what a user most likely did. */
    private static final List<Entry<String, String>> CAUSES = List.of(
            cause("could not find expected ':'", "a key without its colon, or a quote that is not closed; write key: value"),
            cause("expected ',' or '}'", "a comma or a closing brace is missing"),
            cause("expected ',' or ']'", "a comma or a closing bracket is missing"),
            cause("expected <block end>", "keys of one mapping begin in the same column; look at indentation, quotes and brackets here and above"),
            cause("mapping values are not allowed", "a second colon in a line, or a line indented too far; a text with a colon is put in quotes"),
            cause("expected '<document start>'", "the experiment ended before this; look at indentation and brackets here and above"),
            cause("unexpected end of stream", "a quote is not closed"),
            cause("but found '<stream end>'", "a value is missing at the end"),
            cause("expected the node content", "a value is missing here, or a comma, brace or bracket is one too many"),
            cause("'\\t(TAB)' that cannot start", "a tab is no indentation in YAML: use spaces"),
            cause("that cannot start any token", "a text that begins with this character is put in quotes"),
            cause("sequence entries are not allowed", "a list of lines that begin with a dash starts in a line of its own"));

    private NotYaml() {}

    private static Entry<String, String> cause(String problem, String words) {
        return Map.entry(problem, words);
    }

    /** The refusal of a text that the reader gave up on. */
    static Refusal refusal(String source, String text, YamlEngineException problem) {
        return switch (problem) {
            case MarkedYamlEngineException marked -> marked(source, marked);
            case ReaderException character -> character(source, text, character.getCodePoint());
            default -> Place.top(source).refusal("is not YAML: " + Words.shown(String.valueOf(problem.getMessage())));
        };
    }

    private static Refusal marked(String source, MarkedYamlEngineException e) {
        String problem = e.getProblem();
        String cause = CAUSES.stream().filter(each -> problem.contains(each.getKey())).map(Entry::getValue).findFirst()
                .orElse(Words.shown(problem));
        // What is not closed is found out at the end of the text: where it was opened helps more.
        String since = problem.startsWith("expected ',' or") ? e.getContextMark().map(mark -> ", opened " + at(mark)).orElse("") : "";
        Optional<Mark> mark = problem.contains("expected ':'") ? e.getContextMark() : e.getProblemMark();
        return new Place(source, mark.map(m -> m.getLine() + 1).orElse(0), "")
                .refusal("is not YAML" + mark.map(m -> " from column " + (m.getColumn() + 1)).orElse("") + ": " + cause + since);
    }

    private static String at(Mark mark) {
        return "in line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }

    private static Refusal character(String source, String text, int character) {
        String before = text.substring(0, Math.max(0, text.indexOf(character)));
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        return new Place(source, line, "").refusal("is not YAML from column " + (before.length() - before.lastIndexOf('\n')) + ": the character "
                + Words.code(character) + " is not allowed" + (character == 0
                        ? "; a file saved as UTF-16 has many of them, save it as UTF-8"
                        : "; delete it, though an editor may not show it"));
    }
}
