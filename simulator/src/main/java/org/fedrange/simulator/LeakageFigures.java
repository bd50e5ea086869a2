package org.fedrange.simulator;

import java.util.List;
import java.util.stream.Stream;

/** The names of what is measured of observers, whatever they infer; what each is, docs/inference.md says. */
public final class LeakageFigures {
    private static final List<String> BESIDE_A_GUESSER = List.of("mse", "closer", "psnr", "ssim", "recognised", "exactCategories");
    private static final List<String> OTHERS = List.of(
            "labels", "source", "sourceByChance", "shareError", "shareErrorOfPopulation", "rightSide", "attribute", "attributeWithoutModel", "attributeOfOthers",
            "attributeOfOthersWithoutModel", "fidelity", "fidelityOfCommonest", "ownClass", "ownClassByChance", "classCosine", "auc", "advantage");
    private static final List<String> RATES = List.of("tprAtFpr0.001", "tprAtFpr0.01", "tprAtFpr0.1");

    /** All of them. */
    public static final List<String> ALL = Stream.of(
                    BESIDE_A_GUESSER.stream(), BESIDE_A_GUESSER.stream().map(name -> name + "OfMean"), OTHERS.stream(), RATES.stream(),
                    RATES.stream().flatMap(name -> Stream.of(name + "Low", name + "High")))
            .flatMap(names -> names).toList();

    private LeakageFigures() {}
}
