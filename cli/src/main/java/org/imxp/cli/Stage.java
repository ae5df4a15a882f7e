package org.imxp.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.imxp.beep.TlsContext;
import org.imxp.beep.WireTrace;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.EndpointSettings;
import org.imxp.protocol.Address;
import org.imxp.relay.Relay;
import org.imxp.relay.certificate.CertificateStore;
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.Configuration;
import org.imxp.relay.config.ConfigurationReader;
import org.imxp.relay.store.Account;
import org.imxp.relay.store.JdbcStore;
import org.imxp.relay.store.StoreUrl;

/**
 * Where the demonstration takes place: two relays of its own on this machine, each for its domain, with their data in a folder
 * that is gone afterwards, and the people attached to them.
 */
final class Stage implements AutoCloseable {
    /** The domain where most of it happens. */
    static final String DOMAIN = "example.com";

    /** The domain of the other relay. */
    static final String OTHER = "rubble.com";

    private static final String SOURCE = "the demonstration";
    private static final String ACCESS = "[ { actor = \"*@" + DOMAIN + "\", actions = \"core:data\" }, { actor = \"*@"
            + OTHER + "\", actions = \"core:data\" } ]";

    private final Surroundings surroundings;
    private final Consumer<String> teller;
    private final BiFunction<String, Consumer<String>, Optional<WireTrace>> wire;
    private final Path folder;
    private final Map<String, Actor> actors = new ConcurrentHashMap<>();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private Optional<Relay> relay = Optional.empty();
    private Optional<Relay> other = Optional.empty();

    /** Sets the stage; nothing runs yet. The wire gives who reads along with a person's session, if anybody. */
    Stage(
            Surroundings surroundings,
            Consumer<String> teller,
            BiFunction<String, Consumer<String>, Optional<WireTrace>> wire) {
        this.surroundings = surroundings;
        this.teller = teller;
        this.wire = wire;
        this.folder = temporaryFolder();
    }

    /** How a relay of the demonstration is run: by the defaults, but where it is and whom it talks to. */
    private Configuration configuration(String domain, String... keysAndValues) {
        var reader = new ConfigurationReader(Map.of())
                .overriding(SOURCE, "domains", domain)
                .overriding(SOURCE, "listen.edge", "127.0.0.1:0")
                .overriding(SOURCE, "listen.mesh", "127.0.0.1:0")
                .overriding(SOURCE, "listen.http", "off")
                .overriding(SOURCE, "data", home(domain).toString())
                .overriding(SOURCE, "access.defaults", ACCESS);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            reader = reader.overriding(SOURCE, keysAndValues[i], keysAndValues[i + 1]);
        }
        return reader.readDefaults();
    }

    private Path home(String domain) {
        return folder.resolve(domain);
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("imxp-demo-");
        } catch (IOException e) {
            throw CommandFailure.refused("No temporary folder can be made: " + Failures.reason(e) + ".", e);
        }
    }

    /** The folder that is gone afterwards. */
    Path folder() {
        return folder;
    }

    /** Says what happens, to the audience. */
    void tell(String line) {
        teller.accept(line);
    }

    /** Starts both relays; each trusts the other's certificate, and the first knows the way to the second. */
    Relay startRelays() {
        makeCertificate(DOMAIN);
        makeCertificate(OTHER);
        var second = Relay.start(configuration(OTHER, "mesh.trust", certificateFile(DOMAIN)));
        other = Optional.of(second);
        var way = "{ \"" + OTHER + "\" = \"127.0.0.1:"
                + second.meshAddress().orElseThrow().getPort() + "\" }";
        var first = Relay.start(configuration(DOMAIN, "mesh.trust", certificateFile(OTHER), "mesh.routes", way));
        relay = Optional.of(first);
        return first;
    }

    private void makeCertificate(String domain) {
        try {
            Files.createDirectory(home(domain));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new CertificateStore(home(domain), surroundings.clock(), surroundings.random()).loadOrMake(List.of(domain));
    }

    private String certificateFile(String domain) {
        return home(domain).resolve(CertificateStore.CERTIFICATE).toString();
    }

    /** The relay of the other domain. */
    Relay other() {
        return other.orElseThrow(() -> CommandFailure.refused("there is no relay"));
    }

    /** Where somebody is at home. */
    static String domainOf(String name) {
        return name.equals("betty") ? OTHER : DOMAIN;
    }

    /** The relay, which an earlier scene has started. */
    Relay relay() {
        return relay.orElseThrow(() -> CommandFailure.refused("there is no relay"));
    }

    /** Makes an account with a password that nobody knows, as {@code imxp user add} does. */
    void addAccount(String name) {
        var endpoint = Address.parse(name + "@" + domainOf(name));
        var octets = new byte[16];
        surroundings.random().nextBytes(octets);
        var password = HexFormat.of().formatHex(octets);
        var credentials = AccountCredentials.derive(endpoint, password.toCharArray(), surroundings.random());
        try (var store = JdbcStore.open(new StoreUrl.Sqlite(home(domainOf(name)).resolve("imxp.db")))) {
            store.accounts()
                    .add(new Account(
                            endpoint.toString(),
                            domainOf(name),
                            credentials,
                            surroundings.clock().instant()));
        }
        passwords.put(name, password);
    }

    /** Attaches a person with the right password. */
    Actor attach(String name) {
        var password = Optional.ofNullable(passwords.get(name))
                .orElseThrow(() -> CommandFailure.refused(name + " has no account"));
        var actor = new Actor(Endpoint.attach(settings(name, password)));
        actors.put(name, actor);
        return actor;
    }

    /** How a person attaches: TLS, and trust in nobody but the relay of the demonstration. */
    EndpointSettings settings(String name, String password) {
        var domain = domainOf(name);
        var edge = (domain.equals(OTHER) ? other() : relay()).edgeAddress();
        var certificate = RelayCertificate.load(
                home(domain).resolve(CertificateStore.CERTIFICATE), home(domain).resolve(CertificateStore.KEY));
        var settings = EndpointSettings.of(name + "@" + domain, password)
                .relay(edge.getAddress().getHostAddress(), edge.getPort())
                .trusting(TlsContext.initiator(certificate.chain()));
        return wire.apply(name, teller)
                .map(trace -> settings.withEnvironment(settings.environment().withTrace(trace)))
                .orElse(settings);
    }

    /** A person who has attached in an earlier scene. */
    Actor actor(String name) {
        return Optional.ofNullable(actors.get(name))
                .orElseThrow(() -> CommandFailure.refused(name + " is not attached"));
    }

    /** Everybody leaves, and the relays stop. */
    synchronized void leave() {
        actors.values().forEach(Actor::close);
        actors.clear();
        relay.ifPresent(Relay::close);
        relay = Optional.empty();
        other.ifPresent(Relay::close);
        other = Optional.empty();
    }

    /** Ends everything and removes what was written. */
    @Override
    public void close() {
        leave();
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be removed", e);
        }
    }
}
