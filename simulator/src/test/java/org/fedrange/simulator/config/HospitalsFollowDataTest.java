package org.fedrange.simulator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.fedrange.learning.data.Dataset;
import org.fedrange.learning.data.Examples;
import org.fedrange.learning.data.Scaling;
import org.fedrange.learning.partition.Iid;
import org.fedrange.learning.partition.Natural;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.Refusal;
import org.junit.jupiter.api.Test;

class HospitalsFollowDataTest {
    private static final String BASE = """
            name: test
            data: {kind: pbc3}
            model: {kind: softmax}
            training: {kind: distributed-sgd, learningRate: 0.1}
            rule: {kind: mean}
            rounds: 10
            """;

    private static Dataset twelve(String... sites) {
        int[] siteOf = new int[sites.length == 0 ? 0 : 12];
        for (int row = 0; row < siteOf.length; row++) {
            siteOf[row] = row % sites.length;
        }
        return new Dataset(
                "twelve", new Examples(new float[12], new int[12], 1), Optional.empty(), List.of("no", "yes"), List.of("x"),
                Scaling.AS_IS, List.of(sites), siteOf, "digest", List.of());
    }

    private static Experiment resolved(Dataset data, String more) {
        return StudyFile.parse("f.yaml", BASE + more, List.of(), new Binder())
                .study(experiment -> data, "build", "cpu").cells().getFirst().experiment();
    }

    private static void refused(String message, Dataset data, String more) {
        assertEquals(message, assertThrows(Refusal.class, () -> resolved(data, more)).getMessage());
    }

    @Test
    void realHospitalsAreFollowedByDefault() {
        Experiment experiment = resolved(twelve("London", "Lyon"), "");
        assertEquals(new Natural(), experiment.partition());
        assertEquals(2, experiment.hospitals());
        assertEquals(new Iid(), resolved(twelve(), "").partition());
        assertEquals(10, resolved(twelve(), "").hospitals());
    }

    @Test
    void wardsMultiplyHospitals() {
        assertEquals(6, resolved(twelve("London", "Lyon"), "partition: {kind: wards, wards: 3}").hospitals());
    }

    @Test
    void aNumberThatCannotBeIsRefused() {
        refused(
                "f.yaml, line 8, hospitals: the partition wards makes 6 hospitals of twelve, got 4; leave hospitals out, "
                        + "or choose another partition",
                twelve("London", "Lyon"), "partition: {kind: wards, wards: 3}\nhospitals: 4\n");
        refused(
                "f.yaml, line 7, partition: twelve has no real hospitals to follow; choose another partition, such as iid",
                twelve(), "partition: {kind: wards, wards: 3}\n");
        refused(
                "f.yaml, line 7, partition: London ward 7 would have no example; choose fewer wards than 7, "
                        + "or leave the hospital out of the data",
                twelve("London", "Lyon"), "partition: {kind: wards, wards: 7}\n");
    }
}
