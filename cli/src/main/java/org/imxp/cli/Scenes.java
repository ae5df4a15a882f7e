package org.imxp.cli;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    private static final String BETTY = "betty@rubble.com";

    private Scenes() {}

    static List<Scene> all() {
        var scenes = new ArrayList<>(List.of(
                new Scene(
                        "Two relays start on this machine, for example.com and rubble.com, each with a certificate of"
                                + " its own.",
                        Scenes::start),
                new Scene(
                        "Fred, Wilma and Barney get accounts at the first, Betty at the second; no relay keeps their"
                                + " passwords.",
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
                new Scene(
                        "Fred writes to Betty at rubble.com: his relay calls hers, and each proves who it is.",
                        Scenes::fredWritesToBetty),
                new Scene("Betty answers, over the same session between the relays.", Scenes::bettyAnswers),
                new Scene("Fred traces the way to Betty.", Scenes::trace),
                new Scene(
                        "Fred writes to Barney again, to be held for him. Barney attaches later, and has it.",
                        Scenes::held)));
        scenes.addAll(SignalScenes.all());
        scenes.addAll(KeyScenes.all());
        scenes.addAll(PresenceScenes.all());
        scenes.add(new Scene("Everybody leaves, and the relays stop.", Scenes::leave));
        return scenes;
    }

    private static void start(Stage stage) {
        var relay = stage.startRelays();
        var fingerprint = relay.certificate().orElseThrow().fingerprint();
        stage.tell("The first listens on " + relay.edgeAddress().getAddress().getHostAddress() + ", port "
                + relay.edgeAddress().getPort() + "; its certificate begins with " + fingerprint.substring(0, 11)
                + ".");
    }

    private static void accounts(Stage stage) {
        for (var name : List.of("fred", "wilma", "barney", "betty")) {
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

    private static void fredWritesToBetty(Stage stage) {
        stage.tell(attached(stage.attach("betty").endpoint()));
        var message = Message.builder().text("Betty, is Barney with you?").build();
        conversation(stage, message, SendOptions.Form.INLINE, FRED, BETTY);
    }

    private static void bettyAnswers(Stage stage) {
        var message = Message.builder().text("No. Is he not at example.com?").build();
        conversation(stage, message, SendOptions.Form.INLINE, BETTY, FRED);
    }

    private static void trace(Stage stage) {
        var fred = stage.actor("fred");
        var sending = fred.send(SendOptions.DEFAULT.withStatus(SendOptions.Status.TRACE), Message.text("Trace"), BETTY);
        var trace = new Trace(fred.endpoint().address(), Address.parse(BETTY), sending.sentAt());
        var whole = new CompletableFuture<Void>();
        sending.onReport(report -> {
            trace.add(report);
            if (trace.isWhole()) {
                whole.complete(null);
            }
        });
        var _ = Waiting.result(whole, Actor.DEADLINE, "the relays' reports");
        trace.lines().forEach(stage::tell);
        check(trace.lines().size() == 2, "the relays on the way are", String.valueOf(trace.lines()));
        arrivedWhole(stage.actor("betty").receive(), sending.message(), FRED);
    }

    private static void held(Stage stage) {
        var message = Message.text("Barney, when you are back: bowling at seven.");
        var sending = stage.actor("fred").send(SendOptions.DEFAULT.held(), message, BARNEY);
        var first = Actor.outcome(sending, BARNEY);
        stage.tell("fred is told: " + VisibleText.line(first.sentence()));
        check(first instanceof Outcome.Held, "the report says", first.sentence());
        var barney = stage.attach("barney");
        stage.tell(attached(barney.endpoint()));
        var received = barney.receive();
        stage.tell(
                "barney sees: " + ShownMessage.of(received).line(ZoneOffset.UTC).substring(6));
        arrivedWhole(received, sending.message(), FRED);
        var last = Waiting.result(sending.finalOutcome(BARNEY), Actor.DEADLINE, "the last report");
        stage.tell("fred is told: " + VisibleText.line(last.sentence()));
        check(last.isDelivered(), "the last report says", last.sentence());
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
