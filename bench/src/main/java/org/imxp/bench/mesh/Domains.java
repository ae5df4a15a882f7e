package org.imxp.bench.mesh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.imxp.beep.TlsContext;
import org.imxp.bench.measure.EndpointAccounts;
import org.imxp.relay.certificate.CertificateStore;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.StoreUrl;

/**
 * Two domains in a folder: their certificates, accounts and configurations. Each relay trusts the other's certificate.
 *
 * @param folder where
 */
record Domains(Path folder) {
    private static final String SQLITE = "imxp.db";

    /** Makes them, with an account for each endpoint of so many pairs. */
    static Domains make(Path folder, int pairs) {
        var domains = new Domains(folder);
        var random = new SecureRandom();
        var accounts = new EndpointAccounts(random, Instant.now());
        for (var domain : List.of(Role.NEAR_DOMAIN, Role.FAR_DOMAIN)) {
            try {
                Files.createDirectories(domains.data(domain));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            new CertificateStore(domains.data(domain), InstantSource.system(), random).loadOrMake(List.of(domain));
            try (var store =
                    JdbcStore.open(new StoreUrl.Sqlite(domains.data(domain).resolve(SQLITE)))) {
                for (var role : Role.values()) {
                    for (int pair = 0; pair < pairs && role.domain().equals(domain); pair++) {
                        store.accounts().add(accounts.of(role.address(pair)));
                    }
                }
            }
        }
        return domains;
    }

    private Path data(String domain) {
        return folder.resolve(domain);
    }

    /**
     * Writes how the relay of one of them runs: by the defaults, but for where it listens, whom endpoints let send to them, and
     * bounds that a flood is there to reach.
     *
     * @param other the other domain
     * @param route where its relay listens for relays; 0 if it will call itself
     * @return the file
     */
    Path configuration(String domain, String other, int route) {
        var routes = route == 0 ? "" : "routes = { \"%s\" = \"127.0.0.1:%d\" }".formatted(other, route);
        var text = """
            domains = ["%s"]
            data = "%s"
            [listen]
            edge = "127.0.0.1:0"
            mesh = "127.0.0.1:0"
            http = "off"
            [access]
            defaults = [ { actor = "*@%s", actions = "core:data" }, { actor = "*@%s", actions = "core:data" } ]
            [limits]
            sessions-per-address = 100000
            held-data-per-endpoint = 1000000
            held-octets-per-endpoint = "1GiB"
            data-per-minute-per-peer-domain = 2000000000
            octets-per-minute-per-peer-domain = 2147483647
            [mesh]
            trust = ["%s"]
            %s
            """.formatted(domain, data(domain), domain, other, certificate(other), routes);
        try {
            return Files.writeString(folder.resolve(domain + ".toml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path certificate(String domain) {
        return data(domain).resolve(CertificateStore.CERTIFICATE);
    }

    /** Trust in the relays of both, and in nobody else. */
    TlsContext trust() {
        var certificates = List.of(Role.NEAR_DOMAIN, Role.FAR_DOMAIN).stream()
                .map(domain ->
                        RelayCertificate.load(certificate(domain), data(domain).resolve(CertificateStore.KEY)))
                .flatMap(loaded -> loaded.chain().stream())
                .toList();
        return TlsContext.initiator(certificates);
    }
}
