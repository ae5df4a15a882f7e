/**
 * Who is at the other end: the SASL mechanisms of a BEEP session (RFC 4422; RFC 3080 section 4), without its frames.
 *
 * <p>A listener has one {@link org.imxp.beep.sasl.SaslAuthority}. It offers a {@link org.imxp.beep.sasl.SaslServerFactory} for
 * each mechanism; for each attempt of a peer the session begins one {@link org.imxp.beep.sasl.SaslServer}, hands it the octets of
 * each {@code blob}, and sends what the {@link org.imxp.beep.sasl.SaslStep} says until it is a success or a failure. An
 * initiator has a {@link org.imxp.beep.sasl.SaslLogin}, which makes a {@link org.imxp.beep.sasl.SaslClient} of the strongest
 * mechanism that was offered; the client believes the server only after the server has proved that it knows the account, too.
 *
 * <p>The store keeps {@link org.imxp.beep.sasl.StoredCredentials}, never a password, and is asked through
 * {@link org.imxp.beep.sasl.CredentialSource} on its own time. An account that does not exist takes the same steps, and the same
 * work, as a wrong password; {@link org.imxp.beep.sasl.LoginThrottle} slows down whoever goes on guessing.
 *
 * <p>Mechanisms: SCRAM-SHA-256 (RFC 5802, 7677), DIGEST-MD5 (RFC 2831; required by the drafts, obsoleted by RFC 6331, so
 * {@code qop=auth} only) and PLAIN (RFC 4616, inside TLS only). None of them installs a security layer. Channel binding
 * (SCRAM-SHA-256-PLUS) would come in through {@link org.imxp.beep.sasl.SaslContext}; until then the binding flags {@code n} and
 * {@code y} are accepted and {@code p} is not.
 */
package org.imxp.beep.sasl;
