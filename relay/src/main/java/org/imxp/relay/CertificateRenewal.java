package org.imxp.relay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.trust.OwnCertificates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate that a relay shows, and takes anew when another program has replaced its files. What cannot be used is logged
 * once, and the relay goes on with what it has. One thread looks; any thread asks what is in use.
 */
final class CertificateRenewal {
    /** How often the files are looked at. */
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(CertificateRenewal.class);

    private final Path key;
    private final Consumer<OwnCertificates> taking;
    private OwnCertificates own;
    private RelayCertificate shown;
    private volatile CertificateInUse inUse;
    private String lastFault = "";

    /**
     * Shows a certificate.
     *
     * @param own all certificates of the relay, that one among them
     * @param shown the certificate
     * @param inUse what is told of it
     * @param key the file of its key
     * @param taking shows new ones from now on; may throw if it can't
     */
    CertificateRenewal(
            OwnCertificates own,
            RelayCertificate shown,
            CertificateInUse inUse,
            Path key,
            Consumer<OwnCertificates> taking) {
        this.own = own;
        this.taking = taking;
        this.shown = shown;
        this.inUse = inUse;
        this.key = key;
    }

    CertificateInUse inUse() {
        return inUse;
    }

    /** Reads the files, and takes what is new. Of two files one may have been replaced so far: the next look finds both. */
    void look() {
        var file = inUse.file();
        try {
            var found = RelayCertificate.load(file, key);
            if (!found.equals(shown)) {
                var fresh = own.withDefault(found);
                taking.accept(fresh);
                own = fresh;
                shown = found;
                inUse = new CertificateInUse(file, found.fingerprint(), false);
                LOG.info("certificate taken anew from {}, fingerprint {}", file, inUse.fingerprint());
            }
            lastFault = "";
        } catch (RuntimeException e) {
            // Whatever it is: the relay goes on, and the next look may find better files.
            var fault = String.valueOf(e.getMessage());
            if (!fault.equals(lastFault)) {
                LOG.warn("certificate not taken anew from {}, the one in use stays: {}", file, fault);
            }
            lastFault = fault;
        }
    }
}
