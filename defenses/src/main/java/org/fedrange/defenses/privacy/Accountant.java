package org.fedrange.defenses.privacy;

import java.util.List;

/** How the privacy spent in many steps is added up. Every answer is an epsilon that holds; they differ in how far it is above the smallest. */
public enum Accountant {
    /** Privacy loss distributions, composed: the tightest. */
    PLD {
        @Override
        double bound(List<Steps> ledger, double delta) {
            return new PrivacyLoss(ledger, delta).epsilon();
        }
    },
    /** Rényi divergences at the best order. */
    RDP {
        @Override
        double bound(List<Steps> ledger, double delta) {
            return RenyiBound.epsilon(ledger, delta);
        }
    },
    /** Zero-concentrated differential privacy: no credit is taken for sampling. */
    ZCDP {
        @Override
        double bound(List<Steps> ledger, double delta) {
            double rho = ledger.stream().mapToDouble(steps -> steps.steps() * steps.mechanism().concentrated()).sum();
            return Math.max(0, RenyiBound.concentrated(rho, delta));
        }
    },
    /** Advanced composition of single steps: for comparison. */
    ADVANCED_COMPOSITION {
        @Override
        double bound(List<Steps> ledger, double delta) {
            return AdvancedComposition.epsilon(ledger, delta);
        }
    };

    abstract double bound(List<Steps> ledger, double delta);

    /**
     * An epsilon that holds together with {@code delta} after all these steps on the same units.
     *
     * @throws IllegalArgumentException unless delta lies between 0 and 1
     */
    public double epsilon(List<Steps> ledger, double delta) {
        if (!(delta > 0 && delta < 1)) {
            throw new IllegalArgumentException("delta must be above 0 and below 1, got " + delta);
        }
        return ledger.isEmpty() ? 0 : bound(ledger, delta);
    }

    /** A number that no epsilon that holds is below, by privacy loss distributions: how much an answer could be improved at most. */
    public static double optimistic(List<Steps> ledger, double delta) {
        return ledger.isEmpty() ? 0 : new PrivacyLoss(ledger, delta).optimistic();
    }
}
