package org.fedrange.aggregation.secure;

import java.util.SortedSet;

/** The least a node asks of terms: below it, the sum would be no protection, whatever the coordinator says. */
final class Floor {
    private Floor() {}

    static void check(int self, Terms terms, SortedSet<Integer> holders, Safeguards safeguards) {
        int n = holders.size();
        Aborted.unless(terms.words() >= 1 && terms.modulusBits() >= 8 && terms.modulusBits() <= Integer.SIZE, "no such vectors: " + terms);
        Aborted.unless(!safeguards.signedKeys() || terms.signed(), "asked to go without signatures");
        boolean complete = !terms.members().isEmpty();
        Aborted.unless(complete == holders.contains(self), "its holders are not those of the protocol");
        Aborted.unless(!complete || terms.members().equals(java.util.List.copyOf(holders)), "its holders are not the members");
        Aborted.unless(terms.threshold() >= 1 && terms.threshold() <= n, "a threshold of " + terms.threshold() + " for " + n + " holders");
        if (safeguards.thresholdFloor()) {
            int others = complete ? n - 1 : n;
            Aborted.unless(others >= 1, "nobody else takes part");
            long least = terms.signed() && complete ? 2L * n / 3 + 1 : n / 2 + 1;
            Aborted.unless(terms.threshold() >= least, "a threshold of " + terms.threshold() + " for " + n + " holders, at least " + least + " is safe");
        }
    }
}
