package org.fedrange.simulator.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fedrange.aggregation.identity.SigningKey;
import org.fedrange.attacks.SybilEnrolment.Means;
import org.fedrange.learning.NodeId;
import org.fedrange.learning.Streams;
import org.fedrange.simulator.channel.Security;

/**
 * What came of a name under which somebody wanted to take part.
 *
 * @param node the name
 * @param reason why it is not enrolled; empty where it is
 */
public record Admission(NodeId node, String reason) {

    /** Whether it takes part. */
    public boolean admitted() {
        return reason.isEmpty();
    }

    /**
     * Those who ask the consortium, before the first round.
     *
     * @param security where it is none, nobody asks for certificates
     * @param hospitals the consortium's members
     * @param organisation that of them which asks
     * @param rounds until when certificates are to be valid
     * @param streams from which the keys of both are drawn
     */
    public record Asked(Security security, List<NodeId> hospitals, NodeId organisation, int rounds, Streams streams) {
        public Asked {
            hospitals = List.copyOf(hospitals);
        }

        /** What comes of each further name by these means. */
        public List<Admission> of(List<NodeId> names, Means means) {
            if (security == Security.NONE) {
                return names.stream().map(name -> new Admission(name, "")).toList();
            }
            Consortium consortium = new Consortium(hospitals.stream().map(NodeId::name).toList(), streams);
            Credential own = consortium.enrolled(Enrolment.subject(organisation), key(organisation), 0, rounds);
            List<Certificate> held = new ArrayList<>(List.of(own.certificate()));
            return names.stream().map(name -> new Admission(name, refusal(consortium, own, held, name, means).orElse(""))).toList();
        }

        private SigningKey key(NodeId node) {
            return SigningKey.drawn(streams.of("identity key", 0, node.index()));
        }

        private Optional<String> refusal(Consortium consortium, Credential own, List<Certificate> held, NodeId name, Means means) {
            Subject subject = Enrolment.subject(name);
            return switch (means) {
                case OWN_AUTHORITY -> shown(consortium, Consortium.selfMade(subject, key(name), 0, rounds).certificate(), subject);
                case ONE_CERTIFICATE -> shown(consortium, own.certificate(), subject);
                case INVENTED_NAMES -> requested(consortium, subject, key(name), held);
                case SEVERAL_CERTIFICATES -> requested(consortium, own.certificate().subject(), key(name), held);
            };
        }

        private static Optional<String> shown(Consortium consortium, Certificate certificate, Subject as) {
            return consortium.trust(List.of(), 0).objection(certificate, as, 1);
        }

        /** What the consortium answers; what it issues is held from then on. */
        private Optional<String> requested(Consortium consortium, Subject subject, SigningKey key, List<Certificate> held) {
            return switch (consortium.enrol(Consortium.request(subject, key), held, 0, rounds)) {
                case Consortium.Answer.Refused(String reason) -> Optional.of(reason);
                case Consortium.Answer.Issued(Certificate certificate) -> {
                    held.add(certificate);
                    yield Optional.empty();
                }
            };
        }
    }
}
