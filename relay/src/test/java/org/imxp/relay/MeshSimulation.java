package org.imxp.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.SimulatedEndpoint;
import org.imxp.protocol.Address;
import org.imxp.protocol.DataTiming;
import org.imxp.protocol.Domain;
import org.imxp.protocol.Option;

/**
 * What happens in one simulated world, drawn from one seed: applications send, come and go, while links are cut and stall, relays
 * crash, are out of reach and start again, disks fail, and time goes by. In the end all is well, and all that was held must have
 * arrived.
 */
final class MeshSimulation {
    private static final Address NOBODY = Address.parse("nobody@rubble.com");
    private static final int ACTIONS = 60;
    private static final int MOST_STEPS_BETWEEN = 40;
    private static final int MOST_ROUNDS = 500;
    private static final int ROUNDS_BETWEEN_ATTACHES = 40;
    private static final int SEVERAL = 3;
    private static final int MANY = 8;

    private final Random random;
    private final boolean calm;
    private final boolean tight;
    private final SimulatedMesh mesh;
    private int next = 1;

    MeshSimulation(long seed) {
        random = new Random(seed);
        // The first numbers of neighbouring seeds are alike.
        random.nextLong();
        calm = random.nextInt(4) == 0;
        tight = !calm && random.nextInt(3) == 0;
        mesh = new SimulatedMesh(
                random, tight ? SimulationBounds.tight() : SimulationBounds.wide(), random.nextBoolean());
    }

    Witness witness() {
        return mesh.witness();
    }

    /** Which bounds were reached, if they are tight. */
    Set<String> reached() {
        return tight ? mesh.use().reached() : Set.of();
    }

    /** Lives through it; an AssertionError tells what was wrong. */
    void run() {
        witness().note(calm ? "calm" : tight ? "tight" : "wide");
        SimulatedMesh.NAMES.forEach(name -> mesh.attach(name, false));
        mesh.rest();
        for (int i = 0; i < ACTIONS; i++) {
            act();
            for (int steps = random.nextInt(MOST_STEPS_BETWEEN); steps > 0; steps--) {
                mesh.step();
            }
        }
        end();
    }

    private void act() {
        if (calm) {
            actCalmly();
            return;
        }
        switch (random.nextInt(40)) {
            case 0 -> cut(between());
            case 1, 2 -> cut(edge());
            case 3 -> crash();
            case 4, 5, 6 -> start();
            case 7 -> reach(false);
            case 8, 9 -> reach(true);
            case 10, 11 -> leave();
            case 12, 13, 14, 15, 16 -> attach();
            case 17, 18 -> pass(Duration.ofMillis(random.nextInt(3_000)));
            case 19 -> pass(Duration.ofSeconds(random.nextInt(120)));
            case 20 -> passLong();
            case 21 -> failDisk();
            case 22 -> mesh.relay(domain()).disk().fail(false);
            case 23 -> stall(random.nextBoolean() ? between() : edge());
            case 24, 25 -> mesh.links().forEach(link -> link.stall(false));
            case 26 -> busy(true);
            case 27, 28 -> busy(false);
            default -> send();
        }
    }

    /** Nothing goes wrong, and time goes by when nothing is under way. The first application stays, and it alone sends. */
    private void actCalmly() {
        switch (random.nextInt(10)) {
            case 0 -> leave();
            case 1, 2 -> attach();
            case 3 -> {
                mesh.rest();
                pass(Duration.ofSeconds(random.nextInt(10)));
            }
            default -> send();
        }
    }

    // ---- applications ----------------------------------------------------------------------------------------------

    private Domain domain() {
        return SimulatedMesh.DOMAINS.get(random.nextInt(SimulatedMesh.DOMAINS.size()));
    }

    private Address name() {
        return SimulatedMesh.NAMES.get(random.nextInt(SimulatedMesh.NAMES.size()));
    }

    private Address sender() {
        return calm ? SimulatedMesh.NAMES.getFirst() : name();
    }

    private Address whoMayLeave() {
        return calm ? SimulatedMesh.NAMES.get(1 + random.nextInt(SimulatedMesh.NAMES.size() - 1)) : name();
    }

    private void send() {
        var from = sender();
        var endpoint = mesh.endpoint(from);
        if (!endpoint.isAttached()) {
            return;
        }
        var recipients = recipients();
        var options = options();
        // Several in a row show their order, and many meet the bounds.
        int several = tight ? MANY : SEVERAL;
        boolean minded = !calm && options.expiry().isEmpty() && random.nextInt(tight ? 3 : 12) == 0;
        for (int count = random.nextInt(3) == 0 ? several : 1; count > 0; count--) {
            // Nobody reads the report of a delay, but the relay minds the time, and has room for the report.
            var minding = options.withStatus(SendOptions.Status.NONE).with(delay());
            send(from, endpoint, recipients, minded ? minding : options);
        }
    }

    private void send(Address from, SimulatedEndpoint endpoint, List<Address> recipients, SendOptions options) {
        var expiry = options.expiry();
        int number = next++;
        boolean holds =
                options.options().stream().anyMatch(option -> option.name().equals(OptionProcessing.HOLD));
        witness().sent(new Witness.Sent(number, from, holds, expiry, mesh.time().instant()), recipients);
        endpoint.send(
                options,
                Witness.text(number),
                recipients,
                (recipient, outcome) -> witness().claimed(number, recipient, outcome));
    }

