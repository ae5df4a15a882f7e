package org.imxp.relay.certificate;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;

/**
 * The certificate a relay makes for itself, in {@code relay.pem} and {@code relay.key} of a folder; only their owner can
 * read them. Both are whole at any time, whenever the process ends. Blocks.
 */
public final class CertificateStore {
    /** The file of the certificate. */
    public static final String CERTIFICATE = "relay.pem";

    /** The file of the key. */
    public static final String KEY = "relay.key";

    /** A certificate that is valid for less than this at a start is renewed: 30 days. */
    public static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

    private final Path folder;
    private final SelfSigned maker;
    private final InstantSource clock;

    /**
     * A store in a folder, made when it is needed.
     *
     * @param folder the folder
     * @param clock what time it is
     * @param random for keys and serial numbers
     */
    public CertificateStore(Path folder, InstantSource clock, SecureRandom random) {
        this.folder = folder;
        this.maker = new SelfSigned(clock, random);
        this.clock = clock;
    }

    /**
     * Finds the certificate, or makes it. One that was made here and has run out, or lacks a domain, is renewed for the
     * same key; one that an authority signed is left as it is.
     *
     * @param domains the domains it has to name, one or more
     * @return the certificate and its key
     * @throws CertificateFileException if a file is unusable or cannot be written
     */
    public RelayCertificate loadOrMake(List<String> domains) {
        var certificate = folder.resolve(CERTIFICATE);
        var key = folder.resolve(KEY);
        if (!Files.exists(key)) {
            return made(domains);
        }
        var found = RelayCertificate.load(certificate, key);
        if (!SelfSigned.is(found.certificate()) || suffices(found, domains)) {
            return found;
        }
        var pair = new KeyPair(found.certificate().getPublicKey(), found.key());
        var renewed = maker.certify(pair, domains);
        OwnerFile.write(certificate, pem(renewed));
        return new RelayCertificate(List.of(renewed), found.key());
    }

    /** Writes the key last: a certificate without its key is one whose making was cut off, and is made anew. */
    private RelayCertificate made(List<String> domains) {
        var certificate = folder.resolve(CERTIFICATE);
        if (Files.exists(certificate)
                && !SelfSigned.is(PemFile.certificates(certificate).getFirst())) {
            throw new CertificateFileException(
                    certificate + " is signed by an authority, but " + folder.resolve(KEY) + " is missing: restore it");
        }
        var pair = maker.pair();
        var made = maker.certify(pair, domains);
        OwnerFile.makeFolder(folder);
        OwnerFile.write(certificate, pem(made));
        OwnerFile.write(folder.resolve(KEY), pem(pkcs8(pair.getPrivate())));
        return new RelayCertificate(List.of(made), pair.getPrivate());
    }

    private boolean suffices(RelayCertificate found, List<String> domains) {
        return found.validUntil().isAfter(clock.instant().plus(RENEWED_BEFORE_END))
                && domains.stream().allMatch(found::names);
    }

    private static Object pkcs8(PrivateKey key) {
        return new PemObject("PRIVATE KEY", key.getEncoded());
    }

    private static byte[] pem(Object object) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory can be written", e);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
