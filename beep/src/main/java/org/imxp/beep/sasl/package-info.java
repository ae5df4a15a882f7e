/**
 * Who is at the other end: the SASL mechanisms of a BEEP session (RFC 4422; RFC 3080 section 4), without its frames.
 *
 * <p>A listener has one {@link org.imxp.beep.sasl.SaslAuthority}. It offers a {@link org.imxp.beep.sasl.SaslServerFactory} for
 * each mechanism; for each attempt of a peer the session begins one {@link org.imxp.beep.sasl.SaslServer}, hands it the octets of
 * each {@code blob}, and sends what the {@link org.imxp.beep.sasl.SaslStep} says until it is a success or a failure. An
 * initiator has a {@link org.imxp.beep.sasl.SaslLogin}, which makes a {@link org.imxp.beep.sasl.SaslClient} of the strongest
 * mechanism that was offered; the client believes the server only after the server has proved that it knows the account, too,
 * where the mechanism can prove that.
 *
 * <p>The store keeps {@link org.imxp.beep.sasl.StoredCredentials}, never a password, and is asked through
 * {@link org.imxp.beep.sasl.CredentialSource} on its own time. An account that does not exist takes the same steps, and the same
 * work, as a wrong password; {@link org.imxp.beep.sasl.LoginThrottle} slows down whoever goes on guessing.
 *
 * <p>Mechanisms, by password: SCRAM-SHA-256 and SCRAM-SHA-1 (RFC 5802, 7677), each also as {@code -PLUS}, which binds the TLS
 * session by {@code tls-exporter} (RFC 9266) so that nobody can sit in between; DIGEST-MD5 (RFC 2831; required by the drafts,
 * obsoleted by RFC 6331, so {@code qop=auth} only); and PLAIN (RFC 4616, inside TLS only). Without: EXTERNAL (RFC 4422 appendix A),
 * where {@link org.imxp.beep.sasl.CertificateIdentities} reads the certificate that TLS has verified, and ANONYMOUS (RFC 4505),
 * where {@link org.imxp.beep.sasl.AnonymousIdentities} says whom strangers are taken for. None of them installs a security layer.
 * What mechanisms take from TLS comes in through {@link org.imxp.beep.sasl.TransportSecurity}.
 *
 * <p>A mechanism fits a session or not ({@link org.imxp.beep.sasl.SaslMechanism#fits}). On a session where {@code -PLUS} is
 * offered, a client that says that it was not (the flag {@code y}) is refused, since what it was offered has been changed on the
 * way.
 */
package org.imxp.beep.sasl;
