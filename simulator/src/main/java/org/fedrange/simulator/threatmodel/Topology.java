package org.fedrange.simulator.threatmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.fedrange.attacks.Knowledge;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.Experiment;
import org.fedrange.simulator.MaskedSum;
import org.fedrange.simulator.data.Digits;
import org.fedrange.simulator.data.FashionMnist;

/**
 * The data-flow diagram of an experiment: its actors, stores and flows, who sees what, and what stands where, taken from the very record that runs.
 * Ids of elements are those of the catalogue of threats to federated learning.
 *
 * @param experiment the experiment, resolved
 */
record Topology(Experiment experiment) {
    private static final String PHI = "records";
    private static final String MODEL = "model";
    private static final String UPDATE = "update";
    private static final String MASKED = "masked";
    private static final String SHARES = "shares";
    private static final String SUM = "sum";
    private static final String EVENTS = "events";
    private static final String HOSPITAL = "hospital";
    private static final String CONSORTIUM = "consortium";
    private static final String OUTSIDE = "outside";

    /** The diagram of several experiments: what is in any of them. */
    static Pipeline of(String name, List<Experiment> experiments) {
        Pipeline merged = Pipeline.merged(experiments.stream().map(experiment -> new Topology(experiment).diagram()).toList());
        return new Pipeline(
                name, "Federated learning as the experiment " + name + " runs it.", merged.zones(), merged.data(), merged.elements(), merged.flows(),
                List.of());
    }

    /** The diagram. */
    Pipeline diagram() {
        return new Pipeline(experiment.name(), "", zones(), data(), elements(), flows(), List.of());
    }

    /** Whether the data are of people: drawn data and pictures of clothes and numerals are not; of the user's own files it is assumed. */
    private boolean personal() {
        return !(experiment.data().drawn() || experiment.data() instanceof FashionMnist || experiment.data() instanceof Digits);
    }

    private boolean masked() {
        return experiment.secureAggregation() instanceof MaskedSum;
    }

    private boolean attacked() {
        return experiment.adversary().count() > 0;
    }

    private String security() {
        return Kind.of(experiment.channel().security());
    }

    private List<Zone> zones() {
        List<Zone> zones = new ArrayList<>(List.of(
                new Zone(HOSPITAL, experiment.hospitals() == null ? "Hospitals, each its own" : experiment.hospitals() + " hospitals, each its own", 6),
                new Zone(CONSORTIUM, "Consortium", 6), new Zone(OUTSIDE, "Outside", 1), new Zone("independent", "Independent party", 5)));
        if (attacked()) {
            zones.add(new Zone("adversary", "Adversary", 0));
        }
        return zones;
    }

    private List<DataClass> data() {
        List<DataClass> data = new ArrayList<>(List.of(
                new DataClass(PHI, personal() ? "patients' records" : "training records (not of people)", DataRole.TRAINING, personal()),
                new DataClass(MODEL, "global model", DataRole.MODEL, false),
                new DataClass(UPDATE, "single updates", DataRole.UPDATE, personal())));
        if (masked()) {
            data.add(new DataClass(MASKED, "updates under masks", DataRole.OTHER, false));
            data.add(new DataClass(SHARES, "shares of keys, sealed for each other", DataRole.CREDENTIAL, false));
            data.add(new DataClass(SUM, groups() ? "sums of updates over groups" : "the sum of all updates", DataRole.SUM, personal()));
        }
        data.add(new DataClass(EVENTS, "audit events: digests, counts, verdicts", DataRole.LOG, false));
        return data;
    }

    private boolean groups() {
        return experiment.secureAggregation() instanceof MaskedSum scheme && scheme.groupSize() != null;
    }

    private List<Element> elements() {
        List<Element> elements = new ArrayList<>();
        if (personal()) {
            elements.add(element("E1", PartType.EXTERNAL, "Patient", HOSPITAL, ElementRole.SUBJECT, List.of(), List.of()));
        }
        elements.add(element("S1", PartType.STORE, "Local training records", HOSPITAL, ElementRole.DATASET, List.of(PHI), List.of()));
        elements.add(element("P1", PartType.PROCESS, "Local trainer", HOSPITAL, ElementRole.TRAINING, List.of(UPDATE), atHospitals()));
        elements.add(element("E2", PartType.EXTERNAL, "Researcher, operator", CONSORTIUM, ElementRole.OPERATOR, List.of(), List.of()));
        elements.add(element("P2", PartType.PROCESS, "Coordinator", CONSORTIUM, ElementRole.AGGREGATION, List.of(MODEL), atCoordinator()));
        if (!security().equals("none") || (experiment.secureAggregation() instanceof MaskedSum scheme && scheme.signed())) {
            elements.add(element("P3", PartType.PROCESS, "Enrolment, certificates", CONSORTIUM, ElementRole.IDENTITY, List.of(), List.of("authentication")));
        }
        elements.add(element("S2", PartType.STORE, "Model registry", CONSORTIUM, ElementRole.REGISTRY, List.of(MODEL), List.of()));
        elements.add(element(
                "S3", PartType.STORE, "Audit log", CONSORTIUM, ElementRole.LOG, List.of(EVENTS), List.of("audit-log", "tamper-evident-log", "versioned-store")));
        elements.add(element("E3", PartType.EXTERNAL, "User of the released model", OUTSIDE, ElementRole.USER, List.of(), List.of()));
        elements.add(element("P4", PartType.PROCESS, "Witness", "independent", ElementRole.WITNESS, List.of(), List.of("signed-messages")));
        if (experiment.initial() != null) {
            elements.add(element("E4", PartType.EXTERNAL, "Supplier of the first model", OUTSIDE, ElementRole.SUPPLIER, List.of(MODEL),
                    List.of("artefact-digest", "safe-format")));
        }
        if (attacked()) {
            elements.add(element("E5", PartType.EXTERNAL, "Adversary", "adversary", ElementRole.ADVERSARY, List.of(), List.of()));
        }
        return elements;
    }

