package org.fedrange.simulator.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.fedrange.simulator.Refusal;
import org.fedrange.simulator.audit.AccessLog;
import org.fedrange.simulator.audit.ReadingPolicy;
import org.fedrange.simulator.audit.note.OpeningKey;
import org.fedrange.simulator.audit.note.SignatureType;
import org.fedrange.simulator.audit.note.SigningKey;
import org.fedrange.simulator.results.SealedFolder;
import org.jspecify.annotations.Nullable;

/** A role, the name of the key that proved it, and what opens what was sealed to that key's owner. */
record ProvedRole(ReadingPolicy.Role role, String reader, OpeningKey opening) {

    /** The role that is proved where a policy and a key are given; empty where neither is. */
    static Optional<ProvedRole> given(@Nullable Path policyFile, @Nullable Path keyFile) {
        if (policyFile == null && keyFile == null) {
            return Optional.empty();
        }
        if (policyFile == null || keyFile == null) {
            throw new Refusal("--policy, --key: prove a role together; give both or neither");
        }
        return Optional.of(of(policyFile, keyFile));
    }

    /** The role that a policy gives to a private key, or refuses. */
    static ProvedRole of(Path policyFile, Path keyFile) {
        ReadingPolicy policy = ReadingPolicy.read(policyFile);
        SigningKey key = KeyFile.signing(keyFile, SignatureType.LOG);
        ReadingPolicy.Role role = policy.of(key.verifier().written()).orElseThrow(() -> new Refusal(
                policyFile + ": no role has the public key of " + keyFile + "; roles: " + String.join(", ", policy.roles().stream().map(ReadingPolicy.Role::role).toList())));
        return new ProvedRole(role, key.verifier().name(), key.opening());
    }

    /**
     * Writes down what the role is about to do, forced to disk, so that nothing is done that is not recorded.
     *
     * @param lines how many lines it concerns
     * @param event number of the single event it concerns; null where it concerns many
     */
    void announce(ResultsArgument results, String action, String cell, int lines, @Nullable Integer event) {
        String root = new SealedFolder(results.folder(), results.study()).seal().map(seal -> seal.head().root()).orElse("");
        try {
            new AccessLog(results.folder().path().resolve(AccessLog.FOLDER)).add(
                    new AccessLog.Entry(action, Instant.now().toString(), reader, role.role(), cell, lines, event, root));
        } catch (IOException e) {
            throw new UncheckedIOException("nothing is done, as it cannot be recorded", e);
        }
    }
}
