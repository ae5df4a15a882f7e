package org.imxp.relay;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.Security.CertificateSource;
import org.imxp.relay.trust.OwnCertificates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates that a relay shows, and takes anew when another program has replaced their files. What cannot be used is logged
 * once, and the relay goes on with what it has. One thread looks; any thread asks what is in use.
 */
final class CertificateRenewal {
    /** How often the files are looked at. */
    static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(CertificateRenewal.class);

    private final CertificateSource.Files files;
    private final Map<String, CertificateSource.Files> ofDomains;
    private final Consumer<OwnCertificates> taking;
    private OwnCertificates shown;
    private volatile CertificateInUse inUse;
    private String lastFault = "";

    /**
     * Shows certificates.
     *
     * @param shown all certificates of the relay
     * @param inUse what is told of the one for all domains
     * @param files that one's files
     * @param ofDomains the files of the others
     * @param taking shows new ones from now on; may throw if it can't
     */
    CertificateRenewal(
            OwnCertificates shown,
            CertificateInUse inUse,
            CertificateSource.Files files,
            Map<String, CertificateSource.Files> ofDomains,
            Consumer<OwnCertificates> taking) {
        this.shown = shown;
        this.inUse = inUse;
        this.files = files;
        this.ofDomains = ofDomains;
        this.taking = taking;
    }

    CertificateInUse inUse() {
        return inUse;
    }

    /** Reads the files, and takes what is new. Of two files one may have been replaced so far: the next look finds both. */
    void look() {
        var file = files.certificate();
        try {
            var found = OwnCertificates.load(RelayCertificate.load(file, files.key()), ofDomains);
            if (!found.equals(shown)) {
                taking.accept(found);
                shown = found;
                inUse = new CertificateInUse(file, found.byDefault().fingerprint(), false);
                LOG.info("certificates taken anew, that of {} has the fingerprint {}", file, inUse.fingerprint());
            }
            lastFault = "";
        } catch (RuntimeException e) {
            // Whatever it is: the relay goes on, and the next look may find better files.
            var fault = String.valueOf(e.getMessage());
            if (!fault.equals(lastFault)) {
                LOG.warn("certificates not taken anew, those in use stay: {}", fault);
            }
            lastFault = fault;
        }
    }
}
