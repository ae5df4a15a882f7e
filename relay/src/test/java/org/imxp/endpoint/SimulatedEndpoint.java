package org.imxp.endpoint;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.imxp.beep.Accepted;
import org.imxp.beep.Greeting;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEnd;
import org.imxp.beep.SessionListener;
import org.imxp.beep.SessionSettings;
import org.imxp.beep.WireTrace;
import org.imxp.beep.sasl.SaslClient;
import org.imxp.message.Message;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;

/**
 * The endpoint library on sessions that a simulation makes and loses: its own parts for what is sent, for what arrives and for
 * outcomes, which outlive each attachment, and none of its threads.
 */
public final class SimulatedEndpoint {
    private final EndpointSettings settings;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final Sendings sendings;
    private final Arrivals arrivals;
    private final Outbox outbox;
    private Optional<Attachment> attachment = Optional.empty();
    private boolean trying;
    private int interruptions;

    /**
     * An endpoint that is not attached yet.
     *
     * @param settings who it is; its environment is all that is around it
     * @param received gets the text of each message that arrives
     */
    public SimulatedEndpoint(EndpointSettings settings, Consumer<String> received) {
        this.settings = settings;
        sendings = new Sendings(settings);
        arrivals = new Arrivals(settings, sendings, asked::get);
        outbox = new Outbox(settings, sendings, () -> attachment);
        arrivals.messages()
                .handler(arrival ->
                        received.accept(String.valueOf(arrival.message().content())));
    }

    public Address address() {
        return settings.endpoint();
    }

    public boolean isAttached() {
        return attachment.isPresent();
    }

    /** Neither attached nor about to be. */
    public boolean isAway() {
        return attachment.isEmpty() && !trying;
    }

    /** How often it has lost an attachment. */
    public int interruptions() {
        return interruptions;
    }

    /** What this side brings to a session on which it will attach. */
    public Accepted attach(boolean overriding, SaslClient login, WireTrace reader) {
        trying = true;
        asked.set(false);
        var session = SessionSettings.serving().withLimits(settings.session()).withTrace(reader);
        return new Accepted(session, new Attempt(overriding ? settings.overriding() : settings, login));
    }

    /** Detaches by agreement with the relay, if it is attached. */
    public void leave() {
        attachment.ifPresent(leaving -> {
            asked.set(true);
            var _ = leaving.leave();
        });
    }

    /** Sends a message, and tells of each outcome of each recipient. */
    public void send(SendOptions options, String text, List<Address> recipients, Claims claims) {
        var sending = outbox.send(options, Message.text(text), recipients);
        for (var recipient : recipients) {
            var _ = sending.outcome(recipient).thenAccept(outcome -> claims.claimed(recipient, outcome));
            var _ = sending.finalOutcome(recipient).thenAccept(outcome -> claims.claimed(recipient, outcome));
        }
    }

    /** Learns of outcomes. */
    @FunctionalInterface
    public interface Claims {
        void claimed(Address recipient, Outcome outcome);
    }

    /** One session, from its greeting to its end. */
    private final class Attempt implements SessionListener {
        private final EndpointSettings mine;
        private final SaslClient login;
        private final Ending ending = new Ending(asked);
        private boolean greeted;
        private boolean over;

        Attempt(EndpointSettings mine, SaslClient login) {
            this.mine = mine;
            this.login = login;
        }

        @Override
        public void greeted(Session session, Greeting greeting) {
            if (greeted) {
                return;
            }
            greeted = true;
            var _ = session.authenticate(login, mine.endpoint().domain().toString())
                    .thenCompose(done -> new ChannelOpening(mine, session, arrivals, ending).open())
                    .whenComplete((opened, failure) -> {
                        trying = false;
                        if (failure == null && !over) {
                            attached(opened);
                        } else {
                            session.terminate("attaching has failed");
                        }
                    });
        }

        private void attached(Attachment opened) {
            attachment = Optional.of(opened);
            var _ = ending.ended().thenAccept(how -> {
                if (attachment.filter(opened::equals).isPresent()) {
                    attachment = Optional.empty();
                    interruptions++;
                    sendings.interrupted(how.text());
                    var _ = opened.close().thenRun(() -> opened.abandon("the endpoint is detached"));
                }
            });
        }

        @Override
        public void ended(Session session, SessionEnd end) {
            over = true;
            if (attachment.isEmpty()) {
                trying = false;
            }
            ending.came(new Detached(Detached.Reason.LOST, ReplyCode.SERVICE_NOT_AVAILABLE, end.reason()));
        }
    }
}
