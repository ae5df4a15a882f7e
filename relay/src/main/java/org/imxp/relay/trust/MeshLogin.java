package org.imxp.relay.trust;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.imxp.beep.Authentication;
import org.imxp.beep.SaslAuthentication;
import org.imxp.beep.Session;
import org.imxp.beep.TlsPeer;
import org.imxp.beep.sasl.SaslMechanism;
import org.imxp.beep.sasl.SaslServer;

/**
 * How other relays authenticate to this one (requirements SEED-48, WIRE-4): by EXTERNAL, if they have shown a certificate, or by
 * a secret. Nothing is offered before TLS. A session that succeeded has the identity {@link RelayIdentity#of}.
 */
public final class MeshLogin implements Authentication {
    private static final String EXTERNAL = SaslMechanism.EXTERNAL.registeredName();

    private final RelayTrust trust;
    private final Optional<SaslAuthentication> bySecret;

    /**
     * By certificate and by secret.
     *
     * @param trust whose certificates are trusted
     * @param bySecret knows the accounts of {@link MeshSecrets}, and offers its {@link MeshSecrets#mechanisms}
     */
    public MeshLogin(RelayTrust trust, SaslAuthentication bySecret) {
        this.trust = trust;
        this.bySecret = Optional.of(bySecret);
    }

    /**
     * By certificate alone.
     *
     * @param trust whose certificates are trusted
     */
    public MeshLogin(RelayTrust trust) {
        this.trust = trust;
        this.bySecret = Optional.empty();
    }

    /** EXTERNAL is offered for any certificate, so that a relay whose certificate is refused hears why. */
    @Override
    public List<String> mechanisms(Session session) {
        if (session.tlsPeer().isEmpty()) {
            return List.of();
        }
        var shown = session.tlsPeer().map(TlsPeer::certificates).orElse(List.of());
        return Stream.concat(
                        shown.isEmpty() ? Stream.empty() : Stream.of(EXTERNAL),
                        bySecret.stream().flatMap(secrets -> secrets.mechanisms(session).stream()))
                .toList();
    }

    @Override
    public SaslServer begin(String mechanism, Session session) {
        if (mechanism.equals(EXTERNAL)) {
            return new ExternalLogin(
                    trust, session.tlsPeer().map(TlsPeer::certificates).orElse(List.of()));
        }
        return bySecret.map(secrets -> secrets.begin(mechanism, session))
                .orElseThrow(() -> new IllegalArgumentException(mechanism + " is not one that was offered"));
    }
}
