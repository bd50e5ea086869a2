package org.fedrange.simulator.run;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.simulator.results.WireFigure;
import org.fedrange.simulator.round.Attempt;

/** Counts what adversaries on the lines of a cell tried, fold after fold. */
final class WireRecord {
    private final String security;
    private final SortedMap<String, SortedMap<String, Integer>> byKind = new TreeMap<>();

    WireRecord(String security) {
        this.security = security;
    }

    void add(List<Attempt> attempts) {
        attempts.forEach(attempt -> byKind.computeIfAbsent(attempt.kind(), kind -> new TreeMap<>()).merge(attempt.reason(), 1, Integer::sum));
    }

    List<WireFigure> figures() {
        return byKind.entrySet().stream().map(its -> {
            SortedMap<String, Integer> refused = new TreeMap<>(its.getValue());
            // What has no reason against it was accepted.
            Integer accepted = refused.remove("");
            int count = accepted == null ? 0 : accepted;
            return new WireFigure(its.getKey(), security, count + refused.values().stream().mapToInt(Integer::intValue).sum(), count, refused);
        }).toList();
    }
}
