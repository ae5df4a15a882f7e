package org.imxp.relay.config;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.imxp.relay.config.Listen.HttpListener;
import org.imxp.relay.config.Security.CertificateSource;
import org.imxp.relay.store.StoreUrl;

/** Makes a configuration of values: checks each, and fills in the defaults. */
final class Interpreter {
    private static final String SECRET_FILE = "file:";

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
                domains, data, listen, store(data), security(data, listen), mesh(domains), access(domains), limits());
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

    private Security security(Path data, Listen listen) {
        var mechanisms = value(Setting.SECURITY_MECHANISMS);
        return mechanisms.make(it -> new Security(
                tls(listen),
                certificate(data),
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

    private Mesh mesh(List<String> domains) {
        var trust = value(Setting.MESH_TRUST).list().stream().map(Value::path).toList();
        var routes = byDomain(Setting.MESH_ROUTES, domains, Interpreter::route);
        var secrets = byDomain(Setting.MESH_SECRETS, domains, Interpreter::secret);
        return new Mesh(trust, routes, secrets);
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

    private static HostPort route(Value value) {
        var address = address(value);
        if (address.port() == 0) {
            throw value.fault("port 0 is not allowed: 1 to 65535");
        }
        return address;
    }

    private static Path secret(Value value) {
        // A secret written here by mistake must not be repeated in a message.
        if (!value.text().startsWith(SECRET_FILE)) {
            throw value.fault("this is not allowed: file:PATH, the file that holds the secret");
        }
        return value.pathOf(value.text().substring(SECRET_FILE.length()));
    }

    private List<AccessDefault> access(List<String> domains) {
        return given(Setting.ACCESS_DEFAULTS)
                .map(value -> value.list().stream().map(Interpreter::entry).toList())
                .orElseGet(() -> domains.stream().map(AccessDefault::within).toList());
    }

    private static AccessDefault entry(Value value) {
        var table = value.table();
        for (var name : table.keySet()) {
            if (!name.equals("actor") && !name.equals("actions")) {
                throw value.fault("\"" + name + "\" is not allowed: actor and actions");
            }
        }
        var actor = table.get("actor");
        var actions = table.get("actions");
        if (actor == null || actions == null) {
            throw value.fault("an entry without " + (actor == null ? "actor" : "actions") + ": it needs both");
        }
        return value.make(it -> new AccessDefault(
                actor.text(),
                Stream.of(actions.text().strip().split("\\s+"))
                        .filter(action -> !action.isEmpty())
                        .toList()));
    }

    private Limits limits() {
        var chosen = new EnumMap<Limit, Long>(Limit.class);
        for (var limit : Limit.values()) {
            given(Setting.of(limit)).ifPresent(value -> chosen.put(limit, value.amount(limit)));
        }
        return given(Setting.of(Limit.QUEUED_OCTETS_PER_ATTACHMENT))
                .or(() -> given(Setting.of(Limit.MAX_PAYLOAD)))
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
