package org.fedrange.simulator.identity;

import org.fedrange.aggregation.identity.SigningKey;

/**
 * What a party shows and signs with. Simulated: whoever has the seed has the key.
 *
 * @param certificate what it shows
 * @param key what it signs with
 */
public record Credential(Certificate certificate, SigningKey key) {}
