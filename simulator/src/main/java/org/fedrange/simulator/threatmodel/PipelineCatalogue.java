package org.fedrange.simulator.threatmodel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.fedrange.learning.Parameter;
import org.fedrange.simulator.config.Binder;

/**
 * The threats to pipelines of machine learning, part by part, and the controls that stand against them, read from {@code pipelines.yaml}
 * beside this class.
 *
 * @param controls what can stand against threats
 * @param threats in order of their ids
 */
public record PipelineCatalogue(
        @Parameter("what can stand against threats") List<Control> controls,
        @Parameter("the threats") List<PipelineThreat> threats) {
    private static final String FILE = "pipelines.yaml";

    public PipelineCatalogue {
        controls = List.copyOf(controls);
        threats = List.copyOf(threats);
    }

    /** Something that stands against threats. */
    public record Control(
            @Parameter("its id") String id,
            @Parameter("what to do, concretely") String what) {}

    /** The catalogue of this version. */
    public static PipelineCatalogue read() {
        try (InputStream file = Objects.requireNonNull(PipelineCatalogue.class.getResourceAsStream(FILE), FILE)) {
            return new Binder().read(PipelineCatalogue.class, FILE, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " cannot be read", e);
        }
    }

    /** What a control says to do. */
    public String what(String control) {
        return controls.stream().filter(its -> its.id().equals(control)).map(Control::what).findFirst().orElse(control);
    }
}
