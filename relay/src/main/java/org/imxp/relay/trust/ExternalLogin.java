package org.imxp.relay.trust;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.beep.sasl.Octets;
import org.imxp.beep.sasl.SaslChallenge;
import org.imxp.beep.sasl.SaslFailure;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslServer;
import org.imxp.beep.sasl.SaslStep;
import org.imxp.beep.sasl.SaslSuccess;
import org.imxp.protocol.Domain;

/** EXTERNAL between relays (RFC 4422 appendix A, RFC 3080 section 4.1.3): the certificate is verified here, with a reason. */
final class ExternalLogin implements SaslServer {
    private static final int LONGEST = 512;

    private final RelayTrust trust;
    private final List<X509Certificate> chain;

    ExternalLogin(RelayTrust trust, List<X509Certificate> chain) {
        this.trust = trust;
        this.chain = chain;
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
        return CompletableFuture.completedStage(decided(message));
    }

    private SaslStep decided(byte[] message) {
        if (message.length > LONGEST) {
            return malformed("the identity has " + message.length + " octets: at most " + LONGEST + " are allowed");
        }
        try {
            return decided(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString());
        } catch (CharacterCodingException e) {
            return malformed("the identity is not UTF-8");
        }
    }

    /** The first domain that the certificate names, unless another is asked for. */
    private SaslStep decided(String identity) {
        if (identity.isEmpty()) {
            return trust.fault(chain)
                    .map(ExternalLogin::refused)
                    .or(() -> CertificateDomains.of(chain.getFirst()).stream()
                            .findFirst()
                            .map(ExternalLogin::taken))
                    .orElseGet(() -> refused("the certificate names no domain in its subjectAltName; its common name"
                            + " does not count"));
        }
        return RelayIdentity.domain(identity)
                .map(domain ->
                        trust.fault(chain, domain).map(ExternalLogin::refused).orElseGet(() -> taken(domain)))
                .orElseGet(() -> malformed("the identity is no relay's: imxp=mesh@DOMAIN is needed"));
    }

    private static SaslStep taken(Domain domain) {
        return new SaslSuccess(RelayIdentity.of(domain), Octets.EMPTY);
    }

    private static SaslStep refused(String reason) {
        return new SaslFailure(SaslFailure.BAD_CREDENTIALS, reason);
    }

    private static SaslStep malformed(String reason) {
        return new SaslFailure(SaslFailure.MALFORMED, reason);
    }
}
