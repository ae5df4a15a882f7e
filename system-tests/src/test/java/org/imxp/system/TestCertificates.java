package org.imxp.system;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.imxp.relay.certificate.CertificateStore;

/** Certificates with which something is wrong. */
final class TestCertificates {
    private final Path folder;

    TestCertificates(Path folder) {
        this.folder = folder;
    }

    /** A self-signed one that is valid, for a domain. */
    TestCertificates valid(String name, String domain) {
        return made(name, domain, InstantSource.system());
    }

    /** One that was valid years ago. */
    TestCertificates expired(String name, String domain) {
        return made(name, domain, InstantSource.fixed(Instant.now().minus(Duration.ofDays(10_000))));
    }

    private TestCertificates made(String name, String domain, InstantSource clock) {
        new CertificateStore(folder.resolve(name), clock, new SecureRandom()).loadOrMake(List.of(domain));
        return this;
    }

    /** Where one is. */
    Path folder(String name) {
        return folder.resolve(name);
    }

    Path file(String name) {
        return folder(name).resolve(CertificateStore.CERTIFICATE);
    }

    Path key(String name) {
        return folder(name).resolve(CertificateStore.KEY);
    }

    /** The certificate and the key of a folder, as {@code security.certificates} has them. */
    static String both(Path folder) {
        return "{ certificate = \"" + folder.resolve(CertificateStore.CERTIFICATE) + "\", key = \""
                + folder.resolve(CertificateStore.KEY) + "\" }";
    }
}
