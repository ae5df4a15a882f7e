package org.imxp.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.endpoint.SendOptions;
import org.imxp.endpoint.keys.KeyRing;
import org.imxp.endpoint.keys.Outgoing;
import org.imxp.endpoint.keys.Seal;
import org.imxp.endpoint.keys.SecuredMessages;
import org.imxp.endpoint.keys.SecurityMode;
import org.imxp.endpoint.keys.ShortWords;
import org.imxp.message.Message;
import org.imxp.message.OpaqueContent;
import org.imxp.protocol.Address;

/** The scenes of the demonstration in which no relay can read along. */
final class KeyScenes {
    private static final String SECRET = "The treasure is below the old quarry.";
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Address BETTY = Address.parse("betty@rubble.com");

    private KeyScenes() {}

    static List<Scene> all() {
        return List.of(
                new Scene(
                        "Fred writes to Betty so that no relay can read it: their programs made keys, and his asks"
                                + " hers for its.",
                        KeyScenes::encrypted),
                new Scene(
                        "They read each other twelve words by telephone. From now on her program knows that it is"
                                + " Fred.",
                        KeyScenes::verified),
                new Scene("Somebody sends Betty what she has had already, and is found out.", KeyScenes::repeated));
    }

    private static SecuredMessages secured(Stage stage, Address who) {
        return new SecuredMessages(stage.actor(who.local()).endpoint(), ring(stage, who));
    }

    private static KeyRing ring(Stage stage, Address who) {
        var environment = stage.actor(who.local()).endpoint().environment();
        Path home = stage.folder().resolve("homes").resolve(ClientHome.name(who.toString()));
        return new KeyRing(who, home, environment.clock(), environment.random());
    }

    /** Sends a message, sealed, and gives what the relays have of it. */
    private static Message send(Stage stage, String text) {
        var draft = Message.builder().subject("Treasure").text(text).build();
        var sealed = secured(stage, FRED)
                .seal(SendOptions.DEFAULT, draft, List.of(BETTY), Optional.of(SecurityMode.REQUIRED));
        check(sealed instanceof Outgoing.Sealed, "it was not sealed");
        var _ = stage.actor("fred").send(SendOptions.DEFAULT, sealed.message(), BETTY.toString());
        return sealed.message();
    }

    private static Seal seen(Stage stage, ReceivedMessage received) {
        var opened = secured(stage, BETTY).open(received);
        var shown = ShownMessage.of(received)
                .opened(opened.message(), new MessageSecurity(opened.seal(), opened.isEncrypted()));
        stage.tell("betty sees: " + shown.line(ZoneOffset.UTC).substring(6));
        return opened.seal();
    }

    private static void encrypted(Stage stage) {
        // Her presence is not to be seen from another domain: then only her program is asked.
        var published = secured(stage, BETTY).publish();
        var _ = Waiting.result(published.handle((_, _) -> true), Actor.DEADLINE, "the presence service's answer");
        var message = send(stage, SECRET);
        var octets = message.content() instanceof OpaqueContent content
                ? StandardCharsets.US_ASCII.decode(content.octets()).toString()
                : "";
        check(!octets.contains("quarry") && message.subject().isEmpty(), "the relays can read it");
        var armored = octets.substring(Math.max(0, octets.indexOf("-----BEGIN PGP")))
                .lines()
                .toList();
        stage.tell("The relays see: from fred@example.com, to betty@rubble.com, no subject, and");
        armored.stream()
                .filter(line -> line.length() > 40)
                .limit(2)
                .forEach(line -> stage.tell("    " + VisibleText.line(line)));
        var seal = seen(stage, stage.actor("betty").receive());
        check(seal instanceof Seal.Known, "the signature is not known");
    }

    private static void verified(Stage stage) {
        var fred = ring(stage, FRED).own().certificate().fingerprint();
        var betty = ring(stage, BETTY).own().certificate().fingerprint();
        var words = ShortWords.of(fred, betty);
        stage.tell("fred reads:  " + String.join(" ", words.subList(0, words.size() / 2)) + " ...");
        check(ShortWords.match(String.join(" ", words), betty, fred), "the words differ");
        ring(stage, BETTY).verify(FRED, fred);
        var _ = send(stage, "Bring a spade.");
        var seal = seen(stage, stage.actor("betty").receive());
        check(seal instanceof Seal.Verified, "it is not verified");
    }

    private static void repeated(Stage stage) {
        var message = send(stage, "At midnight, by the old gate.");
        check(seen(stage, stage.actor("betty").receive()) instanceof Seal.Verified, "it is not verified");
        var other = new Message(
                message.header().stream()
                        .filter(field -> !field.is("message-id") && !field.is("date"))
                        .toList(),
                message.content());
        var _ = stage.actor("fred").send(SendOptions.DEFAULT, other, BETTY.toString());
        check(seen(stage, stage.actor("betty").receive()) instanceof Seal.Broken, "it was believed");
    }

    private static void check(boolean asItShould, String otherwise) {
        if (!asItShould) {
            throw CommandFailure.refused(otherwise);
        }
    }
}
