package org.fedrange.simulator.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.fedrange.defenses.Guarantee;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.audit.note.SignedNote;
import org.fedrange.simulator.audit.note.SigningKey;
import org.fedrange.simulator.audit.note.VerifierKey;
import org.fedrange.simulator.config.Binder;
import org.fedrange.simulator.config.Canonical;
import org.fedrange.simulator.config.Yaml;

/** A hospital's own rule: what all runs together may spend of the privacy of those it answers for, whatever a researcher wishes. */
public record SitePolicy(
        @Parameter("whose rule it is") String site,
        @Parameter("who is protected: hospital or patient") Guarantee.Unit unit,
        @Parameter(value = "what all runs together may spend", above = 0) double epsilon,
        @Parameter(value = "probability with which epsilon may fail; below one over the number of those protected", above = 0, below = 1) double delta) {
    static final String FILE = "policy.note";
    static final String KEY = "site.pub";

    public SitePolicy {
        Parameters.check(SitePolicy.class, site, unit, epsilon, delta);
        if (site.isBlank()) {
            throw new IllegalArgumentException("site must not be empty");
        }
    }

    /** Writes the rule into a new folder, signed, with the key that it is checked with beside it. */
    public void write(Path folder, SigningKey key) {
        Path file = folder.resolve(FILE);
        if (Files.exists(file)) {
            throw new Refusal(file + ": there is a policy already; one that changes begins a folder of its own, with what was spent before taken off its epsilon");
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(KEY), key.verifier().written() + "\n");
            Files.writeString(file, new SignedNote(Canonical.json(this) + "\n", java.util.List.of()).signed(key, 0).written());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written", e);
        }
    }

    /**
     * The rule of a folder.
     *
     * @throws Refusal where there is none, or its key did not sign it
     */
    static SitePolicy read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            SignedNote note = SignedNote.parse(Files.readString(file));
            VerifierKey key = VerifierKey.parse(Files.readString(folder.resolve(KEY)).strip());
            note.objection(key).ifPresent(why -> {
                throw new Refusal(file + ": " + why + "; whoever changes the policy needs the site's key");
            });
            return new Binder().bind(SitePolicy.class, Yaml.read(file.toString(), note.text()));
        } catch (NoSuchFileException e) {
            throw new Refusal(folder + ": is no site's folder: " + e.getFile() + " is missing; fedrange privacy site DIR makes one", e);
        } catch (IllegalArgumentException e) {
            throw new Refusal(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
