package org.fedrange.simulator.wire;

/**
 * Which numbers a receiver has taken already: the highest, and which of the 64 up to it. What is older than these counts as taken, so that
 * memory stays bounded and no number is ever taken twice.
 *
 * <p>Example: after 5 and 7, with 64 to look back, 7 and 5 are taken, 6 and 8 are not.
 *
 * <p>Source: the anti-replay window of RFC 4303, section 3.4.3.
 *
 * @param highest the highest number taken; -1 before the first
 * @param taken bit i: whether highest - i is taken
 */
record Window(long highest, long taken) {
    /** Before the first. */
    static final Window FRESH = new Window(-1, 0);

    boolean took(long number) {
        long back = highest - number;
        return back >= Long.SIZE || (back >= 0 && (taken >>> back & 1) == 1);
    }

    Window taking(long number) {
        if (took(number)) {
            throw new IllegalArgumentException(number + " is taken");
        }
        long ahead = number - highest;
        if (ahead <= 0) {
            return new Window(highest, taken | 1L << -ahead);
        }
        return new Window(number, ahead >= Long.SIZE ? 1 : taken << ahead | 1);
    }
}
