package org.fedrange.attacks;

/** What the Byzantine nodes do. The families say where it strikes: in their examples or in what they send. */
public sealed interface Attack permits None, DataPoisoning, ModelPoisoning {

    /** The least knowledge it works with; an experiment that declares less is refused. */
    Knowledge needs();
}
