package org.imxp.endpoint.keys;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.imxp.message.security.PgpCertificate;

/**
 * By what names the keys of certificates go, which are read once: a signature is compared with all of them, and reading takes long.
 * Thread-safe.
 */
final class KeyNames {
    private static final int MOST = 10_000;

    private final Function<ContactKey, List<String>> reading;
    private final Map<Id, List<String>> names;

    KeyNames() {
        this(key -> key.readable().map(PgpCertificate::keyNames).orElse(List.of()), MOST);
    }

    KeyNames(Function<ContactKey, List<String>> reading, int most) {
        this.reading = reading;
        this.names = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Id, List<String>> eldest) {
                return size() > most;
            }
        };
    }

    /** A certificate may get other subkeys. */
    private record Id(String fingerprint, int length, int hash) {}

    synchronized boolean has(ContactKey key, String name) {
        var id = new Id(
                key.fingerprint(), key.certificate().length(), key.certificate().hashCode());
        return key.fingerprint().equals(name)
                || names.computeIfAbsent(id, _ -> reading.apply(key)).contains(name);
    }
}
