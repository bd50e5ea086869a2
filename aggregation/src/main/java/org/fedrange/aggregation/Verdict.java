package org.fedrange.aggregation;

import org.fedrange.learning.NodeId;

/**
 * What a rule decided about one node's update; goes unchanged into results, audit log and report.
 *
 * @param node whose update
 * @param kept false when nothing of the update enters the aggregate
 * @param weight the update's share in the aggregate, from 0 to 1; NaN where the rule has none, as a coordinate-wise median
 * @param score the number behind the decision, such as Krum's score; NaN where there is none
 */
public record Verdict(NodeId node, boolean kept, double weight, double score) {}
