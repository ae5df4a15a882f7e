package org.imxp.cli;

import java.time.ZoneOffset;
import java.util.List;
import org.imxp.endpoint.AttachException;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.endpoint.SendException;
import org.imxp.endpoint.SendOptions;
import org.imxp.message.Message;
import org.imxp.message.TextContent;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.jspecify.annotations.Nullable;

/** The scenes of the demonstration, in order. */
final class Scenes {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String BARNEY = "barney@example.com";
    private static final String NOBODY = "dino@example.com";

    private Scenes() {}

    static List<Scene> all() {
        return List.of(
                new Scene(
                        "A relay for example.com starts on this machine, with a certificate of its own.",
                        Scenes::start),
                new Scene(
                        "Fred, Wilma and Barney get accounts; the relay does not keep their passwords.",
                        Scenes::accounts),
                new Scene(
                        "Fred attaches: encrypted by TLS, known by his password, which does not travel.",
                        Scenes::fredAttaches),
                new Scene("Wilma attaches too. Barney stays away.", Scenes::wilmaAttaches),
                new Scene(
                        "Somebody tries to attach as Wilma with a wrong password, and is turned away.",
                        Scenes::wrongPassword),
                new Scene("Fred writes to Wilma, and learns that she has it.", Scenes::fredWrites),
                new Scene(
                        "Wilma answers, in the other of the protocol's two forms (a MIME part of its own).",
                        Scenes::wilmaAnswers),
                new Scene(
                        "Fred writes to Barney, who is away, and is told so instead of left to wonder.", Scenes::away),
                new Scene("Fred writes to Dino, who has no account, and is told that too.", Scenes::nobody),
                new Scene("Fred tries to send a message in Wilma's name, and the relay refuses.", Scenes::forged),
                new Scene("Everybody leaves, and the relay stops.", Scenes::leave));
    }

    private static void start(Stage stage) {
        var relay = stage.startRelay();
        var fingerprint = relay.certificate().orElseThrow().fingerprint();
        stage.tell("It listens on " + relay.edgeAddress().getAddress().getHostAddress() + ", port "
                + relay.edgeAddress().getPort() + "; its certificate begins with " + fingerprint.substring(0, 11)
                + ".");
    }

    private static void accounts(Stage stage) {
        for (var name : List.of("fred", "wilma", "barney")) {
            stage.addAccount(name);
        }
    }

    private static void fredAttaches(Stage stage) {
        stage.tell(attached(stage.attach("fred").endpoint()));
    }

    private static void wilmaAttaches(Stage stage) {
        stage.tell(attached(stage.attach("wilma").endpoint()));
    }

    private static String attached(Endpoint endpoint) {
        return endpoint.address() + " speaks " + endpoint.dialect() + " with the relay.";
    }

    private static void wrongPassword(Stage stage) {
        try (var intruder = Endpoint.attach(stage.settings("wilma", "not her password"))) {
            throw CommandFailure.refused(intruder.address() + " was attached with a wrong password");
        } catch (AttachException e) {
            check(
                    e.stage() == AttachException.Stage.AUTHENTICATE,
                    "the attempt failed for another reason",
                    e.getMessage());
            stage.tell("The relay says: " + Failures.message(e));
        }
    }

    private static void fredWrites(Stage stage) {
        var message = Message.builder()
                .subject("Bowling \u2014 heute?")
                .content(TextContent.plain(
                                "Wilma, gr\u00fc\u00df Gott! \u0414\u0430 \u043b\u0438 si free tonight? \u2603")
                        .withLang("mul"))
                .build();
        conversation(stage, message, SendOptions.Form.INLINE, FRED, WILMA);
    }

    private static void wilmaAnswers(Stage stage) {
        var message = Message.builder()
                .subject("Re: Bowling \u2014 heute?")
                .text("Ja! \u4e03\u6642 (seven o'clock).\nBring Dino.")
                .build();
        conversation(stage, message, SendOptions.Form.MULTIPART, WILMA, FRED);
    }

    /** One message from one to the other: it arrives whole, from whom it should be, and its sender is told. */
    private static void conversation(Stage stage, Message message, SendOptions.Form form, String from, String to) {
        var options = SendOptions.DEFAULT.withForm(form);
        var sending = stage.actor(name(from)).send(options, message, to);
        var received = stage.actor(name(to)).receive();
        stage.tell(name(to) + " sees: "
                + ShownMessage.of(received).line(ZoneOffset.UTC).substring(6));
        arrivedWhole(received, message, from);
        var outcome = Actor.outcome(sending, to);
        stage.tell(name(from) + " is told: " + outcome.sentence());
        check(outcome.isDelivered(), "the report says otherwise", outcome.sentence());
    }

    private static void arrivedWhole(ReceivedMessage received, Message sent, String from) {
        check(
                received.originator().toString().equals(from),
                "it came from",
                received.originator().toString());
        check(
                !received.fromMismatch(),
                "its header names another author",
                received.claimed().toString());
        check(
                received.message().subject().equals(sent.subject()),
                "its subject became",
                received.message().subject().orElse("none"));
        check(text(received.message()).equals(text(sent)), "its text became", text(received.message()));
    }

    private static String text(Message message) {
        return message.content() instanceof TextContent(var text, var _, var _)
                ? text
                : message.content().type();
    }

    private static void away(Stage stage) {
        var outcome = fate(stage, BARNEY);
        check(outcome instanceof Outcome.NotAttached, "the report says", outcome.sentence());
    }

    private static void nobody(Stage stage) {
        var outcome = fate(stage, NOBODY);
        check(outcome instanceof Outcome.UnknownRecipient, "the report says", outcome.sentence());
    }

    private static Outcome fate(Stage stage, String recipient) {
        var sending = stage.actor("fred").send(SendOptions.DEFAULT, Message.text("Are you there?"), recipient);
        var outcome = Actor.outcome(sending, recipient);
        stage.tell("fred is told: " + VisibleText.line(outcome.sentence()));
        return outcome;
    }

    private static void forged(Stage stage) {
        var options = SendOptions.DEFAULT.withOriginator(Address.parse(WILMA));
        try {
            var _ = stage.actor("fred").send(options, Message.text("This is Wilma, honestly."), BARNEY);
        } catch (SendException e) {
            stage.tell("The relay says: " + Failures.message(e));
            check(e.code().equals(ReplyCode.NOT_AUTHORIZED), "it was refused for another reason", Failures.message(e));
            return;
        }
        throw CommandFailure.refused("the relay took it");
    }

    private static void leave(Stage stage) {
        stage.relay();
        stage.leave();
    }

    private static String name(String endpoint) {
        return endpoint.substring(0, endpoint.indexOf('@'));
    }

    private static void check(boolean asItShould, String otherwise, @Nullable String what) {
        if (!asItShould) {
            throw CommandFailure.refused(otherwise + ": " + VisibleText.line(String.valueOf(what)));
        }
    }
}
