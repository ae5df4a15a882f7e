package org.imxp.beep.sasl;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** EXTERNAL (RFC 4422 appendix A): the peer is whom its certificate names. */
final class ExternalServer implements SaslServer {
    private final CertificateIdentities identities;
    private final X509Certificate certificate;
    private final Attempt attempt;

    ExternalServer(CertificateIdentities identities, X509Certificate certificate, Attempt attempt) {
        this.identities = identities;
        this.certificate = certificate;
        this.attempt = attempt;
    }

    @Override
    public String mechanism() {
        return SaslMechanism.EXTERNAL.registeredName();
    }

    @Override
    public CompletionStage<SaslStep> begin() {
        return CompletableFuture.completedStage(new SaslChallenge(Octets.EMPTY));
    }

    @Override
    public CompletionStage<SaslStep> respond(byte[] message) {
        var authzid = WireText.utf8(message);
        if (authzid.indexOf('\0') >= 0) {
            throw new SaslSyntaxException("the identity has a NUL");
        }
        return CompletableFuture.completedStage(attempt.verdict(() -> identity(authzid)));
    }

    /** The first that the certificate stands for, or the one that is asked for if it is one of them (RFC 3080 section 4.1.3). */
    private Optional<String> identity(String authzid) {
        return identities.of(certificate).stream()
                .filter(identity -> authzid.isEmpty() || identity.equals(authzid))
                .findFirst();
    }
}
