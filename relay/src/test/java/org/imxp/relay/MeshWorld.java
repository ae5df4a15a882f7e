package org.imxp.relay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.imxp.beep.Greeting;
import org.imxp.beep.Profile;
import org.imxp.beep.Role;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionEndedException;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsPolicy;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;
import org.imxp.relay.access.AccessBounds;
import org.imxp.relay.access.AccessService;
import org.imxp.relay.access.AccessTable;
import org.imxp.relay.access.DefaultAccess;
import org.imxp.relay.access.KeptRows;
import org.imxp.relay.config.AccessDefault;
import org.imxp.relay.config.Limits;
import org.imxp.relay.contact.ContactBounds;
import org.imxp.relay.contact.ContactService;
import org.imxp.relay.contact.KeptContacts;
import org.imxp.relay.presence.MemoryPresence;
import org.imxp.relay.trust.PeerDomains;

/**
 * Several relays and their endpoints in memory, run step by step, as {@link MemoryWorld} is for one. Relays find each other by
 * domain, and take each other's word for who they are; links between them are cut when a test says so.
 */
final class MeshWorld implements World {
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared by its octets.
    private record InFlight(MemoryLink link, byte[] octets) {}

    /** One session between two relays. */
    private record Line(Domain from, Domain to, MemoryLink caller, MemoryLink called) {}

    /** One relay. */
    private final class Member {
        private final Mesh mesh;
        private final Edge edge;
        private final MeshListener listener;
        private final Set<Domain> trusted;

        Member(Domain domain, Set<Domain> trusted) {
            this.trusted = trusted;
            var served = new ServedDomains(List.of(domain));
            var rows = new KeptRows();
            var access = AccessTable.load(
                    new DefaultAccess(List.of(new AccessDefault(
                            isOpen ? "*@*" : "*@" + domain,
                            List.of("core:data", "presence:subscribe", "presence:watch")))),
                    rows);
            var bindings = new Bindings();
            var own = new OwnDomains(List.of(Set.of(domain)));
            var policy = new ForwardPolicy(served, new PeerDomains(List.of(), blocked), routes::containsKey);
            var table = new RelayTable(
                    own, bindings, policy, to -> nextHop(domain, to), from -> to -> call(from, to), bounds, time);
            mesh = new Mesh(
                    served,
                    MeshBounds.of(Limits.defaults()),
                    access,
                    new Outside(
                            endpoint -> CompletableFuture.completedFuture(true),
                            table,
                            KeptData::new,
                            time,
                            MemoryWorld.CHANCE,
                            List.of(),
                            List.of(
                                    around -> AccessService.open(
                                            around, access, rows, AccessBounds.of(Limits.defaults()), Runnable::run),
                                    around -> MemoryPresence.make(around, access),
                                    around -> ContactService.open(
                                            around,
                                            access,
                                            new KeptContacts(),
                                            ContactBounds.of(Limits.defaults()),
                                            Runnable::run,
                                            Runnable::run)),
                            reportsTransit),
                    new RelayLinks(own, bindings, bounds, time),
                    new PeerAllowances(allowances, time));
            edge = new Edge(
                    mesh,
                    TlsPolicy.OFF,
                    new TrustingAuthentication(),
                    new ServerNames(served),
                    SessionLimits.defaults());
            Identification believed = (session, name) -> relay(Domain.parse(name.substring(name.indexOf('@') + 1)));
            listener = new MeshListener(
                    mesh, believed, new TrustingAuthentication(), new ServerNames(served), SessionLimits.defaults());
        }

        /** A peer, as this relay takes it. */
        private PeerIdentity relay(Domain peer) {
            return new PeerIdentity.Relay(peer, Set.of(peer), trusted.contains(peer));
        }
    }

