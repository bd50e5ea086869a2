package org.fedrange.simulator.report;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.fedrange.simulator.pack.Evidence;

/**
 * Ids of threats in sentences, made to lead to what they stand for: nobody knows a catalogue by heart.
 *
 * @param titles of all threats, by id
 */
record ThreatReferences(Map<String, String> titles) {
    private static final Pattern ID = Pattern.compile("FL-T\\d\\d");

    ThreatReferences {
        titles = Map.copyOf(titles);
    }

    static ThreatReferences of(List<Evidence.ThreatEntry> threats) {
        return new ThreatReferences(threats.stream().collect(Collectors.toMap(Evidence.ThreatEntry::id, Evidence.ThreatEntry::title)));
    }

    /** A sentence as markup, each id in it a link with the threat's title. */
    String linked(String sentence) {
        return ID.matcher(Markup.escaped(sentence)).replaceAll(this::link);
    }

    private String link(MatchResult id) {
        String title = titles.get(id.group());
        return title == null ? id.group() : "<a class=\"id\" href=\"#" + id.group() + "\" title=\"" + Matcher.quoteReplacement(Markup.escaped(title)) + "\">" + id.group() + "</a>";
    }

    /** An id with the title below. */
    String named(String id) {
        return linked(id) + "<small>" + Markup.escaped(titles.getOrDefault(id, "")) + "</small>";
    }
}
