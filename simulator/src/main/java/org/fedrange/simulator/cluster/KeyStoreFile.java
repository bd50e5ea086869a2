package org.fedrange.simulator.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Collections;
import java.util.List;
import org.fedrange.simulator.Refusal;

/**
 * What a machine shows to the others and whom it believes: one key with its certificate, and the cluster's authority.
 *
 * @param file in PKCS #12
 * @param password opens it
 */
public record KeyStoreFile(Path file, String password) {
    static final String TYPE = "PKCS12";

    public KeyStoreFile {
        refuseUnusable(file, password);
    }

    private static void refuseUnusable(Path file, String password) {
        if (!Files.isRegularFile(file)) {
            throw new Refusal(file + ": there is no such file; fedrange keystores makes one for each machine");
        }
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(in, password.toCharArray());
            List<String> names = Collections.list(store.aliases());
            boolean believes = false;
            boolean shows = false;
            for (String name : names) {
                believes |= store.isCertificateEntry(name);
                shows |= store.isKeyEntry(name);
            }
            if (!believes || !shows) {
                throw new Refusal(file + ": holds " + (shows ? "no certificate of an authority to believe" : "no key to show") + "; fedrange keystores makes files that hold both");
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new Refusal(file + ": cannot be opened as PKCS #12 with this password; is it the one the file was made with?", e);
        }
    }

    @Override
    public String toString() {
        // Never the password: texts end up in logs.
        return file.toString();
    }
}
