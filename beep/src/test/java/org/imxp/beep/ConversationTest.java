package org.imxp.beep;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.imxp.testkit.Conversation;
import org.imxp.testkit.ConversationPlayer;
import org.imxp.testkit.ConversationPlayer.Pieces;
import org.imxp.testkit.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plays each conversation in memory, split at every octet, over a socket and over a WebSocket. */
class ConversationTest {
    private static BeepNetwork network;

    @BeforeAll
    static void open() {
        network = BeepNetwork.open(1);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @TestFactory
    List<DynamicTest> conversations() {
        var tests = new ArrayList<DynamicTest>();
        for (var conversation : Conversation.readAll(Path.of("src/test/resources/conversations"))) {
            var unavailable = conversation.settings().get("Unavailable");
            Function<String, Wire> inMemory = actor -> unavailable == null
                    ? new MemoryWire(settings(conversation))
                    : new MemoryWire(settings(conversation), unavailable);
            tests.add(test(conversation, "in memory", Pieces.WHOLE, inMemory));
            tests.add(test(conversation, "octet by octet", Pieces.OCTETS, inMemory));
            if (unavailable == null) {
                tests.add(test(
                        conversation,
                        "over a socket",
                        Pieces.WHOLE,
                        actor -> ListeningPeer.listen(network, settings(conversation))));
                for (var messages : WebSocketWire.Messages.values()) {
                    tests.add(test(
                            conversation,
                            "over a WebSocket, " + messages,
                            Pieces.WHOLE,
                            actor -> ListeningPeer.listenForWebSockets(network, settings(conversation), messages)));
                }
            }
        }
        return tests;
    }

    private static DynamicTest test(
            Conversation conversation, String how, Pieces pieces, Function<String, Wire> connect) {
        return DynamicTest.dynamicTest(
                conversation.name() + " " + how, () -> new ConversationPlayer(conversation, pieces, connect).play());
    }

    static SessionSettings settings(Conversation conversation) {
        var values = conversation.settings();
        var limits = new SessionLimits(
                number(conversation, "Channels", 257),
                number(conversation, "Message", 8192),
                number(conversation, "Window", 4096),
                number(conversation, "Frame", 4096),
                number(conversation, "Unanswered", 256),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                number(conversation, "Held", 1 << 24),
                number(conversation, "Windows", 1 << 22));
        var tls = Optional.ofNullable(values.get("TLS")).map(TlsPolicy::valueOf).orElse(TlsPolicy.OFF);
        var profiles = switch (values.getOrDefault("Serves", "all")) {
            case "asking" -> List.of(TestProfiles.asking());
            case "counting" -> List.of(TestProfiles.counting());
            case "collecting" -> List.of(TestProfiles.collecting());
            case "refusing" -> List.of(TestProfiles.refusing());
            case "starting" -> List.of(TestProfiles.starting());
            case "leaving" -> List.of(TestProfiles.leaving());
            case "alive" -> List.of(new AliveProfile());
            case "guarded" -> List.of(TestProfiles.guarded());
            default -> TestProfiles.all();
        };
        return SessionSettings.serving(profiles.toArray(Profile[]::new))
                .withServerNames(name -> name.equals("example.com"))
                .withLimits(limits)
                .withTls(tls);
    }

    private static int number(Conversation conversation, String key, int absent) {
        return Optional.ofNullable(conversation.settings().get(key))
                .map(Integer::valueOf)
                .orElse(absent);
    }
}
