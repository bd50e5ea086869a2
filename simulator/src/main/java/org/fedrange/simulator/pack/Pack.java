package org.fedrange.simulator.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fedrange.learning.Kind;
import org.fedrange.simulator.threatmodel.DataFlowDrawio;
import org.fedrange.simulator.threatmodel.DataFlowSvg;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializerBase;

/** The files of an evidence pack: {@code evidence.json}, and for each other tool what it reads, drawn from it. */
public final class Pack {
    /** The folder within a results folder. */
    public static final String FOLDER = "evidence";
    /** The core: its digest is the last line of a seal. */
    public static final String CORE = "evidence.json";

    private static final String POLICY = "gate.rego";
    /** Words of enums are written as experiments write them. */
    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(new SimpleModule().addSerializer(new ToStringSerializerBase(Enum.class) {
                @Override
                public String valueToString(Object value) {
                    return Kind.of((Enum<?>) value);
                }
            })).build();

    private Pack() {}

    /** Every file by its name within the folder, but for the page. */
    public static SortedMap<String, String> files(Evidence evidence) {
        SortedMap<String, String> files = new TreeMap<>();
        files.put(CORE, JSON.writeValueAsString(evidence) + "\n");
        files.put(EvidenceSchema.FILE, EvidenceSchema.text());
        files.put(Sarif.FILE, Sarif.of(evidence));
        files.put(Oscal.FILE, Oscal.of(evidence));
        files.put(AtlasLayer.FILE, AtlasLayer.of(evidence));
        files.put(ThreatModelBom.FILE, ThreatModelBom.of(evidence));
        files.put(PolicyInput.FILE, PolicyInput.of(evidence));
        files.put(POLICY, policy());
        files.put("dfd.svg", DataFlowSvg.of(evidence.diagram()));
        files.put("dfd.drawio", DataFlowDrawio.of(evidence.diagram()));
        return files;
    }

    private static String policy() {
        try (InputStream file = Objects.requireNonNull(Pack.class.getResourceAsStream(POLICY), POLICY)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(POLICY + " cannot be read", e);
        }
    }
}
