package org.imxp.relay;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.imxp.beep.BeepNetwork;
import org.imxp.beep.ListenerBounds;
import org.imxp.beep.SessionLimits;
import org.imxp.beep.TlsContext;
import org.imxp.beep.TlsPolicy;
import org.imxp.protocol.Domain;
import org.imxp.relay.access.AccessBounds;
import org.imxp.relay.access.AccessService;
import org.imxp.relay.access.AccessTable;
import org.imxp.relay.access.DefaultAccess;
import org.imxp.relay.access.KeptRows;
import org.imxp.relay.config.AccessDefault;
import org.imxp.relay.config.Limits;
import org.imxp.relay.contact.ContactBounds;
import org.imxp.relay.contact.ContactService;
import org.imxp.relay.contact.KeptContacts;
import org.imxp.relay.presence.MemoryPresence;
import org.imxp.testkit.Conversation;
import org.imxp.testkit.ConversationPlayer;
import org.imxp.testkit.ConversationPlayer.Pieces;
import org.imxp.testkit.SocketWire;
import org.imxp.testkit.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Plays each conversation with a relay in memory, split at every octet, and over sockets. */
class ConversationTest {
    private static final Set<String> ACCOUNTS = Set.of("fred@example.com", "wilma@example.com", "barney@example.com");

    private static BeepNetwork network;

    @BeforeAll
    static void open() {
        network = BeepNetwork.open(2);
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @TestFactory
    List<DynamicTest> conversations() {
        var tests = new ArrayList<DynamicTest>();
        for (var conversation : Conversation.readAll(Path.of("src/test/resources/conversations"))) {
            tests.add(test(conversation, "in memory", Pieces.WHOLE, () -> new MemoryRoom(edge())::join));
            tests.add(test(conversation, "octet by octet", Pieces.OCTETS, () -> new MemoryRoom(edge())::join));
            tests.add(test(conversation, "over sockets", Pieces.WHOLE, ConversationTest::listening));
        }
        return tests;
    }

    /** Makes a relay, and gives what connects to it. */
    private interface Relays {
        Function<String, Wire> start();
    }

    private static DynamicTest test(Conversation conversation, String how, Pieces pieces, Relays relays) {
        return DynamicTest.dynamicTest(
                conversation.name() + " " + how,
                () -> new ConversationPlayer(conversation, pieces, relays.start()).play());
    }

    private static Function<String, Wire> listening() {
        var edge = edge();
        var listener = network.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new ListenerBounds(10, 10),
                TlsContext.none(),
                peer -> edge.accept());
        return actor -> new SocketWire(listener.address(), () -> "");
    }

    private static Edge edge() {
        var domains = new ServedDomains(List.of(Domain.parse("example.com")));
        var rows = new KeptRows();
        var defaults = new DefaultAccess(List.of(
                new AccessDefault("*@example.com", List.of("core:data")),
                new AccessDefault("wilma@example.com", List.of("core:data", "presence:subscribe"))));
        var access = AccessTable.load(defaults, rows);
        var mesh = new Mesh(
                domains,
                MeshBounds.of(Limits.defaults()),
                access,
                new Outside(
                        endpoint -> CompletableFuture.completedFuture(
                                ACCOUNTS.contains(endpoint.parent().toString())),
                        NextHops.NONE,
                        KeptData::new,
                        new ManualTime(),
                        MemoryWorld.CHANCE,
                        List.of(),
                        List.of(
                                around -> AccessService.open(
                                        around, access, rows, AccessBounds.of(Limits.defaults()), Runnable::run),
                                around -> MemoryPresence.make(around, access),
                                around -> ContactService.open(
                                        around,
                                        access,
                                        new KeptContacts(),
                                        ContactBounds.of(Limits.defaults()),
                                        Runnable::run,
                                        Runnable::run)),
                        true),
                MemoryWorld.links(domains),
                MemoryWorld.allowances());
        return new Edge(
                mesh,
                TlsPolicy.OFF,
                new TrustingAuthentication(),
                new ServerNames(domains),
                SessionLimits.defaults().withWindow(SessionLimits.INITIAL_WINDOW));
    }
}
