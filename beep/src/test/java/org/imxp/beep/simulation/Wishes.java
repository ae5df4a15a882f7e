package org.imxp.beep.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.imxp.beep.PeerRefusedException;
import org.imxp.beep.ProfileOffer;
import org.imxp.beep.ReplyCode;
import org.imxp.beep.SessionEndedException;
import org.imxp.beep.StartedChannel;

/** What a side asks of its session, and what may come of it. */
final class Wishes {
    static final String UNAVAILABLE = "closed for today";
    static final String ENOUGH = "the application has had enough";

    private static final String BAD_NAME = "bad.example";
    private static final List<String> NAMES = List.of("", "a.example", "b.example", BAD_NAME);
    private static final List<String> CONTENTS = List.of("", "", "a ]]> b", "<one />", "x".repeat(2000));

    private final Peer peer;
    private boolean unavailable;
    private boolean terminates;
    private boolean releases;
    private boolean wantsTls;

    Wishes(Peer peer) {
        this.peer = peer;
    }

    static boolean isServed(String name) {
        return !name.equals(BAD_NAME);
    }

    void unavailable() {
        unavailable = true;
    }

    boolean isUnavailable() {
        return unavailable;
    }

    boolean terminates() {
        return terminates;
    }

    boolean releases() {
        return releases;
    }

    boolean wantsTls() {
        return wantsTls;
    }

    void act() {
        var chance = peer.chance();
        switch (chance.below(16)) {
            case 0, 1, 2 -> start();
            case 3, 4, 5, 6 -> onSomeChannel(App::send);
            case 7, 8 -> onSomeChannel(peer.terms().streams() ? App::begin : App::send);
            case 9 -> {
                if (chance.oneIn(2)) {
                    onSomeChannel(app -> close(app));
                }
            }
            case 10 -> {
                if (chance.oneIn(10)) {
                    release();
                }
            }
            case 11 -> {
                if (chance.oneIn(40)) {
                    terminate();
                }
            }
            case 12 -> {
                if (chance.oneIn(4)) {
                    startTls();
                }
            }
            case 13 -> {
                if (chance.oneIn(2)) {
                    authenticate();
                }
            }
            default ->
                onSomeChannel(app -> {
                    for (var left = chance.below(8); left > 0; left--) {
                        app.send();
                    }
                });
        }
    }

    private void onSomeChannel(java.util.function.Consumer<App> wish) {
        var open = peer.apps().stream().filter(app -> !app.isClosed()).toList();
        if (!open.isEmpty()) {
            wish.accept(peer.chance().of(open));
        }
    }

    // ---- channels --------------------------------------------------------------------------------------------------

    private void start() {
        var offers = new ArrayList<ProfileOffer>();
        for (var left = peer.chance().between(1, 3); left > 0; left--) {
            offers.add(new ProfileOffer(
                    peer.chance().of(Profiles.ALL), peer.chance().of(CONTENTS)));
        }
        var name = peer.chance().of(NAMES);
        var app = new App(peer);
        peer.note("starts " + offers.getFirst().uri());
        peer.promises("start", peer.session().start(name, offers, app).whenComplete((started, failure) -> {
            if (failure == null) {
                started(app, offers, started);
            } else if (cause(failure) instanceof PeerRefusedException refused) {
                refused(name, offers, refused);
            } else {
                ended("start", failure);
            }
        }));
    }

    private void started(App app, List<ProfileOffer> offers, StartedChannel started) {
        peer.note("has channel " + started.channel().number());
        var uri = started.channel().profile();
        var answered = offers.stream()
                .anyMatch(offer -> offer.uri().equals(uri)
                        && Profiles.answer(offer.content()).equals(started.content()));
        if (!answered || uri.equals(Profiles.UNKNOWN) || uri.equals(Profiles.REFUSED)) {
            peer.violated("got a channel of " + uri + " with " + started.content());
        }
        peer.started(app, started.channel());
    }

    private void refused(String name, List<ProfileOffer> offers, PeerRefusedException refused) {
        peer.note("is refused: " + refused.getMessage());
        var expected = switch (refused.code()) {
            case ReplyCode.SERVICE_NOT_AVAILABLE, ReplyCode.ENCRYPTION_REQUIRED -> true;
            case ReplyCode.NOT_AUTHORISED ->
                offers.stream()
                        .anyMatch(offer -> offer.uri().equals(Profiles.REFUSED)
                                || offer.uri().equals(Profiles.LATE));
            case ReplyCode.NOT_TAKEN ->
                offers.stream().allMatch(offer -> offer.uri().equals(Profiles.UNKNOWN));
            case ReplyCode.INVALID_PARAMETER -> !isServed(name);
            case ReplyCode.ABORTED -> peer.terms().tight();
            default -> false;
        };
        if (!expected) {
            peer.violated("is refused a start: " + refused.getMessage());
        }
    }

    void close(App app) {
        peer.note("closes channel " + app.channel().number());
        peer.promises("close", app.channel().close(ReplyCode.SUCCESS, "").whenComplete((done, failure) -> {
            if (failure == null && !app.isClosed()) {
                peer.violated("has closed a channel, which does not know it");
            }
            ended("close", failure);
        }));
    }

    // ---- the session -----------------------------------------------------------------------------------------------

    void release() {
        releases = true;
        peer.note("releases");
        peer.promises("release", peer.session().release().whenComplete((done, failure) -> ended("release", failure)));
    }

    void terminate() {
        terminates = true;
        peer.note("terminates");
        peer.session().terminate(ENOUGH);
    }

    private void startTls() {
        wantsTls = true;
        peer.note("starts TLS");
        peer.end().watch().tuning();
        var secured = peer.session().startTls("a.example").whenComplete((done, failure) -> {
            if (failure == null && peer.session().tlsPeer().isEmpty()) {
                peer.violated("is told of TLS that is not on");
            }
            if (failure != null && !(cause(failure) instanceof PeerRefusedException)) {
                ended("TLS", failure);
            }
        });
        peer.promises("TLS", secured);
        peer.pair().securing(secured);
    }

    private void authenticate() {
        peer.note("authenticates");
        peer.promises(
                "authentication",
                peer.session()
                        .authenticate(peer.doorkeeper().client(), "a.example")
                        .whenComplete((done, failure) -> {
                            if (failure != null && !(cause(failure) instanceof PeerRefusedException)) {
                                ended("authentication", failure);
                            }
                        }));
    }

    /** What came to an end may have ended with the session, or because of a bound, and for no other reason. */
    private void ended(String what, @org.jspecify.annotations.Nullable Throwable failure) {
        if (failure == null
                || cause(failure) instanceof SessionEndedException
                || (peer.terms().tight() && cause(failure) instanceof PeerRefusedException)) {
            return;
        }
        peer.violated("has a " + what + " that failed: " + failure);
    }

    private static Throwable cause(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
