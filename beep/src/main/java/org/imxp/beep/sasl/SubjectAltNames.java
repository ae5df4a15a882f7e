package org.imxp.beep.sasl;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the subjectAltName of a certificate (RFC 5280 section 4.2.1.6). */
final class SubjectAltNames {
    /** The kinds that name somebody, by their tag, in the order that they count. */
    private enum Kind {
        RFC822_NAME(1),
        URI(6),
        DNS_NAME(2);

        private final int tag;

        Kind(int tag) {
            this.tag = tag;
        }
    }

    private SubjectAltNames() {}

    static List<String> of(X509Certificate certificate) {
        var identities = new ArrayList<String>();
        var names = names(certificate);
        for (var kind : Kind.values()) {
            names.stream()
                    .filter(name -> name.getFirst() instanceof Integer tag && tag == kind.tag)
                    .flatMap(name -> identity(kind, name.getLast()).stream())
                    .forEach(identities::add);
        }
        return List.copyOf(identities);
    }

    /** Each a tag and a value. */
    private static List<List<?>> names(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : List.copyOf(names);
        } catch (CertificateParsingException e) {
            // A name that cannot be read is nobody's.
            return List.of();
        }
    }

    private static Optional<String> identity(Kind kind, Object value) {
        if (!(value instanceof String name) || !isSound(name)) {
            return Optional.empty();
        }
        return switch (kind) {
            case RFC822_NAME -> mailbox(name);
            case URI -> Optional.of(name);
            case DNS_NAME -> Optional.of(name.toLowerCase(Locale.ROOT));
        };
    }

    private static Optional<String> mailbox(String name) {
        var at = name.lastIndexOf('@');
        return at < 1 || at == name.length() - 1
                ? Optional.empty()
                : Optional.of(name.substring(0, at + 1) + name.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    /** No NUL that cuts a name short for somebody else, and no name of many. */
    private static boolean isSound(String name) {
        return !name.isEmpty()
                && name.length() <= Attempt.MAX_USERNAME
                && name.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '*');
    }
}
