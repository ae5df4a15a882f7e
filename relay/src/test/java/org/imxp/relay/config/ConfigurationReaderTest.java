package org.imxp.relay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.imxp.protocol.Domain;
import org.imxp.relay.config.Listen.HttpListener;
import org.imxp.relay.config.Mesh.Intermediary;
import org.imxp.relay.config.Security.CertificateSource;
import org.imxp.relay.store.StoreUrl;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationReaderTest {
    private static final String WHOLE = """
        domains = ["Example.com", "rubble.com"]
        data = "data"

        [listen]
        edge = "127.0.0.1:20913"
        mesh = "[::1]:20912"
        http = "off"

        [store]
        url = "sqlite:db/imxp.db"

        [security]
        tls = "off"
        certificate = "relay.pem"
        key = "/etc/relay.key"
        mechanisms = ["DIGEST-MD5", "SCRAM-SHA-256"]
        legacy = true
        certificates = { "Rubble.com" = { certificate = "rubble.pem", key = "rubble.key" } }

        [mesh]
        trust = ["other-relay.pem"]
        routes = { "bedrock.example" = "127.0.0.1:20912", "far.example" = "through:Gate.example" }
        secrets = { "bedrock.example" = "file:bedrock.secret" }
        trusted = ["Gate.example", "file:gate.pem"]
        allow = ["bedrock.example", "[IPv6:::1]"]
        block = ["spam.example"]
        dns = ["127.0.0.1:53", "[::1]:5353"]
        transit-reports = false

        [access]
        defaults = [ { actor = "*@*", actions = "core:data  presence:subscribe" } ]

        [limits]
        max-payload = "2MiB"
        sessions = 7
        time-to-greet = "500s"
        """;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("imxp.toml"), text);
    }

    private Configuration read(String text) throws IOException {
        return new ConfigurationReader(Map.of()).read(file(text));
    }

    @Test
    void readsEveryKey() throws IOException {
        var configuration = read(WHOLE);

        assertThat(configuration.domains()).containsExactly("example.com", "rubble.com");
        assertThat(configuration.data()).isEqualTo(folder.resolve("data"));
        assertThat(configuration.listen())
                .isEqualTo(new Listen(
                        new HostPort("127.0.0.1", 20_913), new HostPort("::1", 20_912), new HttpListener.Off()));
        assertThat(configuration.store()).isEqualTo(new StoreUrl.Sqlite(folder.resolve("db/imxp.db")));
        assertThat(configuration.security())
                .isEqualTo(new Security(
                        TlsPolicy.OFF,
                        new CertificateSource.Files(folder.resolve("relay.pem"), Path.of("/etc/relay.key")),
                        Map.of(
                                "rubble.com",
                                new CertificateSource.Files(
                                        folder.resolve("rubble.pem"), folder.resolve("rubble.key"))),
                        List.of("DIGEST-MD5", "SCRAM-SHA-256"),
                        true));
        assertThat(configuration.mesh())
                .isEqualTo(new Mesh(
                        List.of(folder.resolve("other-relay.pem")),
                        Map.of(
                                "bedrock.example",
                                new Route.Direct(new HostPort("127.0.0.1", 20_912)),
                                "far.example",
                                new Route.Through(Domain.parse("gate.example"))),
                        Map.of("bedrock.example", folder.resolve("bedrock.secret")),
                        List.of(
                                new Intermediary.OfDomain(Domain.parse("gate.example")),
                                new Intermediary.WithCertificate(folder.resolve("gate.pem"))),
                        List.of(Domain.parse("bedrock.example"), Domain.parse("[::1]")),
                        List.of(Domain.parse("spam.example")),
                        List.of(new HostPort("127.0.0.1", 53), new HostPort("::1", 5353)),
                        false));
        assertThat(configuration.accessDefaults())
                .containsExactly(new AccessDefault("*@*", List.of("core:data", "presence:subscribe")));
        assertThat(configuration.limits())
                .isEqualTo(Limits.defaults()
                        .with(Map.of(Limit.MAX_PAYLOAD, 2L << 20, Limit.SESSIONS, 7L, Limit.TIME_TO_GREET, 500_000L)));
    }

    @Test
    void hasADefaultForEveryKey() throws IOException {
        var configuration = Configuration.defaults();

        assertThat(configuration.domains()).containsExactly("localhost");
        assertThat(configuration.data()).isEqualTo(Path.of("imxp-data"));
        assertThat(configuration.listen())
                .isEqualTo(new Listen(
                        new HostPort("127.0.0.1", 10_913),
                        new HostPort("127.0.0.1", 10_912),
                        new HttpListener.At(new HostPort("127.0.0.1", 10_980))));
        assertThat(configuration.store()).isEqualTo(new StoreUrl.Sqlite(Path.of("imxp-data/imxp.db")));
        assertThat(configuration.security())
                .isEqualTo(new Security(
                        TlsPolicy.REQUIRED,
                        new CertificateSource.MadeIn(Path.of("imxp-data")),
                        List.of("SCRAM-SHA-256-PLUS", "SCRAM-SHA-256", "DIGEST-MD5", "PLAIN"),
                        false));
        assertThat(configuration.mesh()).isEqualTo(new Mesh(List.of(), Map.of(), Map.of()));
        assertThat(configuration.limits()).isEqualTo(Limits.defaults());
        assertThat(read("").data()).isEqualTo(folder.resolve("imxp-data"));
        assertThat(read("").domains()).isEqualTo(configuration.domains());
    }

    @Test
    void letsADomainsOwnEndpointsTalkToEachOtherByDefault() throws IOException {
        assertThat(read("domains = ['example.com', 'rubble.com']").accessDefaults())
                .containsExactly(AccessDefault.within("example.com"), AccessDefault.within("rubble.com"));
        assertThat(AccessDefault.within("example.com"))
                .isEqualTo(new AccessDefault(
                        "*@example.com", List.of("core:data", "presence:subscribe"), Optional.of("example.com")));
        assertThat(read("access.defaults = []").accessDefaults()).isEmpty();
    }

    @Test
    void keepsTheStoreInTheDataFolderUnlessToldOtherwise() throws IOException {
        assertThat(read("data = '/srv/imxp'").store()).isEqualTo(new StoreUrl.Sqlite(Path.of("/srv/imxp/imxp.db")));
    }

    @Test
    void offersTheLegacyCipherOnlyWhenTold() throws IOException {
        assertThat(Configuration.defaults().security().legacy()).isFalse();
        assertThat(read("security.legacy = true").security().legacy()).isTrue();
    }

    @Test
    void letsAnOperatorMakeTlsOptional() throws IOException {
        assertThat(read("security.tls = 'optional'").security().tls()).isEqualTo(TlsPolicy.OPTIONAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        domain = ["a"]                        | domain: there is no such key: was domains meant?
        listen.egde = "a:1"                   | listen.egde: there is no such key: was listen.edge meant?
        certificate = "a"                     | certificate: there is no such key: was security.certificate meant?
        limits.maxpayload = 1                 | limits.maxpayload: there is no such key: was limits.max-payload meant?
        colour = "red"                        | colour: there is no such key: docs/configuration.md lists all
        listen = 3                            | listen: 3 is not allowed: a table in braces is needed
        domains = "example.com"               | domains: "example.com" is not allowed: a list in brackets is needed
        domains = []                          | domains: [] is not allowed: one or more domains, each once
        domains = ["a", "A"]                  | domains: [a, a] is not allowed: one or more domains, each once
        domains = ["a_b"]                     | domains: "a_b" is no domain name: letters, digits, hyphens and dots
        domains = [1]                         | domains: 1 is not allowed: text in quotes is needed
        data = ""                             | data: a path is needed
        listen.edge = 10913                   | listen.edge: 10913 is not allowed: text in quotes is needed
        listen.edge = "10913"                 | listen.edge: "10913" is no address: HOST:PORT is needed
        listen.edge = "off"                   | listen.edge: "off" is no address: HOST:PORT is needed
        listen.mesh = "localhost:65536"       | listen.mesh: port 65536 is not allowed: 0 to 65535
        store.url = "postgresql://u@h/"       | store.url: a host, a user or a database is missing
        security.tls = "Off"                  | security.tls: "Off" is not allowed: "required", "optional", "off"
        security.certificate = "a"            | security.certificate: it needs security.key too: give both or neither
        security.key = "a"                    | security.key: it needs security.certificate too: give both or neither
        security.mechanisms = []              | security.mechanisms: [] is not allowed: one or more of SCRAM-SHA-256-PLUS
        security.mechanisms = ["LOGIN"]       | security.mechanisms: "LOGIN" is not allowed: SCRAM-SHA-256-PLUS, SCRAM-SHA-256
        security.mechanisms = ["PLAIN","PLAIN"] | security.mechanisms: [PLAIN, PLAIN] is not allowed: one or more of
        security.legacy = "yes"               | security.legacy: "yes" is not allowed: true or false
        mesh.routes = { "a b" = "h:1" }       | mesh.routes.a b: "a b" is no domain name: letters
        mesh.routes = { "b.c" = "h:0" }       | mesh.routes.b.c: port 0 is not allowed: 1 to 65535
        mesh.routes = { "b.c" = "h:1", "B.c" = "h:2" } | mesh.routes.B.c: b.c is there twice: once is allowed
        mesh.routes = { localhost = "h:1" }   | mesh.routes.localhost: this relay serves localhost itself
        mesh.routes = { "b.c" = "relay.b.c" } | mesh.routes.b.c: "relay.b.c" is no address: HOST:PORT is needed
        mesh.routes = { "b.c" = "through:a b" } | mesh.routes.b.c: "a b" is not a domain: allowed are names such as
        mesh.routes = { "b.c" = "through:localhost" } | mesh.routes.b.c: this relay serves localhost itself
        mesh.routes = { "b.c" = "through:d.e", "d.e" = "through:f.g" } | mesh.routes: b.c is reached through d.e, which itself
        mesh.routes = { "b.c" = "through:b.c" } | mesh.routes: b.c is reached through b.c, which itself
        mesh.secrets = { "b.c" = "hush" }     | mesh.secrets.b.c: this is not allowed: file:PATH, the file that holds
        security.certificates = { "b.c" = { certificate = "a", key = "b" } } | security.certificates.b.c: this relay does not serve b.c: localhost
        security.certificates = { "a b" = {} } | security.certificates.a b: "a b" is no domain name: letters
        security.certificates = { localhost = "a" } | security.certificates.localhost: "a" is not allowed: a table in
        security.certificates = { localhost = { key = "a" } } | security.certificates.localhost: an entry without certificate
        security.certificates = { localhost = { certificate = "a" } } | security.certificates.localhost: an entry without key
        security.certificates = { localhost = { certificate = "a", kez = "a" } } | security.certificates.localhost: "kez" is not
        mesh.trusted = ["a b"]                | mesh.trusted: "a b" is not a domain: allowed are names such as
        mesh.trusted = ["file:"]              | mesh.trusted: a path is needed
        mesh.trusted = ["localhost"]          | mesh.trusted: this relay serves localhost itself
        mesh.allow = "b.c"                    | mesh.allow: "b.c" is not allowed: a list in brackets is needed
        mesh.allow = ["[10.0.0]"]             | mesh.allow: "[10.0.0]" is not a domain literal
        mesh.block = ["LocalHost"]            | mesh.block: this relay serves localhost itself
        mesh.dns = ["127.0.0.1"]              | mesh.dns: "127.0.0.1" is no address: HOST:PORT is needed
        mesh.dns = ["127.0.0.1:0"]            | mesh.dns: port 0 is not allowed: 1 to 65535
        mesh.trust = [""]                     | mesh.trust: a path is needed
        access.defaults = [{ actor = "a@b" }] | access.defaults: an entry without actions: it needs both
        access.defaults = [{ actions = "a" }] | access.defaults: an entry without actor: it needs both
        access.defaults = [{ actor = "a@b", actions = "c:d", x = 1 }] | access.defaults: "x" is not allowed: actor and
        access.defaults = [{ actor = "a", actions = "c:d" }] | access.defaults: actor "a" is not allowed: LOCAL@DOMAIN
        access.defaults = [{ actor = "a@b", actions = "c" }] | access.defaults: action "c" is not allowed: SERVICE:OPER
        access.defaults = [{ actor = "a@b", actions = " " }] | access.defaults: no actions for a@b: give one or more
        limits.xml-depth = 1001               | limits.xml-depth: 1001 is not allowed: 4 to 1000
        limits.xml-depth = 3.5                | limits.xml-depth: 3.5 is not allowed: text in quotes is needed
        limits.xml-depth = -1                 | limits.xml-depth: "-1" is no number: write it in digits
        limits.time-to-greet = 10             | limits.time-to-greet: "10" is no time: write it with ms, s, m or h
        limits.time-to-greet = "2h"           | limits.time-to-greet: 2h is not allowed: 1s to 10m
        limits.max-payload = "5MB"            | limits.max-payload: "5MB" is no size: write it as a number of octets
        limits.max-payload = "5MiB"           | limits.max-payload: queued-octets-per-attachment of 4MiB is less than
        limits.queued-octets-per-next-hop = "64KiB" | limits.queued-octets-per-next-hop: queued-octets-per-next-hop of 64KiB
        limits.octets-per-minute-per-peer-domain = "4KiB" | limits.octets-per-minute-per-peer-domain: octets-per-minute-per
        sessions = = 3                        | not TOML:
        data = "a"; data = "b"                | not TOML:
        """)
    void saysWhereAndWhatWasWrongAndWhatIsAllowed(String line, String fault) {
        assertThatThrownBy(() -> read("\n\n" + line + "\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(folder.resolve("imxp.toml") + ":3: " + fault)
                .hasMessageNotContaining("hush")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({"listen.edge, 0.0.0.0:10913", "listen.mesh, '[::]:10912'", "listen.edge, example.com:10913"})
    void refusesToTurnTlsOffBeyondLoopback(String key, String address) {
        assertThatThrownBy(() -> read("security.tls = 'off'\n" + key + " = '" + address + "'\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        folder.resolve("imxp.toml") + ":1: security.tls: off is not allowed while the relay listens on "
                                + address + ": required or optional, or listen on loopback addresses only");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Configuration(
                        List.of("localhost"),
                        folder,
                        new Listen(HostPort.parse("0.0.0.0:1"), HostPort.parse("[::1]:1"), new HttpListener.Off()),
                        new StoreUrl.Sqlite(folder.resolve("imxp.db")),
                        new Security(TlsPolicy.OFF, new CertificateSource.MadeIn(folder), Security.MECHANISMS, false),
                        new Mesh(List.of(), Map.of(), Map.of()),
                        List.of(),
                        true,
                        List.of(),
                        true,
                        Limits.defaults()));
    }

    @Test
    @Requirement("IMPP-2.1.1")
    void switchesServicesOff() throws IOException {
        var configuration =
                read("domains = ['example.com', 'rubble.com']\nservices.off = ['access', 'presence@Rubble.com']\n");
        assertThat(configuration.servicesOff())
                .containsExactly(
                        new ServiceSwitch("access", Optional.empty()),
                        new ServiceSwitch("presence", Optional.of("rubble.com")));
        assertThat(read("").servicesOff()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        report            | "report" is not a service that can be switched off: access, presence
        presence@x.com    | this relay does not serve x.com: localhost
        a@b@c             | "a@b@c" is not allowed: SERVICE or SERVICE@DOMAIN
        presence@a_b      | "a_b" is no domain name
        """)
    void refusesToSwitchOffWhatIsNot(String service, String fault) {
        assertThatThrownBy(() -> read("services.off = ['" + service + "']\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(folder.resolve("imxp.toml") + ":1: services.off: " + fault);
    }

    @Test
    void namesTheLineInsideALongList() {
        assertThatThrownBy(() -> read("domains = [\n  'example.com',\n  'a b',\n]\n"))
                .hasMessageStartingWith(folder.resolve("imxp.toml") + ":3: domains: \"a b\"");
    }

    @Test
    void letsVariablesOverrideTheFile() throws IOException {
        var environment = Map.of(
                "IMXP_DOMAINS", "example.com, rubble.com",
                "IMXP_LISTEN_EDGE", "127.0.0.1:1",
                "IMXP_STORE_URL", "sqlite:here.db",
                "IMXP_SECURITY_LEGACY", "true",
                "IMXP_MESH_ROUTES", "{ \"bedrock.example\" = \"127.0.0.1:2\" }",
                "IMXP_LIMITS_MAX_PAYLOAD", "8KiB",
                "IMXP_LIMITS_SESSIONS", "9",
                "IMXP_LISTEN_MESH", "",
                "IMXP_SERVICE_HOST", "10.0.0.1",
                "HOME", "/root");

        var configuration = new ConfigurationReader(environment)
                .read(file("domains = ['localhost']\nlisten.edge = '127.0.0.1:3'\nlisten.mesh = '127.0.0.1:4'\n"));

        assertThat(configuration.domains()).containsExactly("example.com", "rubble.com");
        assertThat(configuration.listen().edge().port()).isEqualTo(1);
        assertThat(configuration.listen().mesh().port()).isEqualTo(4);
        assertThat(configuration.store()).isEqualTo(new StoreUrl.Sqlite(Path.of("here.db")));
        assertThat(configuration.security().legacy()).isTrue();
        assertThat(configuration.mesh().routes()).containsKey("bedrock.example");
        assertThat(configuration.limits().number(Limit.MAX_PAYLOAD)).isEqualTo(8_192);
        assertThat(configuration.limits().number(Limit.SESSIONS)).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        IMXP_LISTEN_EDGE | x        | IMXP_LISTEN_EDGE: listen.edge: "x" is no address: HOST:PORT is needed
        IMXP_LISTEN_EGDE | x        | IMXP_LISTEN_EGDE: there is no such variable: was IMXP_LISTEN_EDGE meant?
        IMXP_DOMAINS     | a,       | IMXP_DOMAINS: domains: "" is no domain name
        IMXP_SECURITY_LEGACY | yes  | IMXP_SECURITY_LEGACY: security.legacy: "yes" is not allowed: true, false, written as
        IMXP_SECURITY_LEGACY | 1    | IMXP_SECURITY_LEGACY: security.legacy: 1 is not allowed: true or false
        IMXP_LIMITS_SESSIONS | many | IMXP_LIMITS_SESSIONS: limits.sessions: "many" is no number
        """)
    void namesTheVariableThatIsWrong(String name, String value, String fault) {
        assertThatThrownBy(() -> new ConfigurationReader(Map.of(name, value)).readDefaults())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(fault);
    }

    @Test
    void letsOptionsOverrideVariables() {
        var reader = new ConfigurationReader(Map.of("IMXP_LISTEN_EDGE", "127.0.0.1:1"))
                .overriding("--edge", "listen.edge", "127.0.0.1:0")
                .overriding("--data", "data", "elsewhere");

        assertThat(reader.readDefaults().listen().edge().port()).isZero();
        assertThat(reader.readDefaults().store()).isEqualTo(new StoreUrl.Sqlite(Path.of("elsewhere/imxp.db")));
        assertThatThrownBy(() -> reader.overriding("--mesh", "listen.mesh", "x").readDefaults())
                .hasMessageStartingWith("--mesh: listen.mesh: \"x\" is no address");
        assertThatIllegalArgumentException().isThrownBy(() -> reader.overriding("--colour", "colour", "red"));
    }

    @Test
    void saysThatAFileIsMissingOrTooLongOrNotText() throws IOException {
        var reader = new ConfigurationReader(Map.of());
        var missing = folder.resolve("missing.toml");
        assertThatThrownBy(() -> reader.read(missing)).hasMessage(missing + ": there is no such file");
        assertThatThrownBy(() -> reader.read(folder)).isInstanceOf(ConfigurationException.class);

        var longest = file("#".repeat(TomlFile.MAX_FILE));
        assertThat(reader.read(longest).domains()).containsExactly("localhost");
        var tooLong = file("#".repeat(TomlFile.MAX_FILE + 1));
        assertThatThrownBy(() -> reader.read(tooLong))
                .hasMessage(tooLong + ": 1048577 octets are too many: at most 1048576 are allowed");

        var notText = Files.write(folder.resolve("latin.toml"), "# é".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> reader.read(notText)).hasMessage(notText + ": not UTF-8");
    }
}
