package org.imxp.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.imxp.beep.Accepted;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.TlsPolicy;
import org.imxp.protocol.Address;
import org.imxp.protocol.Domain;
import org.imxp.relay.access.DefaultAccess;
import org.imxp.relay.config.AccessDefault;
import org.imxp.relay.store.StoreException;
import org.imxp.relay.trust.PeerDomains;

/**
 * A relay of the simulated mesh: its disk, which outlives it, and the life that it leads now, if it is running. All that a real one
 * does on other threads, or asks of its store, is a step of the simulation.
 */
final class SimulatedRelay {
    /** Reaches another relay. */
    @FunctionalInterface
    interface Calling {
        CompletionStage<HopConnecting.Connected> call(Life from, Domain relay, Domain wanted);
    }

    private final Domain domain;
    private final SimulationBounds bounds;
    private final ManualTime clock;
    private final Calling calling;
    private final SimulatedDisk disk;
    private final Set<Address> accounts;
    private final Map<Domain, Domain> routes = new HashMap<>();
    private Optional<Life> life = Optional.empty();
    private boolean reachable = true;

    SimulatedRelay(
            Domain domain,
            SimulationBounds bounds,
            ManualTime clock,
            Calling calling,
            SimulatedDisk disk,
            Set<Address> accounts) {
        this.domain = domain;
        this.bounds = bounds;
        this.clock = clock;
        this.calling = calling;
        this.disk = disk;
        this.accounts = accounts;
    }

    Domain domain() {
        return domain;
    }

    SimulatedDisk disk() {
        return disk;
    }

    void route(Domain to, Domain relay) {
        routes.put(to, relay);
    }

    Optional<Life> life() {
        return life;
    }

    /** Whether others reach it. */
    boolean isReachable() {
        return reachable && life.isPresent();
    }

    void reachable(boolean now) {
        reachable = now;
    }

    /** Starts it, with what is on its disk. Does nothing when it runs already. */
    void start() {
        if (life.isEmpty()) {
            life = Optional.of(new Life());
        }
    }

    /** Ends it at once: what was in memory is gone. */
    void crash() {
        life.ifPresent(running -> running.over = true);
        life = Optional.empty();
    }

    /** One run of the relay, from its start to its crash. */
    final class Life implements Time {
        private record Lookup(boolean exists, CompletableFuture<Boolean> answer) {}

        private final List<Runnable> tasks = new ArrayList<>();
        private final List<Lookup> lookups = new ArrayList<>();
        private final List<StoredHolding> holding = new ArrayList<>();
        private final Bindings bindings = new Bindings();
        private final RelayTable table;
        private final Mesh mesh;
        private final Edge edge;
        private final MeshListener listener;
        private int alarms;
        private boolean over;

        Life() {
            var served = new ServedDomains(List.of(domain));
            var access = new DefaultAccess(List.of(new AccessDefault("*@*", List.of("core:data"))));
            var own = new OwnDomains(List.of(Set.of(domain)));
            var policy = new ForwardPolicy(served, new PeerDomains(List.of(), Set.of()), routes::containsKey);
            table = new RelayTable(
                    own,
                    bindings,
                    policy,
                    to -> routes.getOrDefault(to, to),
                    from -> to -> calling.call(this, to, to),
                    bounds.hops(),
                    this);
            mesh = new Mesh(
                    served,
                    bounds.mesh(),
                    access,
                    new Outside(this::lookUp, table, this::hold, this, MemoryWorld.CHANCE, List.of(), List.of(), true),
                    new RelayLinks(own, bindings, bounds.hops(), this),
                    new PeerAllowances(PeerAllowances.Bounds.defaults(), this));
            var names = new ServerNames(served);
            edge = new Edge(mesh, TlsPolicy.OFF, new TrustingAuthentication(), names, SessionLimits.defaults());
            // All relays are trusted intermediaries here: what is believed is not what is simulated.
            Identification believed = (session, name) -> {
                var peer = Domain.parse(name.substring(name.indexOf('@') + 1));
                return new PeerIdentity.Relay(peer, Set.of(peer), true);
            };
            listener = new MeshListener(mesh, believed, new TrustingAuthentication(), names, SessionLimits.defaults());
        }

        private Holding hold(Attachments attachments, HeldDelivery delivery) {
            holding.add(new StoredHolding(
                    disk, bounds.held(), attachments, delivery, delivery::expired, this, this::execute, this::execute));
            return holding.getFirst();
        }

        private void execute(Runnable task) {
            tasks.add(task);
        }

        private CompletionStage<Boolean> lookUp(Address endpoint) {
            var lookup = new Lookup(accounts.contains(endpoint.parent()), new CompletableFuture<>());
            lookups.add(lookup);
            return lookup.answer();
        }

        boolean isOver() {
            return over;
        }

        SimulatedRelay relay() {
            return SimulatedRelay.this;
        }

        Mesh mesh() {
            return mesh;
        }

        Accepted atTheEdge() {
            return edge.accept();
        }

        Accepted fromRelays() {
            return listener.accept(TlsPolicy.OFF);
        }

        /** Who is called, as the caller believes. */
        Identification called(Domain relay, Domain wanted) {
            return (session, name) -> new PeerIdentity.Relay(relay, new HashSet<>(List.of(relay, wanted)), true);
        }

        // ---- steps -------------------------------------------------------------------------------------------------

        /** What can happen in it now, on whatever thread. */
        List<Runnable> steps() {
            var steps = new ArrayList<Runnable>();
            for (var task : tasks) {
                steps.add(() -> {
                    tasks.remove(task);
                    task.run();
                });
            }
            for (var lookup : lookups) {
                steps.add(() -> answer(lookup));
            }
            return steps;
        }

        private void answer(Lookup lookup) {
            lookups.remove(lookup);
            try {
                disk.firstExpiry();
                lookup.answer().complete(lookup.exists());
            } catch (StoreException e) {
                lookup.answer().completeExceptionally(e);
            }
        }

        // ---- time --------------------------------------------------------------------------------------------------

        @Override
        public Instant instant() {
            return clock.instant();
        }

        /** Alarms end with the life, and there are not more than allowed. */
        @Override
        public Alarm after(Duration delay, Runnable command) {
            if (alarms >= bounds.alarms()) {
                throw new RejectedExecutionException(alarms + " alarms wait, the most that are allowed");
            }
            alarms++;
            var pending = new boolean[] {true};
            var alarm = clock.after(delay, () -> {
                if (end(pending) && !over) {
                    command.run();
                }
            });
            return () -> {
                if (end(pending)) {
                    alarm.cancel();
                }
            };
        }

        private boolean end(boolean[] pending) {
            boolean was = pending[0];
            pending[0] = false;
            alarms -= was ? 1 : 0;
            return was;
        }

        // ---- for a look at how much there is ------------------------------------------------------------------------

        RelayTable table() {
            return table;
        }

        Bindings bindings() {
            return bindings;
        }

        StoredHolding holding() {
            return holding.getFirst();
        }

        int alarms() {
            return alarms;
        }
    }
}
