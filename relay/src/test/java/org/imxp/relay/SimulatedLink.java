package org.imxp.relay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A session of the simulated mesh, with what is on its way: octets in pieces, in their order, until the link is cut. */
final class SimulatedLink {
    /** One end, and who is there. */
    private static final class Side {
        private final MemoryLink link;
        private final Optional<SimulatedRelay.Life> owner;
        private byte[] arriving = {};
        private boolean lost;
        private boolean told;

        Side(MemoryLink link, Optional<SimulatedRelay.Life> owner) {
            this.link = link;
            this.owner = owner;
        }

        /** A relay that has crashed does nothing more. */
        boolean isAlive() {
            return owner.filter(SimulatedRelay.Life::isOver).isEmpty();
        }

        boolean isOver() {
            return !isAlive() || told;
        }
    }

    private final Side caller;
    private final Side called;
    private boolean broken;
    private boolean losing;
    private boolean stalled;

    SimulatedLink(
            MemoryLink caller,
            Optional<SimulatedRelay.Life> callersRelay,
            MemoryLink called,
            SimulatedRelay.Life calledRelay) {
        this.caller = new Side(caller, callersRelay);
        this.called = new Side(called, Optional.of(calledRelay));
    }

    /** Whether both sides know that it is over, so that nothing happens on it any more. */
    boolean isOver() {
        return isOver(caller) && isOver(called);
    }

    private static boolean isOver(Side side) {
        return side.isOver() && (!side.isAlive() || !side.link.hasCommands());
    }

    boolean isBetweenRelays() {
        return caller.owner.isPresent();
    }

    boolean touches(SimulatedRelay.Life life) {
        return caller.owner.filter(life::equals).isPresent()
                || called.owner.filter(life::equals).isPresent();
    }

    /** Nothing moves on it until the flag is taken back. */
    void stall(boolean now) {
        stalled = now;
    }

    boolean isStalled() {
        return stalled;
    }

    /** Cuts it: each side notices when its turn comes, and may get what was on its way until then. */
    void cut(boolean losingAll) {
        broken = true;
        losing |= losingAll;
        caller.lost = true;
        called.lost = true;
    }

    /** What can happen on it now. */
    List<Runnable> steps(RandomGenerator random) {
        var steps = new ArrayList<Runnable>();
        steps(caller, called, random, steps);
        steps(called, caller, random, steps);
        return steps;
    }

    private void steps(Side side, Side other, RandomGenerator random, List<Runnable> steps) {
        if (side.isAlive() && side.link.hasCommands()) {
            steps.add(side.link::runCommand);
        }
        if (!side.isAlive() || side.told || (stalled && !broken)) {
            return;
        }
        boolean comes = !losing && (side.arriving.length > 0 || (other.link.hasOctets() && !other.told));
        if (comes) {
            steps.add(() -> receive(side, other, random));
        }
        boolean ends = side.lost || (!comes && (other.link.isClosed() || !other.isAlive() || other.told));
        if (ends) {
            steps.add(() -> {
                side.told = true;
                side.link.cut();
            });
        }
    }

    private static void receive(Side side, Side other, RandomGenerator random) {
        var octets = side.arriving.length > 0 ? side.arriving : other.link.takeOctets();
        int size = random.nextInt(8) == 0 ? random.nextInt(octets.length) + 1 : octets.length;
        side.arriving = Arrays.copyOfRange(octets, size, octets.length);
        side.link.receive(size == octets.length ? octets : Arrays.copyOf(octets, size));
    }
}
