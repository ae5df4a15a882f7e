package org.imxp.relay.config;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.imxp.protocol.Domain;
import org.imxp.protocol.ProtocolException;
import org.imxp.relay.config.Listen.HttpListener;
import org.imxp.relay.config.Mesh.Intermediary;
import org.imxp.relay.config.Security.CertificateSource;
import org.imxp.relay.store.StoreUrl;

/** Makes a configuration of values: checks each, and fills in the defaults. */
final class Interpreter {
    private static final String FILE = "file:";
    private static final String THROUGH = "through:";

    private final Map<String, Value> values;
    private final Path folder;

    Interpreter(Map<String, Value> values, Path folder) {
        this.values = values;
        this.folder = folder;
    }

    Configuration configuration() {
        var domains = domains();
        var data = value(Setting.DATA).path();
        var listen = listen();
        return new Configuration(
                domains,
                data,
                listen,
                store(data),
                security(data, listen, domains),
                mesh(domains),
                access(domains),
                value(Setting.ACCESS_OWN_PROGRAMS).flag(),
                servicesOff(domains),
                value(Setting.PRESENCE_CLOSE_LOST).flag(),
                limits());
    }

    private List<String> domains() {
        var value = value(Setting.DOMAINS);
        var domains = value.list().stream()
                .map(domain -> domain.make(it -> DomainName.canonical(it.text())))
                .toList();
        if (domains.isEmpty() || domains.stream().distinct().count() != domains.size()) {
            throw value.fault(domains + " is not allowed: one or more domains, each once");
        }
        return domains;
    }

    private Listen listen() {
        return new Listen(
                address(value(Setting.LISTEN_EDGE)),
                address(value(Setting.LISTEN_MESH)),
                http(value(Setting.LISTEN_HTTP)));
    }

    private static HttpListener http(Value value) {
        return value.text().equals("off") ? new HttpListener.Off() : new HttpListener.At(address(value));
    }

    private static HostPort address(Value value) {
        return value.make(it -> HostPort.parse(it.text()));
    }

    private StoreUrl store(Path data) {
        return given(Setting.STORE_URL)
                .map(value -> value.make(it -> StoreUrl.parse(it.text())).resolvedAgainst(value.base()))
                .orElseGet(() -> new StoreUrl.Sqlite(data.resolve("imxp.db")));
    }

    private Security security(Path data, Listen listen, List<String> domains) {
        var mechanisms = value(Setting.SECURITY_MECHANISMS);
        return mechanisms.make(it -> new Security(
                tls(listen),
                certificate(data),
                certificates(domains),
                it.list().stream().map(Value::text).toList(),
                value(Setting.SECURITY_LEGACY).flag()));
    }

    private TlsPolicy tls(Listen listen) {
        var value = value(Setting.SECURITY_TLS);
        return switch (value.text()) {
            case "required" -> TlsPolicy.REQUIRED;
            case "optional" -> TlsPolicy.OPTIONAL;
            case "off" ->
                value.make(it -> {
                    listen.refuseBeyondLoopback();
                    return TlsPolicy.OFF;
                });
            default -> throw value.fault("\"" + value.text() + "\" is not allowed: " + Setting.SECURITY_TLS.allowed());
        };
    }

    private CertificateSource certificate(Path data) {
        var certificate = given(Setting.SECURITY_CERTIFICATE);
        var key = given(Setting.SECURITY_KEY);
        if (certificate.isPresent() && key.isPresent()) {
            return new CertificateSource.Files(
                    certificate.get().path(), key.get().path());
        }
        certificate.ifPresent(value -> {
            throw value.fault("it needs " + Setting.SECURITY_KEY.key() + " too: give both or neither");
        });
        key.ifPresent(value -> {
            throw value.fault("it needs " + Setting.SECURITY_CERTIFICATE.key() + " too: give both or neither");
        });
        return new CertificateSource.MadeIn(data);
    }

    private Map<String, CertificateSource.Files> certificates(List<String> own) {
        var made = new LinkedHashMap<String, CertificateSource.Files>();
        value(Setting.SECURITY_CERTIFICATES).table().forEach((name, value) -> {
            var domain = value.make(it -> DomainName.canonical(name));
            if (!own.contains(domain)) {
                throw value.fault("this relay does not serve " + domain + ": " + String.join(", ", own));
            }
            if (made.put(domain, files(value)) != null) {
                throw value.fault(domain + " is there twice: once is allowed");
            }
        });
        return made;
    }

    private static CertificateSource.Files files(Value value) {
        var both = value.both("certificate", "key");
        return new CertificateSource.Files(
                both.getFirst().path(), both.getLast().path());
    }

    private Mesh mesh(List<String> domains) {
        var trust = value(Setting.MESH_TRUST).list().stream().map(Value::path).toList();
        var routes = routes(domains);
        var secrets = byDomain(Setting.MESH_SECRETS, domains, Interpreter::secret);
        var trusted = value(Setting.MESH_TRUSTED).list().stream()
                .map(value -> intermediary(value, domains))
                .toList();
        var dns = value(Setting.MESH_DNS).list().stream()
                .map(Interpreter::addressWithPort)
                .toList();
        return new Mesh(
                trust,
                routes,
                secrets,
                trusted,
                others(Setting.MESH_ALLOW, domains),
                others(Setting.MESH_BLOCK, domains),
                dns,
                value(Setting.MESH_TRANSIT_REPORTS).flag());
    }

