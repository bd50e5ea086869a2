package org.fedrange.simulator.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.fedrange.learning.Parameter;
import org.fedrange.learning.Parameters;
import org.fedrange.simulator.audit.note.SealingKey;
import org.fedrange.simulator.config.Binder;

/**
 * Who may read what of audit logs, and who may erase details: roles, the public keys that prove them, and the actions and fields that each sees.
 *
 * @param roles the roles
 */
public record ReadingPolicy(@Parameter("the roles") List<Role> roles) {
    public ReadingPolicy {
        roles = List.copyOf(roles);
        Parameters.check(ReadingPolicy.class, roles);
    }

    /** One role. */
    public record Role(
            @Parameter("its name, such as auditor") String role,
            @Parameter("public keys that prove it, as the .pub files of fedrange key hold them") List<String> keys,
            @Parameter(value = "beginnings of the actions that it sees; empty for all", byDefault = "[]") List<String> actions,
            @Parameter(value = "fields that it sees besides round and action; empty for all", byDefault = "[]") List<String> fields,
            @Parameter(value = "whether it may erase details of events", byDefault = "false") boolean erases,
            @Parameter(
                            value = "public keys to which details are sealed that it may read, as the .seal.pub files of fedrange key hold them; empty for none",
                            byDefault = "[]")
                    List<String> sealTo) {
        public Role {
            keys = List.copyOf(keys);
            actions = List.copyOf(actions);
            fields = List.copyOf(fields);
            sealTo = List.copyOf(sealTo);
            Parameters.check(Role.class, role, keys, actions, fields, erases, sealTo);
            sealTo.forEach(SealingKey::parse);
        }

        boolean sees(String action) {
            return actions.isEmpty() || actions.stream().anyMatch(action::startsWith);
        }

        /** Whether it sees this field of the events that it sees. */
        public boolean shows(String field) {
            return fields.isEmpty() || fields.contains(field) || field.equals("round") || field.equals("action");
        }
    }

    /** Reads a policy, or refuses. */
    public static ReadingPolicy read(Path file) {
        return new Binder().read(ReadingPolicy.class, file);
    }

    /** The keys of those who may read what was said in free words of such events, each once. */
    List<SealingKey> readers(String action) {
        return roles.stream().filter(role -> role.sees(action) && role.shows(Details.REASON)).flatMap(role -> role.sealTo().stream()).distinct()
                .map(SealingKey::parse).toList();
    }

    /** The role that a public key proves; empty for none. */
    public Optional<Role> of(String key) {
        return roles.stream().filter(role -> role.keys().contains(key)).findFirst();
    }
}
