package org.imxp.message.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Objects;
import org.imxp.message.security.PgpSecretKey;
import org.imxp.message.security.SmimeCertificate;
import org.imxp.message.security.SmimeKey;

/** Fred's keys, always the same, so that the corpus can hold what he has signed, and what is encrypted for him. */
final class FuzzKeys {
    private FuzzKeys() {}

    static PgpSecretKey pgp() {
        return PgpSecretKey.read(octets("fred.asc"), new char[0]);
    }

    static SmimeKey smime() {
        var der = Base64.getMimeDecoder().decode(octets("fred.key"));
        try {
            return new SmimeKey(
                    SmimeCertificate.read(octets("fred.crt")),
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] octets(String name) {
        try (InputStream in = Objects.requireNonNull(FuzzKeys.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
