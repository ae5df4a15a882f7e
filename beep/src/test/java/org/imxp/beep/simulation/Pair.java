package org.imxp.beep.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.Role;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.TlsPolicy;

/** Two peers and the connection between them. */
final class Pair {
    /** Something that may not wait for ever. */
    private record Promise(String what, CompletableFuture<?> future) {}

    private final World world;
    private final Peer initiator;
    private final Peer listener;
    private final Map<Lane.Key, Lane> lanes = new HashMap<>();
    private final List<Promise> promises = new ArrayList<>();
    private final List<CompletableFuture<?>> securing = new ArrayList<>();
    private boolean cut;
    private boolean stalled;

    Pair(World world, String name) {
        this.world = world;
        initiator = new Peer(world, this, name + "I", Role.INITIATOR);
        listener = new Peer(world, this, name + "L", Role.LISTENER);
        initiator.connect(listener);
        listener.connect(initiator);
    }

    void open() {
        var first = world.chance().oneIn(2) ? initiator : listener;
        first.open();
        other(first).open();
    }

    Peer other(Peer peer) {
        return peer == initiator ? listener : initiator;
    }

    List<Peer> peers() {
        return List.of(initiator, listener);
    }

    Peer some() {
        return world.chance().oneIn(2) ? initiator : listener;
    }

    Lane lane(Lane.Key key) {
        return lanes.computeIfAbsent(key, _ -> new Lane());
    }

    void promises(String what, CompletableFuture<?> future) {
        if (!future.isDone()) {
            promises.add(new Promise(what, future));
        }
    }

    void securing(CompletableFuture<?> secured) {
        securing.add(secured);
    }

    // ---- the network -----------------------------------------------------------------------------------------------

    /** Something happens on the connection, if it can. */
    void move() {
        var end = some().end();
        switch (world.chance().below(5)) {
            case 0 -> end.shakeHands();
            case 1 -> end.finishHandshake();
            case 2 -> end.carry(world.chance().between(1, 100));
            default ->
                end.carry(
                        world.chance().oneIn(2)
                                ? Integer.MAX_VALUE
                                : world.chance().between(1, 6000));
        }
    }

    void disturb() {
        var end = some().end();
        switch (world.chance().below(8)) {
            case 0, 1 -> end.block(true);
            case 2, 3 -> end.block(false);
            case 4 -> end.stall(true);
            case 5, 6 -> end.stall(false);
            default -> {
                if (world.terms().cuts() && world.chance().oneIn(4)) {
                    cut();
                }
            }
        }
    }

    void cut() {
        world.trace().line("the connection is cut");
        cut = true;
        initiator.end().cut();
    }

    /** Everything that can move moves. */
    void moveOn() {
        for (var peer : peers()) {
            peer.end().block(false);
            if (peer.end().carry(Integer.MAX_VALUE)) {
                world.trace().line("moved");
            }
            peer.end().shakeHands();
            peer.end().finishHandshake();
            peer.goOnWithAll();
        }
    }

    /** From now on nothing is in the way, or one side does not read any more. */
    void calm() {
        stalled = world.chance().oneIn(20);
        initiator.end().stall(stalled);
        listener.end().stall(false);
    }

    // ---- what has to hold ------------------------------------------------------------------------------------------

    boolean isQuiet() {
        return !stalled
                && initiator.session().isAlive()
                && listener.session().isAlive()
                && securing.stream().allMatch(CompletableFuture::isDone)
                && !initiator.end().isSecuring()
                && !listener.end().isSecuring();
    }

    boolean isStalled() {
        return stalled;
    }

    void checkPromises() {
        promises.removeIf(promise -> promise.future().isDone());
        if (!promises.isEmpty()) {
            world.violated("for ever waits " + promises.getFirst().what() + ", and " + (promises.size() - 1) + " more");
        }
        for (var lane : lanes.values()) {
            if (!lane.awaited.isEmpty()) {
                world.violated(
                        "for ever waits message " + lane.awaited.element().id());
            }
        }
    }

    /** Whether a session of ours may end like that. */
    boolean mayEnd(Peer peer, SessionEnd end) {
        var other = other(peer);
        return switch (end.kind()) {
            case RELEASED -> initiator.wishes().releases() || listener.wishes().releases();
            case LOST -> cut || other.ended() != null;
            case TERMINATED -> mayTerminate(peer, end.reason());
            case FAULT -> mayFault(peer, end.reason());
        };
    }

    private boolean mayTerminate(Peer peer, String reason) {
        if (reason.contains("both peers asked for TLS at once")) {
            return initiator.wishes().wantsTls() && listener.wishes().wantsTls();
        }
        if (reason.contains("TLS is required here")) {
            return peer.settings().tls() == TlsPolicy.REQUIRED;
        }
        if (reason.contains("the peer could not prove itself")) {
            return peer.doorkeeper().distrusts();
        }
        if (reason.startsWith("released while")) {
            return peer.wishes().releases();
        }
        return reason.equals(Wishes.ENOUGH)
                ? peer.wishes().terminates()
                : reason.equals(Wishes.UNAVAILABLE) && peer.wishes().isUnavailable();
    }

    private boolean mayFault(Peer peer, String reason) {
        if (reason.contains("would hold over") || reason.contains("the most that is allowed here")) {
            return world.terms().tight();
        }
        if (reason.contains("is not available")) {
            return other(peer).wishes().isUnavailable();
        }
        if (reason.contains("has not greeted within")) {
            return stalled;
        }
        if (reason.contains("has not authenticated within")) {
            return peer.settings().authentication().isPresent()
                    && peer.session().identity().isEmpty();
        }
        if (reason.contains("has not started TLS within")) {
            return peer.settings().tls() == TlsPolicy.REQUIRED;
        }
        return reason.contains("TLS has not been agreed on within") && (stalled || isHeldUp());
    }

    /** Who is ready for TLS sends nothing, not even what the other waits for. */
    private boolean isHeldUp() {
        return initiator.end().watch().isHeldUp() || listener.end().watch().isHeldUp();
    }
}