    private final ManualTime time = new ManualTime();
    private final HopBounds bounds;
    private final PeerAllowances.Bounds allowances;
    private final Map<Domain, Member> members = new HashMap<>();
    private final Map<Domain, Domain> routes = new HashMap<>();
    private final Map<Domain, Map<Domain, Domain>> ownRoutes = new HashMap<>();
    private final Set<Domain> blocked = new HashSet<>();
    private final Set<Domain> unreachable = new HashSet<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<MemoryLink, EdgePeer> peers = new HashMap<>();
    private final List<MemoryLink> links = new ArrayList<>();
    private final List<InFlight> flying = new ArrayList<>();
    private Optional<RandomGenerator> random = Optional.empty();
    private boolean reportsTransit = true;
    private boolean isOpen = true;
    private int calls;
    private boolean stalled;
    private boolean paused;

    MeshWorld() {
        this(HopBounds.defaults(), PeerAllowances.Bounds.defaults());
    }

    MeshWorld(HopBounds bounds, PeerAllowances.Bounds allowances) {
        this.bounds = bounds;
        this.allowances = allowances;
    }

    // ---- what there is ---------------------------------------------------------------------------------------------

    /** A relay of a domain, which believes some others about all domains. */
    MeshWorld relay(String domain, String... trusted) {
        var others = new LinkedHashSet<Domain>();
        for (var other : trusted) {
            others.add(Domain.parse(other));
        }
        members.put(Domain.parse(domain), new Member(Domain.parse(domain), others));
        return this;
    }

    /** Relays made from now on do not talk with a domain. */
    MeshWorld blocking(String domain) {
        blocked.add(Domain.parse(domain));
        return this;
    }

    /** Relays made from now on tell nothing of what only passes through. */
    MeshWorld silentInTransit() {
        reportsTransit = false;
        return this;
    }

    /** Endpoints of relays made from now on let nobody of other domains do anything. */
    MeshWorld reserved() {
        isOpen = false;
        return this;
    }

    /** Data for a domain go to the relay of another one, from everywhere. */
    MeshWorld route(String domain, String relay) {
        routes.put(Domain.parse(domain), Domain.parse(relay));
        return this;
    }

    /** Data for a domain go from one relay to another, whatever the others do. */
    MeshWorld routeFrom(String from, String domain, String relay) {
        ownRoutes
                .computeIfAbsent(Domain.parse(from), none -> new HashMap<>())
                .put(Domain.parse(domain), Domain.parse(relay));
        return this;
    }

    /** An application that is attached. */
    EdgePeer attached(String endpoint) {
        return attached(endpoint, Dialect.IMXP);
    }

    EdgePeer attached(String endpoint, Dialect dialect) {
        var domain = Domain.parse(endpoint.substring(endpoint.indexOf('@') + 1));
        return peer(domain)
                .on(dialect, endpoint)
                .says("<attach endpoint='" + endpoint + "' transID='1' />")
                .hears("<ok />");
    }

    private EdgePeer peer(Domain domain) {
        return peer(new MemoryLink(member(domain).edge.accept().settings()));
    }

    /** A relay of one's own, made of frames: on the port of relays. */
    EdgePeer rawRelay(String domain) {
        var listener = member(Domain.parse(domain)).listener.accept(TlsPolicy.OFF);
        return peer(new MemoryLink(Role.LISTENER, listener.settings(), listener.listener()));
    }

    private EdgePeer peer(MemoryLink link) {
        links.add(link);
        var peer = new EdgePeer(this, link);
        peers.put(link, peer);
        return peer.greets();
    }

    private Member member(Domain domain) {
        return Optional.ofNullable(members.get(domain)).orElseThrow();
    }

    ManualTime time() {
        return time;
    }

    // ---- what happens ----------------------------------------------------------------------------------------------

    /** From now on nobody reaches a relay. */
    MeshWorld unreachable(String domain) {
        unreachable.add(Domain.parse(domain));
        return this;
    }

    MeshWorld reachable(String domain) {
        unreachable.remove(Domain.parse(domain));
        return this;
    }

