package org.imxp.system;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.imxp.beep.TlsContext;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.EndpointSettings;
import org.imxp.protocol.Address;
import org.imxp.relay.certificate.CertificateStore;
import org.imxp.relay.certificate.RelayCertificate;

/**
 * Domains among each other: each has a relay that runs as {@code ./imxp serve}, at the same ports however often it is started.
 * All trust each other's certificates, and everybody may write to everybody.
 */
final class Domains implements AutoCloseable {
    /** One domain. */
    private static final class Home {
        private final Path folder;
        private final RelayCertificate certificate;
        private final ReservedPort edge = new ReservedPort();
        private final ReservedPort mesh = new ReservedPort();
        private Map<String, String> settings = Map.of();
        private Optional<RelayProcess> relay = Optional.empty();

        Home(Path folder, RelayCertificate certificate) {
            this.folder = folder;
            this.certificate = certificate;
        }
    }

    private final Map<String, Home> homes = new LinkedHashMap<>();

    private Domains() {}

    /** The domains of some endpoints, which have accounts. No relay runs yet. */
    static Domains of(Path folder, String... endpoints) {
        var made = new Domains();
        Stream.of(endpoints)
                .map(Address::parse)
                .collect(Collectors.groupingBy(
                        address -> address.domain().toString(), LinkedHashMap::new, Collectors.toList()))
                .forEach((domain, accounts) -> made.add(domain, folder.resolve(domain), accounts));
        return made;
    }

    private void add(String domain, Path home, List<Address> accounts) {
        var data = home.resolve("imxp-data");
        var certificate =
                new CertificateStore(data, InstantSource.system(), new SecureRandom()).loadOrMake(List.of(domain));
        homes.put(domain, new Home(home, certificate));
        TestAccounts.add(data, accounts);
    }

    private Home home(String domain) {
        return Optional.ofNullable(homes.get(domain)).orElseThrow(() -> new IllegalArgumentException(domain));
    }

    /** Where other relays reach a domain's. */
    String mesh(String domain) {
        return home(domain).mesh.toString();
    }

    int meshPort(String domain) {
        return home(domain).mesh.number();
    }

    /** Ways as {@code mesh.routes} has them: a domain is its own relay's, {@code DOMAIN=WAY} whatever is said. */
    String routes(String... ways) {
        return Stream.of(ways)
                .map(way -> way.split("=", 2))
                .map(way -> '"' + way[0] + "\" = \"" + (way.length == 1 ? mesh(way[0]) : way[1]) + '"')
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    RelayCertificate certificate(String domain) {
        return home(domain).certificate;
    }

    /** Where a domain's relay has what it keeps. */
    Path data(String domain) {
        return home(domain).folder.resolve("imxp-data");
    }

    /** The file of a domain's certificate. */
    Path certificateFile(String domain) {
        return data(domain).resolve(CertificateStore.CERTIFICATE);
    }

    /** Starts a domain's relay, with some keys of the configuration and their values. */
    RelayProcess start(String domain, String... keysAndValues) {
        var settings = new HashMap<String, String>();
        settings.put("domains", domain);
        settings.put("access.defaults", "[{ actor = \"*@*\", actions = \"core:data\" }]");
        settings.put("limits.mesh-back-off-least", "100ms");
        settings.put(
                "mesh.trust",
                homes.keySet().stream()
                        .filter(other -> !other.equals(domain))
                        .map(other -> certificateFile(other).toString())
                        .collect(Collectors.joining(",")));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            settings.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        home(domain).settings = settings.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(entry -> variable(entry.getKey()), Map.Entry::getValue));
        return restart(domain);
    }

    private static String variable(String key) {
        return "IMXP_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Starts a domain's relay as before; kills it first if it runs. */
    RelayProcess restart(String domain) {
        var home = home(domain);
        home.relay.ifPresent(running -> {
            running.serve().kill();
            running.serve().status();
        });
        var started = RelayProcess.of(
                home.folder, home.settings, "serve", "--edge", home.edge.toString(), "--mesh", home.mesh.toString());
        home.relay = Optional.of(started);
        return started;
    }

    /** The relay that runs for a domain. */
    RelayProcess relay(String domain) {
        return home(domain).relay.orElseThrow(() -> new IllegalStateException("no relay runs for " + domain));
    }

    /** Attaches as the endpoint library does it. */
    Endpoint attach(String endpoint) {
        return Endpoint.attach(settings(endpoint));
    }

    /** How to attach by the endpoint library. */
    EndpointSettings settings(String endpoint) {
        var home = home(Address.parse(endpoint).domain().toString());
        return EndpointSettings.of(endpoint, Imxp.PASSWORD)
                .relay("127.0.0.1", home.edge.number())
                .trusting(TlsContext.initiator(home.certificate.chain()));
    }

    @Override
    public void close() {
        for (var home : homes.values()) {
            home.relay.ifPresent(RelayProcess::close);
            home.edge.close();
            home.mesh.close();
        }
    }
}