    private Option delay() {
        return new DataTiming(0, 0, 1 + random.nextInt(60_000), false).option(next);
    }

    private List<Address> recipients() {
        var all = new ArrayList<Address>();
        int count = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
        while (all.size() < count) {
            var to = random.nextInt(15) == 0 ? NOBODY : name();
            if (!all.contains(to)) {
                all.add(to);
            }
        }
        return all;
    }

    private SendOptions options() {
        var options = SendOptions.DEFAULT;
        if (random.nextInt(3) > 0) {
            options = options.held();
        }
        if (random.nextInt(6) == 0) {
            options = options.expiringAfter(Duration.ofMillis(1 + random.nextInt(100_000)));
        }
        if (random.nextInt(10) == 0) {
            options = options.withStatus(SendOptions.Status.TRACE);
        }
        if (!calm && random.nextInt(10) == 0) {
            options = options.withStatus(SendOptions.Status.NONE);
        }
        if (!calm && random.nextInt(10) == 0) {
            // What a relay on the way says of that is not believed, and so nothing is known.
            options = options.withMostHops(1 + random.nextInt(3));
        }
        if (random.nextInt(10) == 0) {
            options = options.withForm(SendOptions.Form.MULTIPART);
        }
        return options;
    }

    private void attach() {
        var name = whoMayLeave();
        if (mesh.endpoint(name).isAway()) {
            witness().note("attach " + name);
            mesh.attach(name, random.nextBoolean());
        }
    }

    private void leave() {
        var name = whoMayLeave();
        witness().note("leave " + name);
        mesh.endpoint(name).leave();
    }

    private void busy(boolean now) {
        var name = name();
        witness().note((now ? "busy " : "idle ") + name);
        mesh.busy(name, now);
    }

    // ---- the rest of the world -------------------------------------------------------------------------------------

    private Optional<SimulatedLink> between() {
        return one(mesh.links().stream().filter(SimulatedLink::isBetweenRelays).toList());
    }

    private Optional<SimulatedLink> edge() {
        return one(mesh.links().stream().filter(link -> !link.isBetweenRelays()).toList());
    }

    private Optional<SimulatedLink> one(List<SimulatedLink> links) {
        return links.isEmpty() ? Optional.empty() : Optional.of(links.get(random.nextInt(links.size())));
    }

    private void cut(Optional<SimulatedLink> which) {
        which.ifPresent(link -> {
            witness().note("cut a link");
            link.cut(random.nextBoolean());
        });
    }

    private void stall(Optional<SimulatedLink> which) {
        which.ifPresent(link -> {
            witness().note("stall a link");
            link.stall(true);
        });
    }

    private void crash() {
        var relay = mesh.relay(domain());
        witness().note("crash " + relay.domain());
        mesh.crash(relay, random.nextBoolean());
    }

    private void start() {
        var relay = mesh.relay(domain());
        relay.disk().fail(false);
        relay.start();
    }

    private void reach(boolean now) {
        var relay = mesh.relay(domain());
        witness().note((now ? "reachable " : "out of reach ") + relay.domain());
        relay.reachable(now);
    }

    private void failDisk() {
        var relay = mesh.relay(domain());
        witness().note("disk fails " + relay.domain());
        relay.disk().fail(true);
    }

    private void pass(Duration duration) {
        witness().note("pass " + duration);
        mesh.pass(duration);
    }

    private void passLong() {
        pass(Duration.ofMinutes(random.nextInt(3 * 60)));
    }

    // ---- the end ---------------------------------------------------------------------------------------------------

    /** All is well again; who was given up on attaches, and what is held is delivered. */
    private void end() {
        witness().note("the end");
        mesh.heal();
        mesh.rest();
        for (int round = 0; !isDone(); round++) {
            if (round == MOST_ROUNDS) {
                SimulatedMesh.NAMES.stream()
                        .filter(name -> !mesh.endpoint(name).isAttached())
                        .forEach(name -> witness().fault(name + " can't attach"));
                witness().fault("what is held is not delivered");
                break;
            }
            if (tight && round % ROUNDS_BETWEEN_ATTACHES == 0) {
                // Where there were no alarms for a retry, somebody has to come for what is held.
                mesh.links().forEach(link -> link.cut(false));
                mesh.rest();
            }
            SimulatedMesh.NAMES.stream()
                    .filter(name -> mesh.endpoint(name).isAway())
                    .forEach(name -> mesh.attach(name, true));
            mesh.rest();
            pass(StoredHolding.RETRY);
            mesh.rest();
        }
        // Reports that wait for relays are given up by then.
        for (int minutes = 0; minutes < 5; minutes++) {
            pass(Duration.ofMinutes(1));
            mesh.rest();
        }
        witness().end(calm);
        mesh.checkRest();
    }

    private boolean isDone() {
        return mesh.isAllDelivered()
                && SimulatedMesh.NAMES.stream()
                        .allMatch(name -> mesh.endpoint(name).isAttached());
    }
}
