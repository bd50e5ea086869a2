package org.fedrange.attacks;

import java.util.List;
import java.util.random.RandomGenerator;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.learning.ParameterVector;

/**
 * One organisation asks the consortium to enrol it under many names, and sends its turned-round update under each that gets in. Nobody asks who they are
 * where {@code channel.security} is {@code none}; else each name must show a certificate, and the consortium certifies its members, each once.
 *
 * <p>Written with {@code data: sybil}: {@code nodes} is the number of names, of which the first is the hospital's own, which is enrolled.
 *
 * <p>Example: 5 names at a federation of 10 hospitals, own-authority: under {@code none} 5 of 14 nodes send what it wants, under {@code authenticated} 1 of 10.
 *
 * <p>Source: Douceur, "The Sybil Attack", 2002, for the attack and for the authority as the answer to it; MITRE ATLAS AML.T0021, establish accounts.
 */
public record SybilEnrolment(
        @Parameter(value = "how it tries", byDefault = "own-authority") Means means,
        @Parameter(value = "length of what each name sends, as a multiple of its honest update turned round", above = 0, byDefault = "1") double scale)
        implements ModelPoisoning {
    public SybilEnrolment {
        Parameters.check(SybilEnrolment.class, means, scale);
    }

    /** How an organisation tries to be many. */
    public enum Means {
        /** It invents names, and certifies them by an authority of its own. */
        OWN_AUTHORITY,
        /** It asks for certificates for names that it invented. */
        INVENTED_NAMES,
        /** It asks for more certificates in its own name, each for another key. */
        SEVERAL_CERTIFICATES,
        /** It shows its one certificate for every name. */
        ONE_CERTIFICATE
    }

    @Override
    public Knowledge needs() {
        return Knowledge.OWN;
    }

    @Override
    public List<ParameterVector> craft(View view, RandomGenerator stream) {
        return new SignFlip(scale).craft(view, stream);
    }
}
