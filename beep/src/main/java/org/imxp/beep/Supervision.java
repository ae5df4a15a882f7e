package org.imxp.beep;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a session whose peer has been silent for too long, and asks it for a sign of life before. See {@link Liveness}. */
final class Supervision {
    private final Session session;
    private final Liveness liveness;
    private @Nullable Channel channel;
    private boolean heard;
    private boolean asked;
    private int silent;

    Supervision(Session session, Liveness liveness) {
        this.session = session;
        this.liveness = liveness;
    }

    void begin() {
        session.transport().schedule(liveness.interval(), this::intervalEnds);
    }

    /** Octets have come, whatever they are. */
    void heard() {
        heard = true;
    }

    private void intervalEnds() {
        if (!session.isAlive()) {
            return;
        }
        if (heard || !isSupervised()) {
            silent = 0;
        } else {
            silent++;
        }
        heard = false;
        if (silent >= liveness.silentIntervals()) {
            session.lost("the peer has been silent for " + liveness.interval().multipliedBy(liveness.silentIntervals())
                    + ", and was asked for a sign of life");
            return;
        }
        if (silent > 0 && !asked) {
            ask();
        }
        begin();
    }

    /** Nothing may be asked before the greeting, nor while a tuning profile has the session (RFC 3080 section 3.1). */
    private boolean isSupervised() {
        return session.phase() == SessionPhase.OPEN && !session.isTuning() && session.isPrivateEnough();
    }

    /** One question at a time: its answer, even if late, is a sign of life. */
    private void ask() {
        asked = true;
        var alive = channel;
        if (alive != null && alive.isOpen()) {
            var _ = alive.send(List.of()).whenComplete((reply, failure) -> asked = false);
        } else {
            var offers = List.of(ProfileOffer.of(AliveProfile.URI));
            var _ = session.start("", offers, new Asking()).whenComplete((started, failure) -> {
                asked = false;
                channel = started == null ? null : started.channel();
            });
        }
    }

    /** This side's end of the channel: it answers too, if the peer asks there. */
    private final class Asking implements ChannelHandler {
        @Override
        public void message(Exchange exchange) {
            exchange.reply(List.of());
        }

        @Override
        public void closed(String reason) {
            channel = null;
        }
    }
}
