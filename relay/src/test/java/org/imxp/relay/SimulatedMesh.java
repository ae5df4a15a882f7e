package org.imxp.relay;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.imxp.beep.Accepted;
import org.imxp.beep.Greeting;
import org.imxp.beep.Profile;
import org.imxp.beep.Role;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionEndedException;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.endpoint.EndpointSettings;
import org.imxp.endpoint.Environment;
import org.imxp.endpoint.SimulatedEndpoint;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Domain;

/**
 * Relays and endpoints in one thread, over sessions in memory. A step moves some octets, runs a command of a session, or does what a
 * relay does elsewhere; which of all that are possible comes next is drawn. Nothing else decides what happens, so that a seed gives
 * the same world again.
 */
final class SimulatedMesh {
    static final List<Domain> DOMAINS =
            List.of(Domain.parse("example.com"), Domain.parse("rubble.com"), Domain.parse("slate.example"));
    static final List<Address> NAMES = List.of(
            Address.parse("fred@example.com"),
            Address.parse("fred/appl=im@example.com"),
            Address.parse("wilma@example.com"),
            Address.parse("barney@rubble.com"),
            Address.parse("dino@slate.example"));

    private static final int MOST_STEPS = 200_000;
    private static final int STEPS_BETWEEN_CHECKS = 10;

    /** An endpoint, the session that it has or had, and what its program does not do yet because it is busy. */
    private static final class Member {
        private final SimulatedEndpoint endpoint;
        private final List<Runnable> later;
        private Optional<SimulatedLink> link = Optional.empty();

        Member(SimulatedEndpoint endpoint, List<Runnable> later) {
            this.endpoint = endpoint;
            this.later = later;
        }
    }

    private final Random random;
    private final SimulationBounds bounds;
    private final ManualTime time = new ManualTime();
    private final Witness witness = new Witness(time);
    private final Map<Domain, SimulatedRelay> relays = new LinkedHashMap<>();
    private final Map<Address, Member> members = new LinkedHashMap<>();
    private final List<SimulatedLink> links = new ArrayList<>();
    private final Set<Address> busy = new HashSet<>();
    private final RelayUse use;
    private final boolean isTight;
    private int steps;

    /** Relays that run, and endpoints that are not attached. */
    SimulatedMesh(Random random, SimulationBounds bounds, boolean chain) {
        this.random = random;
        this.bounds = bounds;
        use = new RelayUse(bounds);
        isTight = bounds.equals(SimulationBounds.tight());
        var accounts = new HashSet<>(NAMES.stream().map(Address::parent).toList());
        for (var domain : DOMAINS) {
            var disk = new SimulatedDisk(witness::stored);
            relays.put(domain, new SimulatedRelay(domain, bounds, time, this::call, disk, accounts));
        }
        if (chain) {
            // The relay in the middle is on the way between the others.
            relay(DOMAINS.get(0)).route(DOMAINS.get(2), DOMAINS.get(1));
            relay(DOMAINS.get(2)).route(DOMAINS.get(0), DOMAINS.get(1));
            relay(DOMAINS.get(1)).route(DOMAINS.get(0), DOMAINS.get(0));
            relay(DOMAINS.get(1)).route(DOMAINS.get(2), DOMAINS.get(2));
        }
        relays.values().forEach(SimulatedRelay::start);
        NAMES.forEach(name -> members.put(name, member(name)));
    }

    private Member member(Address name) {
        var later = new ArrayList<Runnable>();
        var environment = new Environment(
                clock(),
                new Drawn(random.nextLong()),
                (delay, command) -> {
                    var done = new CompletableFuture<Void>();
                    var alarm = time.after(delay, command);
                    var _ = done.exceptionally(cancelled -> {
                        alarm.cancel();
                        return null;
                    });
                    return done;
                },
                command -> {
                    if (busy.contains(name)) {
                        later.add(command);
                    } else {
                        command.run();
                    }
                },
                Optional.empty(),
                Optional.empty());
        var settings = EndpointSettings.of(name.toString(), "")
                .relay(InetSocketAddress.createUnresolved("localhost", 1))
                .withDialect(random.nextBoolean() ? Dialect.APEX : Dialect.IMXP)
                .withLimits(bounds.endpoint())
                .withEnvironment(environment);
        return new Member(new SimulatedEndpoint(settings, text -> witness.received(name, text)), later);
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return time.instant();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    /** Randomness of a seed for those who want it secure. */
    private static final class Drawn extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final Random seeded;

        Drawn(long seed) {
            seeded = new Random(seed);
        }

        @Override
        public void nextBytes(byte[] octets) {
            seeded.nextBytes(octets);
        }
    }

    Witness witness() {
        return witness;
    }

    RelayUse use() {
        return use;
    }

    ManualTime time() {
        return time;
    }

    SimulatedRelay relay(Domain domain) {
        return Optional.ofNullable(relays.get(domain)).orElseThrow();
    }

    SimulatedEndpoint endpoint(Address name) {
        return find(name).endpoint;
    }

    private Member find(Address name) {
        return Optional.ofNullable(members.get(name)).orElseThrow();
    }

    // ---- sessions --------------------------------------------------------------------------------------------------

    /** Has an endpoint begin to attach, if its relay is there. */
    void attach(Address name, boolean overriding) {
        var member = find(name);
        relay(name.domain()).life().ifPresent(life -> {
            var word = new WordOfMouth(name.parent().toString());
            var mine = member.endpoint.attach(
                    overriding, word, new WireReader(payload -> witness.atEndpoint(name, payload)));
            member.link = Optional.of(join(mine, Optional.empty(), life.atTheEdge(), life));
        });
    }

