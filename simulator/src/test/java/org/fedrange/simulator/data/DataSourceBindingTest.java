package org.fedrange.simulator.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.fedrange.learning.partition.Dirichlet;
import org.fedrange.learning.partition.GammaSimilarity;
import org.fedrange.learning.partition.Partition;
import org.fedrange.learning.partition.Wards;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is written for data and partition, with the least that must be. */
class DataSourceBindingTest {
    private static <T> T bind(Class<T> family, String json) {
        return new Binder().bind(family, Json.tree(new JsonMapper().readTree(json), "data"));
    }

    @Test
    void sourcesHaveDefaults() {
        assertEquals(new Pbc3(), bind(DataSource.class, "{\"kind\": \"pbc3\"}"));
        assertEquals(new FashionMnist(6000, true, null), bind(DataSource.class, "{\"kind\": \"fashion-mnist\"}"));
        assertEquals(new Synthetic(2000, 20, 2, null, 2, 0), bind(DataSource.class, "{\"kind\": \"synthetic\"}"));
        List<String> none = List.of();
        assertEquals(
                new Csv("p.csv", "died", null, none, none, none, none, CsvTest.MISSING, ",", null),
                bind(DataSource.class, "{\"kind\": \"csv\", \"path\": \"p.csv\", \"label\": \"died\"}"));
    }

    @Test
    void partitionsHaveDefaults() {
        assertEquals(new Wards(2), bind(Partition.class, "{\"kind\": \"wards\", \"wards\": 2}"));
        assertEquals(new Dirichlet(0.5, 2), bind(Partition.class, "{\"kind\": \"dirichlet\", \"alpha\": 0.5}"));
        assertEquals(new GammaSimilarity(0.5), bind(Partition.class, "{\"kind\": \"gamma-similarity\", \"gamma\": 0.5}"));
    }
}
