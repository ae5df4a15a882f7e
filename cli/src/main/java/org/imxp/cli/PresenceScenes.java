package org.imxp.cli;

import java.util.List;
import java.util.Locale;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.Permission;
import org.imxp.endpoint.PresenceEvent;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.Notes;
import org.imxp.endpoint.presence.PresenceState;
import org.imxp.endpoint.presence.PresenceStatus;
import org.imxp.message.Message;
import org.imxp.protocol.ReplyCode;

/** The scenes of the demonstration about who is there and who may know. */
final class PresenceScenes {
    private static final String FRED = "fred@example.com";
    private static final String BETTY = "betty@rubble.com";

    private PresenceScenes() {}

    static List<Scene> all() {
        return List.of(
                new Scene(
                        "Betty lets Fred see whether she is there. He subscribes, and is told that she is.",
                        PresenceScenes::subscription),
                new Scene("Betty goes to lunch and says so. Fred sees it at once.", PresenceScenes::change),
                new Scene(
                        "Betty has had enough and blocks Fred: his subscription ends, and what he writes is refused.",
                        PresenceScenes::block));
    }

    private static void subscription(Stage stage) {
        var betty = stage.actor("betty").endpoint();
        var fred = stage.actor("fred");
        var _ = Waiting.result(
                betty.access().allow(FRED, Permission.WRITE, Permission.SEE_PRESENCE),
                Actor.DEADLINE,
                "the access service's answer");
        var _ = Waiting.result(
                betty.presence().publish(PresenceStatus.of(Availability.AVAILABLE)),
                Actor.DEADLINE,
                "the presence service's answer");
        fred.follow(BETTY);
        stage.tell("fred sees: " + seen(fred, Availability.AVAILABLE));
    }

    private static void change(Stage stage) {
        var lunch = PresenceStatus.of(Availability.AWAY)
                .withNotes(Notes.NONE.with("en", "At lunch").with("de", "Mittagspause"));
        var _ = Waiting.result(
                stage.actor("betty").endpoint().presence().publish(lunch),
                Actor.DEADLINE,
                "the presence service's answer");
        stage.tell("fred sees: " + seen(stage.actor("fred"), Availability.AWAY));
    }

    private static void block(Stage stage) {
        var fred = stage.actor("fred");
        var _ = Waiting.result(
                stage.actor("betty").endpoint().access().block(FRED), Actor.DEADLINE, "the access service's answer");
        if (!(fred.nextPresence() instanceof PresenceEvent.Ended ended)) {
            throw CommandFailure.refused("the subscription goes on");
        }
        stage.tell("fred is told: " + VisibleText.line(ended.sentence()));
        var sending = fred.send(SendOptions.DEFAULT, Message.text("Betty?"), BETTY);
        var outcome = Actor.outcome(sending, BETTY);
        stage.tell("fred is told: " + VisibleText.line(outcome.sentence()));
        var isRefused =
                outcome instanceof Outcome.Refused refused && refused.code().equals(ReplyCode.NOT_AUTHORIZED);
        if (!isRefused || !ended.code().equals(ReplyCode.NOT_AUTHORIZED)) {
            throw CommandFailure.refused("it is refused for another reason");
        }
    }

    /** Waits for the next that is seen of Betty, which has to be this. */
    private static String seen(Actor fred, Availability expected) {
        var event = fred.nextPresence();
        if (!(event instanceof PresenceEvent.Changed(PresenceState state)) || state.availability() != expected) {
            throw CommandFailure.refused("fred sees something else: " + event);
        }
        var notes = state.notes().byLanguage();
        return BETTY + " is " + VisibleText.line(expected.name().toLowerCase(Locale.ROOT))
                + (notes.isEmpty() ? "" : ": " + VisibleText.line(String.join(" / ", notes.values())));
    }
}
