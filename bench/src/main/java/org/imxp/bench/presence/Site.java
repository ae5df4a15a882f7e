package org.imxp.bench.presence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.imxp.beep.TlsContext;
import org.imxp.bench.measure.EndpointAccounts;
import org.imxp.protocol.Address;
import org.imxp.protocol.Domain;
import org.imxp.relay.certificate.CertificateStore;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.Store;
import org.imxp.relay.store.StoreUrl;

/**
 * A domain in a folder: its certificate, its accounts and how its relay runs.
 *
 * @param folder where
 */
record Site(Path folder) {
    static final Domain DOMAIN = Domain.parse("example.com");
    static final Address SERVICE = Address.service("presence", DOMAIN);

    /** Older than all that is stored here: what is older than an account belongs to somebody else. */
    private static final Duration AGE = Duration.ofDays(30);

    /** Makes one, with accounts for some endpoints. */
    static Site make(Path folder, IntStream endpoints) {
        var site = new Site(folder);
        var random = new SecureRandom();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new CertificateStore(folder, InstantSource.system(), random).loadOrMake(List.of(DOMAIN.toString()));
        var accounts = new EndpointAccounts(random, Instant.now().minus(AGE));
        try (var store = site.open()) {
            endpoints.mapToObj(Site::endpoint).map(accounts::of).forEach(store.accounts()::add);
        }
        return site;
    }

    static Address endpoint(int number) {
        return new Address(Said.ENDPOINT + number, DOMAIN);
    }

    Store open() {
        return JdbcStore.open(new StoreUrl.Sqlite(folder.resolve("imxp.db")));
    }

    /**
     * Writes how the relay runs: by the defaults, but for where it listens, and bounds that are there to be reached by many
     * endpoints on one machine.
     *
     * @return the file
     */
    Path configuration() {
        var text = """
            domains = ["%s"]
            data = "%s"
            [listen]
            edge = "127.0.0.1:0"
            mesh = "127.0.0.1:0"
            http = "off"
            [limits]
            sessions-per-address = 100000
            presence-operations = 10000000
            presence-operations-per-endpoint = 100000
            presence-subscribers-per-endpoint = 100000
            """.formatted(DOMAIN, folder);
        try {
            return Files.writeString(folder.resolve("relay.toml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trust in the relay, and in nobody else. */
    TlsContext trust() {
        return TlsContext.initiator(RelayCertificate.load(
                        folder.resolve(CertificateStore.CERTIFICATE), folder.resolve(CertificateStore.KEY))
                .chain());
    }
}
