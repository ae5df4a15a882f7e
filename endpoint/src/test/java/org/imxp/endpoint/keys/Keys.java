package org.imxp.endpoint.keys;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.imxp.message.security.OpenPgp;
import org.imxp.message.security.PgpCertificate;
import org.imxp.message.security.PgpSecretKey;
import org.imxp.protocol.Address;

/** Keys of people, made by the program itself. */
final class Keys {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Address FRED = Address.parse("fred@example.com");
    static final Address WILMA = Address.parse("wilma@example.com");

    private static final OpenPgp PGP = new OpenPgp(new SecureRandom(), () -> NOW);

    private Keys() {}

    static PgpSecretKey secret(String userId) {
        return PGP.generate(userId, OpenPgp.Version.V4, new char[0]);
    }

    static PgpCertificate certificate() {
        return secret("wilma <im:wilma@example.com>").certificate();
    }

    static KeyRing ring(Path folder) {
        return new KeyRing(FRED, folder, () -> NOW, new SecureRandom());
    }

    static KeyRing ring(Path folder, int mostContacts) {
        return new KeyRing(FRED, folder, () -> NOW, new SecureRandom(), mostContacts);
    }
}
