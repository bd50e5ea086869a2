package org.fedrange.simulator.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.fedrange.aggregation.Aggregator;
import org.fedrange.aggregation.Clipping;
import org.fedrange.aggregation.Mean;
import org.fedrange.aggregation.Stage;
import org.fedrange.attacks.Attack;
import org.fedrange.attacks.SignFlip;
import org.fedrange.defenses.Defense;
import org.fedrange.simulator.Refusal;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BinderTest {
    private final Binder binder = new Binder();

    private static Tree json(String text) {
        return Json.tree(new JsonMapper().readTree(text), "rule");
    }

    private static void refused(String message, Runnable read) {
        assertEquals(message, assertThrows(Refusal.class, read::run).getMessage());
    }

    @Test
    void aKindBindsToItsRecord() {
        assertEquals(new SignFlip(5), binder.bind(Attack.class, json("{\"kind\": \"sign-flip\", \"scale\": 5}")));
    }

    @Test
    void anAbsentKeyTakesItsDefault() {
        assertEquals(new Mean(true), binder.bind(Aggregator.class, json("{\"kind\": \"mean\"}")));
    }

    @Test
    void aListBindsElementByElement() {
        assertEquals(
                List.of(new Clipping(2.5)),
                binder.bindList(Stage.class, json("[{\"kind\": \"clipping\", \"clippingNorm\": 2.5}]")));
    }

    @Test
    void anUnknownKindIsRefusedWithTheNearest() {
        String few = String.valueOf(assertThrows(
                Refusal.class, () -> binder.bind(Defense.class, json("{\"kind\": \"update-cliping\"}"))).getMessage());
        assertTrue(few.startsWith("rule.kind: unknown kind \"update-cliping\"; did you mean update-clipping? Allowed: central-dp, crfl, "), few);
        String all = String.valueOf(assertThrows(
                Refusal.class, () -> binder.bind(Attack.class, json("{\"kind\": \"sing-flip\"}"))).getMessage());
        assertTrue(all.startsWith("rule.kind: unknown kind \"sing-flip\"; did you mean sign-flip? Allowed: adaptive, "), all);
    }

    @Test
    void anUnknownKeyIsRefusedBeforeAMissingOne() {
        refused("rule[0].clipping_norm: unknown key for the kind clipping; did you mean clippingNorm? Allowed: clippingNorm",
                () -> binder.bindList(Stage.class, json("[{\"kind\": \"clipping\", \"clipping_norm\": 2.5}]")));
    }

    @Test
    void aMissingKeyIsRefusedWithItsMeaning() {
        refused("rule[0]: the key clippingNorm is missing: largest Euclidean norm left alone",
                () -> binder.bindList(Stage.class, json("[{\"kind\": \"clipping\"}]")));
    }

    @Test
    void aNumberOutOfRangeIsRefusedWithTheRange() {
        refused("rule.scale: must be above 0, got -5",
                () -> binder.bind(Attack.class, json("{\"kind\": \"sign-flip\", \"scale\": -5}")));
    }
}
