package org.imxp.beep.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.imxp.beep.Channel;
import org.imxp.beep.PayloadStream;
import org.imxp.beep.Role;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionProbe;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.TlsPolicy;
import org.jspecify.annotations.Nullable;

/** One side of a connection: its session and its applications, who do as chance has it. */
final class Peer implements SessionListener {
    /** What a reply of the session itself takes up. */
    private static final int OWN_REPLY = 10_000;

    private final World world;
    private final Pair pair;
    private final String name;
    private final Role role;
    private final End end;
    private final SessionLimits limits;
    private final SessionSettings settings;
    private final Session session;
    private final Doorkeeper doorkeeper = new Doorkeeper(this);
    private final Wishes wishes = new Wishes(this);
    private final List<App> apps = new ArrayList<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final List<PayloadStream> givenStreams = new ArrayList<>();
    private int largestGiven;
    private int epoch;
    private boolean resetting;
    private @Nullable SessionEnd ended;

    Peer(World world, Pair pair, String name, Role role) {
        this.world = world;
        this.pair = pair;
        this.name = name;
        this.role = role;
        this.limits = world.terms().limits(world.chance());
        this.end = new End(world, name, new WireWatch(world.trace(), name, world.terms(), limits, world::violated));
        var served = SessionSettings.serving(Profiles.of(this).toArray(org.imxp.beep.Profile[]::new))
                .withLimits(limits)
                .withServerNames(Wishes::isServed)
                .withTls(
                        chance().oneIn(12)
                                ? TlsPolicy.REQUIRED
                                : chance().oneIn(3) ? TlsPolicy.OFF : TlsPolicy.OPTIONAL);
        this.settings = chance().oneIn(2) ? served.withAuthentication(doorkeeper) : served;
        this.session = new Session(role, settings, end, this);
    }

    void connect(Peer other) {
        end.connect(session, other.end, reset -> {
            resetting = true;
            epoch++;
            reset.run();
            resetting = false;
        });
    }

    void open() {
        if (role == Role.LISTENER && chance().oneIn(80)) {
            wishes.unavailable();
            session.openUnavailable(Wishes.UNAVAILABLE);
        } else {
            session.open();
        }
    }

    // ---- what it is ------------------------------------------------------------------------------------------------

    Session session() {
        return session;
    }

    SessionSettings settings() {
        return settings;
    }

    SessionLimits limits() {
        return limits;
    }

    Wishes wishes() {
        return wishes;
    }

    Doorkeeper doorkeeper() {
        return doorkeeper;
    }

    End end() {
        return end;
    }

    List<App> apps() {
        return apps;
    }

    int epoch() {
        return epoch;
    }

    Chance chance() {
        return world.chance();
    }

    Terms terms() {
        return world.terms();
    }

    Pair pair() {
        return pair;
    }

    @Nullable
    SessionEnd ended() {
        return ended;
    }

    /** Whether nothing has happened that breaks off what was begun. */
    boolean goesOn() {
        return session.isAlive() && !resetting;
    }

    int nextId() {
        return world.nextId();
    }

    int messageSize() {
        return chance().size(terms().largest());
    }

    /** Mostly what the other side may take. */
    int replySize() {
        var size = chance().size(terms().largest());
        return chance().oneIn(50) && terms().tight()
                ? size
                : Math.min(size, pair.other(this).limits.message());
    }

    Lane lane(boolean mine, int number) {
        return pair.lane(new Lane.Key(mine == (role == Role.INITIATOR), epoch, number));
    }

    // ---- what it does ----------------------------------------------------------------------------------------------

    void note(String what) {
        world.trace().line(name + " " + what);
    }

    void violated(String what) {
        world.violated(name + " " + what);
    }

    void promises(String what, CompletableFuture<?> future) {
        pair.promises(name + " " + what, future);
    }

    /** Something else on top, in the middle of a call. */
    void meddle() {
        world.meddle(this);
    }

    void act() {
        if (session.isAlive()) {
            wishes.act();
        }
    }

    void later(Deed deed) {
        deeds.add(deed);
    }

    void owes(Deed reply) {
        if (!chance().oneIn(2) || !reply.goOn()) {
            later(reply);
        }
    }

    void hasGiven(int octets) {
        largestGiven = Math.max(largestGiven, octets);
    }

    void gives(PayloadStream stream) {
        givenStreams.add(stream);
    }

    /** Goes on with one of the deeds; tells whether there was one. */
    boolean goOn() {
        if (deeds.isEmpty()) {
            return false;
        }
        var deed = deeds.remove(chance().below(deeds.size()));
        if (!deed.goOn()) {
            deeds.add(deed);
        }
        return true;
    }

    void goOnWithAll() {
        for (var deed : List.copyOf(deeds)) {
            if (deeds.remove(deed) && !deed.goOn()) {
                deeds.add(deed);
            }
        }
    }

    void closeAll() {
        List.copyOf(apps).stream()
                .filter(app -> !app.isClosed() && app.channel().isOpen())
                .forEach(wishes::close);
    }

    void started(App app, Channel channel) {
        app.attach(channel);
        apps.removeIf(App::isClosed);
        apps.add(app);
        if (chance().oneIn(4)) {
            app.send();
        }
        meddle();
    }

    // ---- what has to hold ------------------------------------------------------------------------------------------

    void check() {
        var held = SessionProbe.held(session);
        var written =
                givenStreams.stream().mapToLong(PayloadStream::queuedOctets).sum();
        if (held < 0 || held > limits.held() + largestGiven + written + OWN_REPLY) {
            violated("holds " + held + " octets, allowed are " + limits.held() + ", " + largestGiven + ", " + written);
        }
    }

    void checkNothingHeld() {
        var held = SessionProbe.held(session);
        if (held != 0) {
            violated("holds " + held + " octets, though all is quiet");
        }
        var left = SessionProbe.windowsLeft(session);
        var ofZero = session.isAlive() ? limits.window() - SessionLimits.INITIAL_WINDOW : 0;
        if (left > limits.windows() || left < limits.windows() - ofZero) {
            violated("has " + left + " octets of windows left, of " + limits.windows());
        }
    }

    @Override
    public void greeted(Session greeted, org.imxp.beep.Greeting greeting) {
        note("is greeted");
        meddle();
    }

    @Override
    public void authenticated(Session authenticated, String identity) {
        note("knows " + identity);
        meddle();
    }

    @Override
    public void failed(Session failed, RuntimeException fault) {
        world.violated(name + " has a fault: " + fault, fault);
    }

    @Override
    public void ended(Session now, SessionEnd how) {
        note("ends: " + how);
        if (ended != null || now.isAlive()) {
            violated("ends twice");
        }
        ended = how;
        if (!apps.stream().allMatch(App::isClosed)) {
            violated("ends before its channels are closed");
        }
        if (!pair.mayEnd(this, how)) {
            violated("ends without need: " + how);
        }
        meddle();
    }
}