    private SimulatedLink join(
            Accepted caller, Optional<SimulatedRelay.Life> callersRelay, Accepted called, SimulatedRelay.Life life) {
        var link = new SimulatedLink(
                new MemoryLink(Role.INITIATOR, caller.settings(), caller.listener(), Optional.of(time)),
                callersRelay,
                new MemoryLink(Role.LISTENER, watched(called.settings(), life), called.listener(), Optional.of(time)),
                life);
        links.add(link);
        return link;
    }

    private SessionSettings watched(SessionSettings settings, SimulatedRelay.Life life) {
        return settings.withTrace(new WireReader(payload -> witness.atRelay(life.relay(), payload)));
    }

    /** As a real relay calls another, but for TLS and for finding it. */
    private CompletionStage<HopConnecting.Connected> call(SimulatedRelay.Life from, Domain to, Domain wanted) {
        var other = relay(to);
        if (!other.isReachable()) {
            return CompletableFuture.failedStage(new SessionEndedException("nobody listens at " + to));
        }
        var done = new CompletableFuture<HopConnecting.Connected>();
        var late = from.after(
                bounds.hops().connectTime(), () -> done.completeExceptionally(new SessionEndedException("too late")));
        var greeted = new CompletableFuture<Session>();
        var called = from.called(to, wanted);
        var settings = SessionSettings.serving(from.mesh().profiles(called).toArray(Profile[]::new));
        var listener = new SessionListener() {
            @Override
            public void greeted(Session session, Greeting greeting) {
                greeted.complete(session);
            }

            @Override
            public void ended(Session session, SessionEnd end) {
                greeted.completeExceptionally(new SessionEndedException(end.reason()));
            }
        };
        var own = from.relay().domain();
        join(
                new Accepted(watched(settings, from), listener),
                Optional.of(from),
                other.life().orElseThrow().fromRelays(),
                other.life().orElseThrow());
        var _ = greeted.thenCompose(session -> session.authenticate(new WordOfMouth("imxp=mesh@" + own), to.toString())
                        .thenCompose(none -> new CallerChannel(from.mesh(), session, own)
                                .start(to, called.identify(session, to.toString()))))
                .whenComplete((connected, failure) -> {
                    late.cancel();
                    if (failure != null) {
                        done.completeExceptionally(failure);
                    } else if (!done.complete(connected)) {
                        connected.release();
                    }
                });
        return done.whenComplete((connected, failure) -> {
            if (failure != null) {
                var _ = greeted.thenAccept(session -> session.execute(() -> session.terminate("failed")));
            }
        });
    }

    List<SimulatedLink> links() {
        return links;
    }

    Optional<SimulatedLink> link(Address name) {
        return find(name).link;
    }

    // ---- what goes wrong -------------------------------------------------------------------------------------------

    void crash(SimulatedRelay relay, boolean losing) {
        var life = relay.life();
        relay.crash();
        life.ifPresent(
                ended -> links.stream().filter(link -> link.touches(ended)).forEach(link -> link.cut(losing)));
    }

    /** An endpoint's program does nothing for a while: neither does it take messages nor is it told of outcomes. */
    void busy(Address name, boolean now) {
        if (now) {
            busy.add(name);
            return;
        }
        busy.remove(name);
        var later = find(name).later;
        while (!later.isEmpty()) {
            later.removeFirst().run();
        }
    }

    /** All goes well again. */
    void heal() {
        for (var relay : relays.values()) {
            relay.disk().fail(false);
            relay.reachable(true);
            relay.start();
        }
        links.forEach(link -> link.stall(false));
        NAMES.forEach(name -> busy(name, false));
    }

    // ---- steps -----------------------------------------------------------------------------------------------------

    /** One step; false if there is none to make. */
    boolean step() {
        links.removeIf(SimulatedLink::isOver);
        var possible = new ArrayList<Runnable>();
        links.forEach(link -> possible.addAll(link.steps(random)));
        relays.values().forEach(relay -> relay.life().ifPresent(life -> possible.addAll(life.steps())));
        if (possible.isEmpty()) {
            return false;
        }
        possible.get(random.nextInt(possible.size())).run();
        if (isTight || steps % STEPS_BETWEEN_CHECKS == 0) {
            check();
        }
        if (++steps > MOST_STEPS) {
            throw new AssertionError("it never comes to rest");
        }
        return true;
    }

    private void check() {
        for (var relay : relays.values()) {
            relay.life().flatMap(use::excess).ifPresent(excess -> witness.fault(relay.domain() + ": " + excess));
        }
        witness.firstFault().ifPresent(fault -> {
            throw new AssertionError(fault);
        });
    }

    /** Goes on until nothing moves. */
    void rest() {
        while (step()) {
            // Until nothing moves.
        }
    }

    void pass(Duration duration) {
        time.pass(duration);
        check();
    }

    boolean isAllDelivered() {
        return relays.values().stream().allMatch(relay -> relay.disk().isEmpty());
    }

    /** Nothing is left over in any relay, now that nothing is under way. */
    void checkRest() {
        for (var relay : relays.values()) {
            relay.life()
                    .flatMap(life -> use.rest(life, links.size()))
                    .ifPresent(rest -> witness.fault(relay.domain() + " still has " + rest));
        }
        check();
    }
}
