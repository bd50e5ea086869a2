package org.fedrange.simulator.config;

import java.util.List;
import org.fedrange.simulator.ChosenNodes;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.Refusal;

/** An experiment and what its user wrote, for refusals. */
record Given(Experiment experiment, Tree tree) {
    Refusal refusal(String path, String why) {
        return Route.of(path, tree.place()).nearest(tree).place().refusal(why);
    }

    /** Refuses names at a path that no hospital has. */
    void known(String path, ChosenNodes chosen, List<String> hospitals) {
        for (String name : chosen.names()) {
            if (!hospitals.contains(name)) {
                throw refusal(path, "no hospital is called " + Words.shown(name) + Words.instead(name, hospitals));
            }
        }
    }
}
