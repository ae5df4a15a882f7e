package org.imxp.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
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
import org.imxp.relay.certificate.RelayCertificate;
import org.imxp.relay.config.Configuration;
import org.imxp.relay.config.ConfigurationReader;
import org.imxp.relay.store.Account;
import org.imxp.relay.store.JdbcStore;

/**
 * Where the demonstration takes place: a relay of its own on this machine, with its data in a folder that is gone afterwards,
 * and the people attached to it.
 */
final class Stage implements AutoCloseable {
    /** The domain of the demonstration. */
    static final String DOMAIN = "example.com";

    private final Surroundings surroundings;
    private final Consumer<String> teller;
    private final BiFunction<String, Consumer<String>, Optional<WireTrace>> wire;
    private final Path folder;
    private final Configuration configuration;
    private final Map<String, Actor> actors = new ConcurrentHashMap<>();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private Optional<Relay> relay = Optional.empty();

    /** Sets the stage; nothing runs yet. The wire gives who reads along with a person's session, if anybody. */
    Stage(
            Surroundings surroundings,
            Consumer<String> teller,
            BiFunction<String, Consumer<String>, Optional<WireTrace>> wire) {
        this.surroundings = surroundings;
        this.teller = teller;
        this.wire = wire;
        this.folder = temporaryFolder();
        this.configuration = new ConfigurationReader(Map.of())
                .overriding("the demonstration", "domains", DOMAIN)
                .overriding("the demonstration", "listen.edge", "127.0.0.1:0")
                .overriding("the demonstration", "listen.mesh", "127.0.0.1:0")
                .overriding("the demonstration", "listen.http", "off")
                .overriding("the demonstration", "data", folder.toString())
                .readDefaults();
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

    Relay startRelay() {
        var started = Relay.start(configuration);
        relay = Optional.of(started);
        return started;
    }

    /** The relay, which an earlier scene has started. */
    Relay relay() {
        return relay.orElseThrow(() -> CommandFailure.refused("there is no relay"));
    }

    /** Makes an account with a password that nobody knows, as {@code imxp user add} does. */
    void addAccount(String name) {
        var endpoint = Address.parse(name + "@" + DOMAIN);
        var octets = new byte[16];
        surroundings.random().nextBytes(octets);
        var password = HexFormat.of().formatHex(octets);
        var credentials = AccountCredentials.derive(endpoint, password.toCharArray(), surroundings.random());
        try (var store = JdbcStore.open(configuration.store())) {
            store.accounts()
                    .add(new Account(
                            endpoint.toString(),
                            DOMAIN,
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
        var edge = relay().edgeAddress();
        var certificate = RelayCertificate.load(folder.resolve("relay.pem"), folder.resolve("relay.key"));
        var settings = EndpointSettings.of(name + "@" + DOMAIN, password)
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

    /** Everybody leaves, and the relay stops. */
    synchronized void leave() {
        actors.values().forEach(Actor::close);
        actors.clear();
        relay.ifPresent(Relay::close);
        relay = Optional.empty();
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
