package org.fedrange.simulator.pack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What changed from one evidence pack to another: verdicts, bounds, which threats apply, what is in force, what was decided. A line each.
 *
 * @param first the earlier
 * @param second the later
 */
public record PackComparison(Evidence first, Evidence second) {

    /** The lines; none where nothing changed. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (first.criteria().tolerance() != second.criteria().tolerance()) {
            lines.add("tolerated: " + first.criteria().tolerance() + " before, " + second.criteria().tolerance() + " now");
        }
        compare(rows(first), rows(second), lines);
        compare(threats(first), threats(second), lines);
        compare(decisions(first), decisions(second), lines);
        return lines;
    }

    private static void compare(Map<String, String> one, Map<String, String> other, List<String> lines) {
        one.forEach((what, said) -> {
            if (!other.containsKey(what)) {
                lines.add(what + ": " + said + " before, gone now");
            } else if (!Objects.equals(other.get(what), said)) {
                lines.add(what + ": " + said + " before, " + other.get(what) + " now");
            }
        });
        other.forEach((what, said) -> {
            if (!one.containsKey(what)) {
                lines.add(what + ": " + said + ", new");
            }
        });
    }

    private static Map<String, String> rows(Evidence evidence) {
        Map<String, String> rows = new LinkedHashMap<>();
        evidence.risks().forEach(row -> rows.put(
                row.threat() + " under " + row.defense(), row.verdict() + " (" + row.successes() + " of " + row.runs() + " by " + row.worstAttack() + ", at most " + row.atMost() + ")"));
        return rows;
    }

    private static Map<String, String> threats(Evidence evidence) {
        Map<String, String> threats = new LinkedHashMap<>();
        evidence.threats().forEach(its -> threats.put(
                its.id() + " " + its.title(), (its.applies() ? "applies" : "does not apply") + ", " + its.grade() + ", in force " + its.inForce()));
        return threats;
    }

    private static Map<String, String> decisions(Evidence evidence) {
        Map<String, String> decisions = new LinkedHashMap<>();
        evidence.criteria().decisions().forEach(its -> decisions.put("decision on " + its.threat(), its.toString().replaceFirst("^RiskDecision", "")));
        return decisions;
    }
}
