package org.imxp.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.imxp.protocol.Domain;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.HostPort;

/** The relay that {@code ./imxp serve} runs in a folder, so that who tries it there need not say where it is. */
final class LocalRelay {
    /** Where it listens for endpoints unless it is told otherwise. */
    static final HostPort ADDRESS = new HostPort("127.0.0.1", 10_913);

    private static final String LOCALHOST = "localhost";

    private LocalRelay() {}

    /**
     * Whether it is a domain's: that of localhost, which it serves unless it is told otherwise, and of each domain that the
     * certificate names which it has made there.
     *
     * @param domain any
     * @param folder where it is started
     * @throws CommandFailure if there is such a certificate and it can't be read
     */
    static boolean serves(Domain domain, Path folder) {
        if (domain.toString().equals(LOCALHOST)) {
            return true;
        }
        var certificate = folder.resolve(Trust.LOCAL);
        return Files.isReadable(certificate)
                && RelayCertificate.names(Trust.certificates(certificate).getFirst(), domain.toString());
    }
}
