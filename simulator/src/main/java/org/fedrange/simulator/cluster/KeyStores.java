package org.fedrange.simulator.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.fedrange.simulator.Refusal;

/**
 * Makes what the machines of a cluster know each other by: an authority of this cluster alone, and a key with its certificate for each machine.
 * The authority's own key is thrown away, so that nobody can add a machine later; whoever needs another makes all anew. Keys are drawn by the
 * system's secure generator: these are real ones, unlike those of a simulated consortium.
 *
 * <p>Source: X.509 as in RFC 5280, ECDSA over P-256, PKCS #12.
 */
public final class KeyStores {
    private static final int SERIAL_BYTES = 16;

    private final KeyPair authority;
    private final X509Certificate root;
    private final Instant now;
    private final int days;

    private KeyStores(Instant now, int days) throws GeneralSecurityException, IOException, OperatorCreationException {
        this.now = now;
        this.days = days;
        this.authority = pair();
        this.root = certificate(named("FedRange cluster"), authority, true);
    }

    /**
     * Makes a file for each machine, {@code NAME.p12}.
     *
     * @param password opens each of them
     * @param days of validity, from {@code now}
     * @return the files, in the order of the names
     */
    public static List<Path> write(Path folder, List<String> machines, String password, Instant now, int days) {
        try {
            KeyStores stores = new KeyStores(now, days);
            List<Path> files = new ArrayList<>();
            Files.createDirectories(folder);
            for (String machine : machines) {
                files.add(stores.write(folder.resolve(machine + ".p12"), machine, password.toCharArray()));
            }
            return files;
        } catch (FileAlreadyExistsException e) {
            throw new Refusal(e.getMessage() + ": there is such a file already; keys are never written over", e);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new Refusal(folder + ": keys cannot be made: " + e, e);
        }
    }

    private Path write(Path file, String machine, char[] password) throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPair own = pair();
        KeyStore store = KeyStore.getInstance(KeyStoreFile.TYPE);
        store.load(null, null);
        store.setKeyEntry("machine", own.getPrivate(), password, new X509Certificate[] {certificate(named(machine), own, false), root});
        store.setCertificateEntry("authority", root);
        boolean owners = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createFile(file, owners
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0]);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
        return file;
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private X509Certificate certificate(X500Name subject, KeyPair its, boolean isAuthority)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter().getCertificate(new JcaX509v3CertificateBuilder(
                        named("FedRange cluster"), serial(), Date.from(now),
                        Date.from(now.plus(days, ChronoUnit.DAYS)), subject, its.getPublic())
                .addExtension(Extension.basicConstraints, true, isAuthority ? new BasicConstraints(0) : new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(isAuthority ? KeyUsage.keyCertSign : KeyUsage.digitalSignature))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.getPrivate())));
    }

    private static BigInteger serial() {
        byte[] drawn = new byte[SERIAL_BYTES];
        new SecureRandom().nextBytes(drawn);
        return new BigInteger(1, drawn);
    }

    private static X500Name named(String name) {
        return new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    }
}
