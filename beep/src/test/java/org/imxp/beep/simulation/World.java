package org.imxp.beep.simulation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some connections and what happens on them, all of it from one seed: the same seed gives the same world.
 *
 * <p>Used once, by one thread.
 */
final class World {
    private static final int ROUNDS = 20_000;
    private static final long BEYOND_ALL_TIMES = 61_000;

    private final long seed;
    private final Chance chance;
    private final Trace trace = new Trace();
    private final VirtualClock clock = new VirtualClock();
    private final Terms terms;
    private final List<Pair> pairs = new ArrayList<>();
    private @Nullable AssertionError violation;
    private boolean settling;
    private int depth;
    private int ids;

    World(long seed) {
        this.seed = seed;
        chance = new Chance(seed);
        terms = Terms.draw(chance);
    }

    /**
     * Lives through it.
     *
     * @return a hash of all that happened
     * @throws AssertionError if something did not hold
     */
    long run() {
        try {
            begin();
            for (var left = terms.steps(); left > 0; left--) {
                step();
                check();
            }
            end();
            return trace.hash();
        } catch (RuntimeException e) {
            throw report(e);
        } catch (AssertionError e) {
            throw report(violation == null ? e : violation);
        }
    }

    private AssertionError report(Throwable what) {
        return new AssertionError(
                what.getMessage() + "\nreplay: mvn verify -pl beep -am -Dtest=SimulationTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dimxp.simulation.seed=" + seed + "\n" + terms
                        + "\n" + trace.end(),
                what);
    }

    // ---- what happens ----------------------------------------------------------------------------------------------

    private void begin() {
        for (var number = chance.between(1, 2); number > 0; number--) {
            pairs.add(new Pair(this, String.valueOf(number)));
        }
        pairs.forEach(Pair::open);
    }

    private void step() {
        var pair = chance.of(pairs);
        switch (chance.below(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> pair.move();
            case 9, 10, 11, 12, 13 -> pair.some().act();
            case 14, 15, 16, 17 -> pair.some().goOn();
            case 18 -> pair.disturb();
            default -> clock.turn(chance.below(200));
        }
    }

    /** In the middle of a callback an application may do anything, also on another session. */
    void meddle(Peer peer) {
        if (settling || depth > 1 || !chance.oneIn(8)) {
            return;
        }
        depth++;
        var who = chance.oneIn(6) ? chance.of(pairs).some() : peer;
        if (!chance.oneIn(3) || !who.goOn()) {
            who.act();
        }
        depth--;
    }

    private void settle() {
        settling = true;
        var before = trace.hash() + 1;
        for (var left = ROUNDS; before != trace.hash(); left--) {
            if (left == 0) {
                violated("it goes on for ever");
            }
            before = trace.hash();
            pairs.forEach(Pair::moveOn);
            check();
        }
    }

    private void end() {
        pairs.forEach(Pair::calm);
        settle();
        var quiet = pairs.stream().filter(Pair::isQuiet).toList();
        quiet.forEach(Pair::checkPromises);
        if (chance.oneIn(2)) {
            quiet.stream().flatMap(pair -> pair.peers().stream()).forEach(Peer::closeAll);
            settle();
            quiet.forEach(this::checkQuiet);
            quiet.forEach(pair -> pair.some().wishes().release());
            settle();
            quiet.stream().flatMap(pair -> pair.peers().stream()).forEach(peer -> {
                if (peer.session().isAlive()) {
                    peer.violated("was not released");
                }
            });
        }
        clock.turn(BEYOND_ALL_TIMES);
        settle();
        pairs.stream().filter(pair -> !pair.isStalled()).forEach(Pair::checkPromises);
        pairs.forEach(Pair::cut);
        settle();
        pairs.forEach(this::checkOver);
    }

    // ---- what has to hold ------------------------------------------------------------------------------------------

    private void check() {
        if (violation != null) {
            throw violation;
        }
        pairs.forEach(pair -> pair.peers().forEach(Peer::check));
    }

    private void checkQuiet(Pair pair) {
        pair.checkPromises();
        pair.peers().forEach(Peer::checkNothingHeld);
    }

    private void checkOver(Pair pair) {
        checkQuiet(pair);
        pair.peers().forEach(peer -> {
            if (peer.ended() == null) {
                peer.violated("has not ended");
            }
        });
    }

    /** Something does not hold. It is remembered too: whoever called may swallow what is thrown. */
    void violated(String what) {
        violated(what, null);
    }

    void violated(String what, @Nullable Throwable cause) {
        var now = new AssertionError(what, cause);
        if (violation == null) {
            violation = now;
        }
        throw now;
    }

    Chance chance() {
        return chance;
    }

    Trace trace() {
        return trace;
    }

    VirtualClock clock() {
        return clock;
    }

    Terms terms() {
        return terms;
    }

    int nextId() {
        return ++ids;
    }
}
