package org.imxp.endpoint.keys;

import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.imxp.message.MessageFault;
import org.imxp.message.security.PgpCertificate;

/**
 * A key of somebody.
 *
 * @param fingerprint in hexadecimal digits, lower case
 * @param trust how far it is trusted
 * @param since when it was first seen
 * @param isCurrent whether its owner had it when their keys were last looked at
 * @param certificate the OpenPGP certificate, in base64
 */
public record ContactKey(String fingerprint, Trust trust, Instant since, boolean isCurrent, String certificate) {
    static ContactKey of(PgpCertificate certificate, Trust trust, Instant since) {
        return new ContactKey(
                certificate.fingerprint(),
                trust,
                since,
                true,
                Base64.getEncoder().encodeToString(certificate.octets()));
    }

    /**
     * The certificate itself.
     *
     * @return read anew
     * @throws org.imxp.message.MessageFault if somebody has changed the file by hand
     */
    public PgpCertificate pgp() {
        return PgpCertificate.read(Base64.getDecoder().decode(certificate));
    }

    /** Empty if somebody has changed the file by hand: one key that cannot be read takes nothing from the others. */
    Optional<PgpCertificate> readable() {
        try {
            return Optional.of(pgp());
        } catch (MessageFault | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether messages are encrypted for it, and believed when they are signed by it.
     *
     * @return false while it is one that has changed
     */
    public boolean isAccepted() {
        return trust != Trust.CHANGED;
    }

    /** What both say of the key, in base64; what was known before if that is too long. */
    String joined(PgpCertificate found) {
        var joined = readable().map(known -> known.joined(found)).orElse(found).octets();
        return joined.length > KeyRing.MOST_CERTIFICATE
                ? certificate
                : Base64.getEncoder().encodeToString(joined);
    }

    ContactKey with(Trust other) {
        return new ContactKey(fingerprint, other, since, isCurrent, certificate);
    }

    ContactKey current(boolean is) {
        return new ContactKey(fingerprint, trust, since, is, certificate);
    }
}