    private static Element element(String id, PartType type, String name, String zone, ElementRole role, List<String> holds, List<String> controls) {
        return new Element(id, type, name, zone, role, holds, controls);
    }

    /** Hospital-side defenses; whether a defense acts there it alone knows, so that each is named at both ends. */
    private List<String> atHospitals() {
        return kinds(experiment.defenses());
    }

    private List<String> atCoordinator() {
        return Stream.of(
                        List.of("input-validation"), kinds(experiment.defenses()), kinds(experiment.stages()), plainMean() ? List.<String>of() : kinds(List.of(experiment.rule())),
                        masked() ? List.of(Kind.of(experiment.secureAggregation().getClass())) : List.<String>of())
                .flatMap(List::stream).distinct().toList();
    }

    private boolean plainMean() {
        return Kind.of(experiment.rule().getClass()).equals("mean");
    }

    private static List<String> kinds(List<? extends Object> parts) {
        return parts.stream().map(part -> Kind.of(Objects.requireNonNull(part).getClass())).toList();
    }

    private List<Flow> flows() {
        List<String> line = onTheLine();
        List<Flow> flows = new ArrayList<>();
        if (personal()) {
            flows.add(new Flow("F0", "care, recorded", "E1", "S1", List.of(PHI), List.of()));
        }
        flows.add(new Flow("F1", "records", "S1", "P1", List.of(PHI), List.of()));
        // Each hospital records the digest of what it was shown, so that another model shown to one stands in the log.
        flows.add(new Flow("F2", "global model", "P2", "P1", List.of(MODEL), Stream.concat(line.stream(), Stream.of("model-receipts")).toList()));
        flows.add(new Flow("F3", masked() ? "update under masks" : "model update", "P1", "P2", List.of(masked() ? MASKED : UPDATE), line));
        if (masked()) {
            flows.add(new Flow("F4", "shares and survivors", "P1", "P2", List.of(SHARES), Stream.concat(line.stream(), Stream.of("authenticated-encryption")).distinct().toList()));
            flows.add(new Flow("F9", "what unmasking gives", "P2", "P2", List.of(SUM), List.of()));
        }
        flows.add(new Flow("F6", "audit events", "P2", "S3", List.of(EVENTS), List.of("tamper-evident-log")));
        flows.add(new Flow("F7", "released model", "P2", "S2", List.of(MODEL), List.of()));
        flows.add(new Flow("F5", "released model", "S2", "E3", List.of(MODEL), List.of()));
        flows.add(new Flow("F8", "experiment and settings", "E2", "P2", List.of(), List.of()));
        flows.add(new Flow("F10", "signed checkpoints", "S3", "P4", List.of(EVENTS), List.of("signed-messages")));
        if (experiment.initial() != null) {
            flows.add(new Flow("F11", "first model", "E4", "P2", List.of(MODEL), List.of("artefact-digest")));
        }
        view().ifPresent(flows::add);
        return flows;
    }

    /** What the declared knowledge shows to the adversary. */
    private Optional<Flow> view() {
        Knowledge knowledge = experiment.adversary().knowledge();
        if (!attacked() || knowledge == null) {
            return Optional.empty();
        }
        boolean others = knowledge.covers(Knowledge.ALL_UPDATES);
        return Optional.of(new Flow(
                "F12", "what it knows: " + Kind.of(knowledge).replace('-', ' '), "P1", "E5",
                others ? List.of(MODEL, UPDATE) : List.of(MODEL), List.of()));
    }

    /** What protects messages between hospitals and coordinator. */
    private List<String> onTheLine() {
        String security = security().toLowerCase(Locale.ROOT);
        return security.startsWith("sealed") ? List.of("authenticated-encryption", "signed-messages")
                : security.equals("authenticated") ? List.of("signed-messages") : List.of();
    }
}
