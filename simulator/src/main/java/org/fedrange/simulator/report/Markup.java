package org.fedrange.simulator.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.fedrange.learning.Kind;
import org.fedrange.learning.metric.Metric;

/** Pieces of HTML from text, which is always escaped. */
final class Markup {
    private static final Pattern LONG = Pattern.compile("\\b\\d+\\.\\d{5,}\\b");

    private Markup() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    /** A table with a header row; cells that are markup already are given as such. */
    static String table(List<String> header, List<List<String>> rows) {
        StringBuilder table = new StringBuilder("<div class=\"scroll\"><table><thead><tr>");
        for (int i = 0; i < header.size(); i++) {
            boolean words = i > 0 && !rows.isEmpty() && column(rows.getFirst().get(i)).startsWith("<td class=\"word");
            table.append(words ? "<th scope=\"col\" class=\"word\">" : "<th scope=\"col\">").append(escaped(header.get(i))).append("</th>");
        }
        table.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            table.append("<tr><th scope=\"row\">").append(row.getFirst()).append("</th>");
            row.subList(1, row.size()).forEach(cell -> table.append(column(cell)));
            table.append("</tr>\n");
        }
        return table.append("</tbody></table></div>\n").toString();
    }

    private static String column(String content) {
        return content.startsWith("<td") ? content : field(content);
    }

    /** Numbers stand to the right, words to the left. */
    private static String field(String content) {
        boolean word = !content.isEmpty() && Character.isLetter(content.charAt(0));
        return (word ? "<td class=\"word\">" : "<td>") + content + "</td>";
    }

    /** The same text, with four digits for each number of more than four decimals: labels have all the digits of what was computed, as tables need them, and nobody reads them. */
    static String shortNumbers(String text) {
        return LONG.matcher(text).replaceAll(its -> new BigDecimal(its.group()).round(new MathContext(4)).stripTrailingZeros().toPlainString());
    }

    static String section(String title, String explanation, String content) {
        return "<section id=\"" + title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + "\"><h2>" + escaped(title) + "</h2>\n<p>" + escaped(explanation) + "</p>\n" + content + "</section>\n";
    }

    static String number(double value) {
        return Double.isNaN(value) ? "no number" : String.format(Locale.ROOT, "%.3f", value);
    }

    static String words(Metric metric) {
        return Kind.of(metric).replace('-', ' ');
    }

    /** A name of at most so many characters. */
    static String shortened(String name, int most) {
        return name.length() <= most ? name : name.substring(0, most - 1) + "\u2026";
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
