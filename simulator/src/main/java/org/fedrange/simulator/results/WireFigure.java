package org.fedrange.simulator.results;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an adversary on the lines of a cell tried, over all rounds and folds.
 *
 * @param kind its kind, such as {@code bit-flip}
 * @param security how messages were protected
 * @param attempted how often it tried
 * @param accepted how often it succeeded
 * @param refused how often it did not, by reason
 */
public record WireFigure(String kind, String security, int attempted, int accepted, SortedMap<String, Integer> refused) {
    public WireFigure {
        refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    }
}
