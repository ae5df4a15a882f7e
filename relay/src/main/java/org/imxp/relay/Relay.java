package org.imxp.relay;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.imxp.beep.BeepListener;
import org.imxp.beep.Session;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.config.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running relay: endpoints attach to it, and it takes data between them, and from and to the relays of other domains.
 * Thread-safe.
 *
 * <p>The address {@code listen.http} of a configuration is accepted, but nothing listens on it yet.
 */
public final class Relay implements AutoCloseable {
    /** How long endpoints have to answer each of the two steps of a farewell. */
    static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Outcome STOPPING =
            Outcome.of(ReplyCode.SERVICE_NOT_AVAILABLE, "the relay is being stopped, attach again later");

    private final Mesh mesh;
    private final BeepListener edge;
    private final InetSocketAddress edgeAddress;
    private final Optional<BeepListener> others;
    private final Optional<CertificateRenewal> certificate;
    private final Shutdown shutdown;
    private final AtomicBoolean closed = new AtomicBoolean();

    Relay(
            Mesh mesh,
            BeepListener edge,
            Optional<BeepListener> others,
            Optional<CertificateRenewal> certificate,
            Shutdown shutdown) {
        this.mesh = mesh;
        this.edge = edge;
        this.edgeAddress = edge.address();
        this.others = others;
        this.certificate = certificate;
        this.shutdown = shutdown;
    }

    /**
     * Starts a relay. Blocks until endpoints can connect.
     *
     * @param configuration everything that can be decided
     * @return the relay, to be closed by the caller
     * @throws RelayStartException if it can't start, with one sentence for people
     */
    public static Relay start(Configuration configuration) {
        return start(configuration, InstantSource.system(), new SecureRandom());
    }

    /**
     * Starts a relay with a given clock and chance.
     *
     * @param configuration everything that can be decided
     * @param clock what time it is
     * @param random for keys and nonces
     * @return the relay, to be closed by the caller
     * @throws RelayStartException if it can't start, with one sentence for people
     */
    public static Relay start(Configuration configuration, InstantSource clock, SecureRandom random) {
        return start(configuration, clock, random, List.of());
    }

    /**
     * Starts a relay that understands more options than those of RFC 3340 and RFC 3342.
     *
     * @param configuration everything that can be decided
     * @param clock what time it is
     * @param random for keys and nonces
     * @param options at most one for each option
     * @return the relay, to be closed by the caller
     * @throws RelayStartException if it can't start, with one sentence for people
     * @throws IllegalArgumentException if two are for the same option, or one is for an option that the relay knows itself
     */
    public static Relay start(
            Configuration configuration, InstantSource clock, SecureRandom random, List<OptionHandler> options) {
        return start(new RelayStart(configuration, clock, random, Repetition.ofSystem(), options), configuration);
    }

    static Relay start(Configuration configuration, InstantSource clock, SecureRandom random, Repetition repetition) {
        return start(new RelayStart(configuration, clock, random, repetition, List.of()), configuration);
    }

    private static Relay start(RelayStart starting, Configuration configuration) {
        var relay = starting.start();
        LOG.info(
                "relay for {} listens for endpoints on {}, for other relays on {}",
                String.join(", ", configuration.domains()),
                hostAndPort(relay.edgeAddress()),
                relay.meshAddress().map(Relay::hostAndPort).orElse("no port, since TLS is off"));
        return relay;
    }

    /**
     * Where it listens for endpoints.
     *
     * @return the address, with the port that was chosen
     */
    public InetSocketAddress edgeAddress() {
        return edgeAddress;
    }

    /**
     * Where it listens for other relays.
     *
     * @return the address, with the port that was chosen; empty when TLS is off, since there is none without between relays
     */
    public Optional<InetSocketAddress> meshAddress() {
        return others.map(BeepListener::address);
    }

    /**
     * The certificate that it shows now. Files that are replaced while it runs are taken within a minute; sessions that stand
     * go on, and what cannot be used is logged and not taken.
     *
     * @return empty when TLS is off
     */
    public Optional<CertificateInUse> certificate() {
        return certificate.map(CertificateRenewal::inUse);
    }

    /**
     * Stops: takes no more sessions, tells the endpoints that they are attached no more (421), releases their sessions, and
     * closes the store. Blocks, but no longer than some seconds for endpoints that do not answer. A second call does
     * nothing.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        edge.close();
        others.ifPresent(BeepListener::close);
        await(mesh.attachments().all().stream()
                .map(attachment -> attachment.terminate(STOPPING).toCompletableFuture())
                .toList());
        await(Stream.concat(Stream.of(edge), others.stream())
                .flatMap(listener -> listener.sessions().stream())
                .map(Relay::release)
                .toList());
        shutdown.run();
        LOG.info("relay on {} stopped", hostAndPort(edgeAddress));
    }

    private static String hostAndPort(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private static CompletableFuture<Void> release(Session session) {
        var released = new CompletableFuture<Void>();
        session.execute(() -> {
            var _ = session.release().whenComplete((nothing, failure) -> released.complete(null));
        });
        return released;
    }

    private static void await(Collection<? extends CompletableFuture<?>> farewells) {
        CompletableFuture.allOf(farewells.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
