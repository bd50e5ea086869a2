package org.fedrange.attacks;

/** How a node that does no work looks as if it did some. */
public enum Disguise {
    /** Not at all: it sends that nothing changes. */
    NONE,
    /** It sends noise as long as the model's last step. */
    NOISE,
    /** It sends the model's last step again. */
    REPLAY
}