    private Map<String, Route> routes(List<String> domains) {
        var routes = byDomain(Setting.MESH_ROUTES, domains, value -> route(value, domains));
        routes.forEach((domain, route) -> {
            if (route instanceof Route.Through(var intermediary)
                    && routes.get(intermediary.toString()) instanceof Route.Through) {
                throw value(Setting.MESH_ROUTES)
                        .fault(domain + " is reached through " + intermediary + ", which itself is reached through"
                                + " another: allowed is one that is not");
            }
        });
        return routes;
    }

    private static Route route(Value value, List<String> own) {
        return value.text().startsWith(THROUGH)
                ? new Route.Through(other(value, value.text().substring(THROUGH.length()), own))
                : new Route.Direct(addressWithPort(value));
    }

    private static Intermediary intermediary(Value value, List<String> own) {
        return value.text().startsWith(FILE)
                ? new Intermediary.WithCertificate(value.pathOf(value.text().substring(FILE.length())))
                : new Intermediary.OfDomain(other(value, value.text(), own));
    }

    private List<Domain> others(Setting setting, List<String> own) {
        return value(setting).list().stream()
                .map(value -> other(value, value.text(), own))
                .toList();
    }

    /** Another domain: a name, or the address of its relay in brackets. */
    private static Domain other(Value value, String text, List<String> own) {
        var domain = value.make(it -> parsed(text));
        if (own.contains(domain.toString())) {
            throw value.fault("this relay serves " + domain + " itself: other domains are allowed");
        }
        return domain;
    }

    private static Domain parsed(String text) {
        try {
            return Domain.parse(text);
        } catch (ProtocolException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private <T> Map<String, T> byDomain(Setting setting, List<String> own, Function<Value, T> maker) {
        var made = new LinkedHashMap<String, T>();
        value(setting).table().forEach((name, value) -> {
            var domain = value.make(it -> DomainName.canonical(name));
            if (own.contains(domain)) {
                throw value.fault("this relay serves " + domain + " itself: other domains are allowed");
            }
            if (made.put(domain, maker.apply(value)) != null) {
                throw value.fault(domain + " is there twice: once is allowed");
            }
        });
        return made;
    }

    private static HostPort addressWithPort(Value value) {
        var address = address(value);
        if (address.port() == 0) {
            throw value.fault("port 0 is not allowed: 1 to 65535");
        }
        return address;
    }

    private static Path secret(Value value) {
        // A secret written here by mistake must not be repeated in a message.
        if (!value.text().startsWith(FILE)) {
            throw value.fault("this is not allowed: file:PATH, the file that holds the secret");
        }
        return value.pathOf(value.text().substring(FILE.length()));
    }

    private List<AccessDefault> access(List<String> domains) {
        return given(Setting.ACCESS_DEFAULTS)
                .map(value -> value.list().stream().map(Interpreter::entry).toList())
                .orElseGet(() -> domains.stream().map(AccessDefault::within).toList());
    }

    private List<ServiceSwitch> servicesOff(List<String> own) {
        return value(Setting.SERVICES_OFF).list().stream()
                .map(value -> {
                    var off = value.make(it -> ServiceSwitch.parse(it.text()));
                    if (!ServiceSwitch.SERVICES.contains(off.service())) {
                        throw value.fault("\"" + off.service() + "\" is not a service that can be switched off: "
                                + String.join(", ", ServiceSwitch.SERVICES));
                    }
                    off.domain().filter(domain -> !own.contains(domain)).ifPresent(domain -> {
                        throw value.fault("this relay does not serve " + domain + ": " + String.join(", ", own));
                    });
                    return off;
                })
                .toList();
    }

    private static AccessDefault entry(Value value) {
        var both = value.both("actor", "actions");
        return value.make(it -> new AccessDefault(
                both.getFirst().text(),
                Stream.of(both.getLast().text().strip().split("\\s+"))
                        .filter(action -> !action.isEmpty())
                        .toList()));
    }

    private Limits limits() {
        var chosen = new EnumMap<Limit, Long>(Limit.class);
        for (var limit : Limit.values()) {
            given(Setting.of(limit)).ifPresent(value -> chosen.put(limit, value.amount(limit)));
        }
        // The first that is given is the one to blame if two do not agree.
        return Stream.concat(Limits.AT_LEAST_ONE_PAYLOAD.stream(), Stream.of(Limit.MAX_PAYLOAD))
                .flatMap(limit -> given(Setting.of(limit)).stream())
                .findFirst()
                .map(value -> value.make(it -> Limits.defaults().with(chosen)))
                .orElseGet(() -> Limits.defaults().with(chosen));
    }

    private Optional<Value> given(Setting setting) {
        return Optional.ofNullable(values.get(setting.key()));
    }

    private Value value(Setting setting) {
        return given(setting).orElseGet(() -> TomlFile.value("default", setting, folder, setting.byDefault()));
    }
}
