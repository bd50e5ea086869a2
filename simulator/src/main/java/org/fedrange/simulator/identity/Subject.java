package org.fedrange.simulator.identity;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.fedrange.learning.Kind;

/**
 * Whom a certificate is about.
 *
 * @param organisation such as a hospital's name
 * @param role what it may be
 */
public record Subject(String organisation, Role role) {
    X500Name name() {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, organisation).addRDN(BCStyle.OU, Kind.of(role)).build();
    }

    /**
     * The subject that a name stands for.
     *
     * @throws IllegalArgumentException where the name holds no organisation or no role
     */
    static Subject of(X500Name name) {
        return new Subject(only(name, BCStyle.O), Role.valueOf(only(name, BCStyle.OU).toUpperCase(java.util.Locale.ROOT)));
    }

    private static String only(X500Name name, ASN1ObjectIdentifier attribute) {
        RDN[] values = name.getRDNs(attribute);
        if (values.length != 1) {
            throw new IllegalArgumentException("a name with " + values.length + " values of " + attribute);
        }
        if (!(values[0].getFirst().getValue() instanceof ASN1String text)) {
            throw new IllegalArgumentException("a name whose " + attribute + " is no text");
        }
        return text.getString();
    }
}
