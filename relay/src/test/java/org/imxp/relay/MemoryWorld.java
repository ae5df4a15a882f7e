package org.imxp.relay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.TlsPolicy;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.relay.access.AccessDecisions;
import org.imxp.relay.access.DefaultAccess;
import org.imxp.relay.config.AccessDefault;
import org.imxp.relay.config.Limits;

/**
 * A relay and its endpoints in memory, run step by step. Each step moves some octets or runs one command of one session; by
 * default in a fixed order, with a generator in a random one.
 */
final class MemoryWorld implements World {
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared by its octets.
    private record InFlight(MemoryLink link, byte[] octets) {}

    /** Makes each transaction-identifier 99. */
    static final RandomGenerator CHANCE = () -> 196L << 32;

    /** An option that nobody but this relay knows: it wants to hear "please". */
    private static final List<OptionHandler> OPTIONS = List.of(new PleaseOption());

    private final Set<Address> accounts = new HashSet<>();
    private final List<MemoryLink> links = new ArrayList<>();
    private final List<EdgePeer> peers = new ArrayList<>();
    private final List<InFlight> toRelay = new ArrayList<>();
    private final List<CompletableFuture<Boolean>> lookups = new ArrayList<>();
    private final ManualTime time = new ManualTime();
    private final FarRelays farRelays = new FarRelays();
    private final List<KeptData> holding = new ArrayList<>();
    private final Mesh mesh;
    private final Edge edge;
    private Optional<RandomGenerator> random = Optional.empty();
    private boolean directoryAnswers = true;
    private boolean paused;

    MemoryWorld() {
        this(MeshBounds.of(Limits.defaults()));
    }

    MemoryWorld(MeshBounds bounds) {
        this(
                bounds,
                new DefaultAccess(List.of(
                        new AccessDefault("*@example.com", List.of("core:data")),
                        new AccessDefault("barney@rubble.com", List.of("all:none")),
                        new AccessDefault("*@rubble.com", List.of("core:data")))),
                TlsPolicy.OFF);
    }

    MemoryWorld(MeshBounds bounds, AccessDecisions access, TlsPolicy tls) {
        var domains = new ServedDomains(List.of(Domain.parse("example.com"), Domain.parse("rubble.com")));
        mesh = new Mesh(
                domains,
                bounds,
                access,
                new Outside(this::lookUp, farRelays, this::hold, time, CHANCE, OPTIONS, List.of(), true),
                MemoryWorld.links(domains),
                MemoryWorld.allowances());
        edge = new Edge(mesh, tls, new TrustingAuthentication(), new ServerNames(domains), SessionLimits.defaults());
        for (var account :
                List.of("fred@example.com", "wilma@example.com", "barney@example.com", "pebbles@rubble.com")) {
            accounts.add(Address.parse(account));
        }
    }

    private Holding hold(Attachments attachments, HeldDelivery delivery) {
        holding.add(new KeptData(attachments, delivery));
        return holding.getFirst();
    }

    /** Links to other relays, of which there are none here. */
    static RelayLinks links(ServedDomains domains) {
        return new RelayLinks(
                new OwnDomains(List.of(Set.of(domains.first()))),
                new Bindings(),
                HopBounds.defaults(),
                new ManualTime());
    }

    static PeerAllowances allowances() {
        return new PeerAllowances(PeerAllowances.Bounds.defaults(), InstantSource.fixed(Instant.EPOCH));
    }

    private CompletableFuture<Boolean> lookUp(Address endpoint) {
        var exists = new CompletableFuture<Boolean>();
        if (directoryAnswers) {
            exists.complete(accounts.contains(endpoint.parent()));
        }
        lookups.add(exists);
        return exists;
    }

    /** Looks for accounts wait until a test answers them. */
    List<CompletableFuture<Boolean>> lookupsByHand() {
        directoryAnswers = false;
        return lookups;
    }

    ManualTime time() {
        return time;
    }

    /** Lets time pass, and what it brings about. */
    void pass(int millis) {
        time.pass(millis);
        run();
    }

    FarRelays farRelays() {
        return farRelays;
    }

    KeptData holding() {
        return holding.getFirst();
    }

    Mesh mesh() {
        return mesh;
    }

    /** An endpoint that is attached. */
    EdgePeer attached(String endpoint) {
        return peer().on(Dialect.APEX, endpoint)
                .says("<attach endpoint='" + endpoint + "' transID='1' />")
                .hears("<ok />");
    }

    EdgePeer peer() {
        return newPeer().greets();
    }

    /** A peer that wants diagnostics in some languages. */
    EdgePeer peerWanting(String languages) {
        return newPeer().greets("<greeting localize='" + languages + "' />");
    }

    private EdgePeer newPeer() {
        var link = new MemoryLink(edge.accept().settings());
        links.add(link);
        var peer = new EdgePeer(this, link);
        peers.add(peer);
        return peer;
    }

    /** The order of steps is drawn from now on. */
    void shuffle(RandomGenerator generator) {
        random = Optional.of(generator);
    }

    /** Nothing moves until a step is asked for. */
    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        run();
    }

    @Override
    public void toRelay(MemoryLink link, byte[] octets) {
        toRelay.add(new InFlight(link, octets));
    }

    @Override
    public void run() {
        while (!paused && step()) {
            // Until nothing moves.
        }
    }

    /** One step; false if there is none to make. */
    boolean step() {
        var steps = new ArrayList<Runnable>();
        var seen = new HashSet<MemoryLink>();
        for (var flight : toRelay) {
            // Octets of one link stay in their order.
            if (seen.add(flight.link())) {
                steps.add(() -> {
                    toRelay.remove(flight);
                    flight.link().receive(flight.octets());
                });
            }
        }
        for (int i = 0; i < peers.size(); i++) {
            var link = links.get(i);
            var peer = peers.get(i);
            if (link.hasCommands()) {
                steps.add(link::runCommand);
            }
            if (link.hasOctets()) {
                steps.add(() -> peer.receive(link.takeOctets()));
            }
        }
        if (steps.isEmpty()) {
            return false;
        }
        steps.get(random.map(generator -> generator.nextInt(steps.size())).orElse(0))
                .run();
        return true;
    }
}
