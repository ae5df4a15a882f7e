package org.imxp.message.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.imxp.message.security.PgpCertificate;
import org.imxp.message.security.PgpSecretKey;
import org.imxp.message.security.SmimeCertificate;
import org.imxp.testkit.fuzz.FuzzRule;

/** What a stranger sends as a key is one that can be shown, kept and used to verify, or a fault. */
public final class KeyTarget {
    private KeyTarget() {}

    /**
     * Tries an input.
     *
     * @param input a key
     */
    public static void fuzzerTestOneInput(byte[] input) {
        Reading.orFault(() -> PgpCertificate.read(input)).ifPresent(certificate -> {
            named(certificate.fingerprint(), certificate.names());
            FuzzRule.same(
                    certificate.fingerprint(),
                    PgpCertificate.read(certificate.armored().getBytes(StandardCharsets.US_ASCII))
                            .fingerprint(),
                    "a key and what is read of it");
        });
        Reading.orFault(() -> PgpSecretKey.read(input, new char[0]))
                .ifPresent(key -> FuzzRule.holds(!key.toString().contains("BEGIN"), key::toString));
        Reading.orFault(() -> SmimeCertificate.read(input))
                .ifPresent(certificate -> named(certificate.fingerprint(), certificate.names()));
    }

    private static void named(String fingerprint, List<String> names) {
        FuzzRule.holds(fingerprint.length() >= 32 && fingerprint.length() <= 64, () -> "a key is named " + fingerprint);
        FuzzRule.holds(names.stream().noneMatch(name -> name == null), () -> "a name that is none");
    }
}