    /** Cuts all sessions between relays, with what is on its way. */
    void cut() {
        for (var line : lines) {
            flying.removeIf(flight -> flight.link() == line.caller() || flight.link() == line.called());
            line.caller().cut();
            line.called().cut();
        }
        links.removeIf(link -> lines.stream().anyMatch(line -> line.caller() == link || line.called() == link));
        lines.clear();
        run();
    }

    /** Nothing moves between relays until the flag is taken back. */
    void stall(boolean now) {
        stalled = now;
        run();
    }

    /** How often a relay called another one. */
    int calls() {
        return calls;
    }

    /** How many sessions between relays are there. */
    int lines() {
        return (int) lines.stream().filter(line -> !line.caller().isClosed()).count();
    }

    /** Nothing moves until a step is asked for. */
    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        run();
    }

    /** The order of steps is drawn from now on. */
    void shuffle(RandomGenerator generator) {
        random = Optional.of(generator);
    }

    private Domain nextHop(Domain from, Domain to) {
        var relay = ownRoutes.getOrDefault(from, Map.of()).getOrDefault(to, routes.getOrDefault(to, to));
        return relay.equals(from) ? to : relay;
    }

    private CompletionStage<HopConnecting.Connected> call(Domain from, Domain to) {
        calls++;
        if (unreachable.contains(to) || !members.containsKey(to)) {
            return CompletableFuture.failedStage(new SessionEndedException("nobody listens at " + to));
        }
        var listener = member(to).listener.accept(TlsPolicy.OFF);
        var greeted = new CompletableFuture<Session>();
        var mesh = member(from).mesh;
        Identification called = (session, name) -> member(from).relay(to);
        var settings = SessionSettings.serving(mesh.profiles(called).toArray(Profile[]::new));
        var caller = new MemoryLink(Role.INITIATOR, settings, new SessionListener() {
            @Override
            public void greeted(Session session, Greeting greeting) {
                greeted.complete(session);
            }

            @Override
            public void ended(Session session, SessionEnd end) {
                greeted.completeExceptionally(new SessionEndedException(end.reason()));
            }
        });
        var other = new MemoryLink(Role.LISTENER, listener.settings(), listener.listener());
        lines.add(new Line(from, to, caller, other));
        links.add(caller);
        links.add(other);
        return greeted.thenCompose(session -> session.authenticate(new WordOfMouth("imxp=mesh@" + from), to.toString())
                .thenCompose(none ->
                        new CallerChannel(mesh, session, from).start(to, called.identify(session, to.toString()))));
    }

    // ---- steps -----------------------------------------------------------------------------------------------------

    @Override
    public void toRelay(MemoryLink link, byte[] octets) {
        flying.add(new InFlight(link, octets));
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
        for (var flight : flying) {
            if (seen.add(flight.link())) {
                steps.add(() -> {
                    flying.remove(flight);
                    flight.link().receive(flight.octets());
                });
            }
        }
        for (var link : List.copyOf(links)) {
            if (link.hasCommands()) {
                steps.add(link::runCommand);
            }
            if (link.hasOctets()) {
                carry(link).ifPresent(steps::add);
            }
        }
        if (steps.isEmpty()) {
            return false;
        }
        steps.get(random.map(generator -> generator.nextInt(steps.size())).orElse(0))
                .run();
        return true;
    }

    private Optional<Runnable> carry(MemoryLink link) {
        var peer = peers.get(link);
        if (peer != null) {
            return Optional.of(() -> peer.receive(link.takeOctets()));
        }
        return stalled ? Optional.empty() : other(link).map(other -> () -> other.receive(link.takeOctets()));
    }

    private Optional<MemoryLink> other(MemoryLink link) {
        for (var line : lines) {
            if (line.caller() == link) {
                return Optional.of(line.called());
            }
            if (line.called() == link) {
                return Optional.of(line.caller());
            }
        }
        return Optional.empty();
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
