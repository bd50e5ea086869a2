package org.fedrange.simulator.evidence;

import java.util.List;
import org.fedrange.learning.Parameter;

/** One threat of the catalogue: what it is, where others list it, which of FedRange's attacks carry it out and what stands against it. */
public record Threat(
        @Parameter("its id, such as FL-T01") String id,
        @Parameter("what it is, in a few words") String title,
        @Parameter("letters of STRIDE") List<String> stride,
        @Parameter(value = "letters of LINDDUN", byDefault = "[]") List<String> linddun,
        @Parameter("elements of the data-flow diagram it strikes") List<String> elements,
        @Parameter("who would do it") String attacker,
        @Parameter(value = "techniques of MITRE ATLAS; none where it knows none", byDefault = "[]") List<String> atlas,
        @Parameter(value = "techniques of MITRE ATT&CK", byDefault = "[]") List<String> attack,
        @Parameter(value = "what must be known about these ids", byDefault = "''") String note,
        @Parameter(value = "items of the OWASP Machine Learning Security Top 10", byDefault = "[]") List<String> owaspMl,
        @Parameter(value = "ids of NIST AI 100-2", byDefault = "[]") List<String> nistAml,
        @Parameter(value = "sections of the HIPAA Security Rule", byDefault = "[]") List<String> hipaa,
        @Parameter(value = "mitigations of MITRE ATLAS", byDefault = "[]") List<String> mitigations,
        @Parameter(value = "what a system must have for it to apply", byDefault = "[]") List<Requirement> requires,
        @Parameter(value = "controls of a diagram that stand against it where they stand at what it strikes", byDefault = "[]") List<String> controls,
        @Parameter(value = "kinds of attack that carry it out", byDefault = "[]") List<String> attacks,
        @Parameter(value = "what an observer sees who carries it out, whatever its kind", byDefault = "[]") List<String> observers,
        @Parameter(value = "kinds that stand against it", byDefault = "[]") List<String> defenses,
        @Parameter(value = "what would stand against it and is not built, in words", byDefault = "[]") List<String> planned,
        @Parameter(value = "whether differential privacy, where it is promised, bounds how well any attack can do", byDefault = "false") boolean privacyBound,
        @Parameter("how success is decided") Criterion criterion) {
    public Threat {
        stride = List.copyOf(stride);
        linddun = List.copyOf(linddun);
        elements = List.copyOf(elements);
        atlas = List.copyOf(atlas);
        attack = List.copyOf(attack);
        owaspMl = List.copyOf(owaspMl);
        nistAml = List.copyOf(nistAml);
        hipaa = List.copyOf(hipaa);
        mitigations = List.copyOf(mitigations);
        requires = List.copyOf(requires);
        controls = List.copyOf(controls);
        attacks = List.copyOf(attacks);
        observers = List.copyOf(observers);
        defenses = List.copyOf(defenses);
        planned = List.copyOf(planned);
    }

    /** What a system must have for a threat to apply. */
    public enum Requirement {
        /** Records of people to train on. */
        PERSONAL_DATA,
        /** A service that answers questions with predictions. */
        PREDICTIONS,
        /** A safeguard of privacy that somebody could switch off. */
        PRIVACY_SAFEGUARD
    }
}
