package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.imxp.beep.TlsContext;
import org.imxp.endpoint.ComposingEvent;
import org.imxp.endpoint.Disclosed;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.EndpointSettings;
import org.imxp.endpoint.Receipt;
import org.imxp.endpoint.ReceivedMessage;
import org.imxp.endpoint.SendOptions;
import org.imxp.message.HeaderField;
import org.imxp.message.Message;
import org.imxp.message.receipt.Disposition;
import org.imxp.message.receipt.Notification;
import org.imxp.message.receipt.ReceiptRequest;
import org.imxp.message.receipt.Wanted;
import org.imxp.protocol.Address;
import org.imxp.relay.certificate.CertificateStore;
import org.imxp.relay.certificate.RelayCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Receipts and who is typing, between programs at a relay that {@code serve} runs. */
@Timeout(120)
final class SignalsTest {
    private static final String FRED = "fred@example.com";
    private static final String WILMA = "wilma@example.com";
    private static final String BARNEY = "barney@example.com";
    private static final int PATIENCE_SECONDS = 50;

    @TempDir
    private static Path folder = Path.of("");

    private static Optional<TrialRelay> relay = Optional.empty();
    private static String host = "";
    private static int port;

    @BeforeAll
    static void serve() {
        var served = TrialRelay.serve(trial(), folder).with(FRED, WILMA, BARNEY);
        relay = Optional.of(served);
        var edge = served.edge();
        host = edge.substring(0, edge.lastIndexOf(':'));
        port = Integer.parseInt(edge.substring(edge.lastIndexOf(':') + 1));
    }

    @AfterAll
    static void stop() {
        relay.ifPresent(TrialRelay::stop);
    }

    private static String data() {
        return folder.resolve("imxp-data").toString();
    }

    private static Trial trial() {
        return new Trial(folder).with("IMXP_PASSWORD", "secret");
    }

    private static String[] as(String command, String name, String... more) {
        return Trial.and(new String[] {command, "--as", name, "--relay", host + ":" + port}, more);
    }

    private static Endpoint attach(String name) {
        var certificate = RelayCertificate.load(
                Path.of(data(), CertificateStore.CERTIFICATE), Path.of(data(), CertificateStore.KEY));
        return Endpoint.attach(EndpointSettings.of(name, "secret")
                .relay(host, port)
                .trusting(TlsContext.initiator(certificate.chain())));
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        var next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    // ---- send and listen -------------------------------------------------------------------------------------------

    @Test
    void sendPrintsTheReceiptsOfAProgramThatGivesThem() {
        var listen =
                trial().start(as("listen", WILMA, "--count", "1", "--receipts")).saying("waiting");
        var send = trial().run(as("send", FRED, "--to", WILMA, "--receipt", "delivery,display", "Hello"));
        assertThat(send.status()).isZero();
        assertThat(send.lines())
                .containsExactly(WILMA + ": delivered", WILMA + ": has reached the program", WILMA + ": shown");
        assertThat(listen.status()).isZero();
    }

    @Test
    void sendSaysSoWhenNoReceiptHasComeAndDoesNotWaitForWhoIsNotThere() {
        var listen = trial().start(as("listen", WILMA, "--count", "1")).saying("waiting");
        // One of them has a key here and the other has not.
        var send = trial().with("IMXP_SECURE", "off")
                .run(as(
                        "send",
                        FRED,
                        "--to",
                        WILMA,
                        "--to",
                        BARNEY,
                        "--receipt",
                        "display",
                        "--wait",
                        "100ms",
                        "Hello"));
        assertThat(send.lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo(WILMA + ": delivered"),
                        line -> assertThat(line).startsWith(BARNEY + ": not attached"),
                        line -> assertThat(line)
                                .isEqualTo(WILMA
                                        + ": no receipt of display within 1 s, which may only mean that you are not to"
                                        + " know"));
        assertThat(listen.status()).isZero();
        // Nobody has it, so nobody is waited for.
        var away = trial().run(as("send", FRED, "--to", BARNEY, "--receipt", "display", "--wait", "1d", "Hello"));
        assertThat(away.lines()).singleElement().asString().startsWith(BARNEY + ": not attached");
    }

    @Test
    void aReceiptThatThereIsNotIsWrongUsage() {
        var send = trial().run(as("send", FRED, "--to", WILMA, "--receipt", "reading", "Hello"));
        assertThat(send.status()).isEqualTo(2);
        assertThat(send.err()).contains("reading");
        assertThat(trial().run(as("send", FRED, "--to", WILMA, "--receipt", "display", "--wait", "soon", "Hello"))
                        .status())
                .isEqualTo(2);
    }

    // ---- chat ------------------------------------------------------------------------------------------------------

    /** A screen whose person is the test. */
    private static final class Screen implements ChatScreen {
        final BlockingQueue<String> shown = new LinkedBlockingQueue<>();
        final BlockingQueue<String> statuses = new LinkedBlockingQueue<>();
        final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
        final CompletableFuture<Consumer<String>> keys = new CompletableFuture<>();

        @Override
        public void show(String line) {
            shown.add(line);
        }

        @Override
        public void status(String line) {
            statuses.add(line);
        }

        @Override
        public void onTyping(Consumer<String> line) {
            keys.complete(line);
        }

        @Override
        public Optional<String> read() {
            try {
                return lines.take();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void close() {}

        void types(String line) {
            keys.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join().accept(line);
        }

        void says(String line) {
            types(line);
            lines.add(Optional.of(line));
        }

        /** Waits for a line that has this in it, and drops those before. */
        String awaits(BlockingQueue<String> where, String part) throws InterruptedException {
            var line = next(where);
            while (!line.contains(part)) {
                line = next(where);
            }
            return line;
        }
    }

    private record Talk(Endpoint endpoint, Screen screen, CompletableFuture<Integer> end) implements AutoCloseable {
        @Override
        public void close() {
            screen.lines.add(Optional.empty());
            assertThat(end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join()).isZero();
        }
    }

    private static Talk chat(String who, String with, Path homes) {
        var endpoint = attach(who);
        var screen = new Screen();
        var home = ClientHome.of(Optional.of(homes), Map.of(), folder, Address.parse(who));
        var chat = new Chat(
                endpoint,
                new Correspondence(
                        endpoint,
                        Secrecy.of(endpoint, Optional.empty(), Optional.empty(), _ -> {}),
                        Remembering.nothing()),
                new ChatSignals(endpoint, new Consents(Optional.of(home))),
                SendOptions.DEFAULT.requesting(Wanted.DISPLAY),
                screen,
                new Conversation(
                        endpoint.address(),
                        Optional.of(Address.parse(with)),
                        ZoneOffset.UTC,
                        Marks.of(StandardCharsets.UTF_8)),
                new ChatFiles(folder, Optional.empty(), 1 << 20, new SecureRandom()),
                trial().surroundings(new Trial.Run()).clock(),
                List.<Locale.LanguageRange>of());
        var end = new CompletableFuture<Integer>();
        Thread.ofVirtual().start(() -> {
            try {
                end.complete(chat.run());
            } catch (Throwable e) {
                end.completeExceptionally(e);
            }
        });
        return new Talk(endpoint, screen, end);
    }

    @Test
    void aChatTellsWhenItsMessagesAreShownWhereThePeerHasItSo(@TempDir Path homes) throws Exception {
        try (var fred = chat(FRED, WILMA, homes);
                var wilma = chat(WILMA, FRED, homes)) {
            fred.screen().says("Can you see this?");
            var _ = wilma.screen().awaits(wilma.screen().shown, "Can you see this?");
            wilma.screen().says("/receipts on");
            var _ = wilma.screen().awaits(wilma.screen().shown, "fred@example.com is told from now on, when asking");
            fred.screen().says("And this?");
            var _ = fred.screen().awaits(fred.screen().shown, "(2 ✓ delivered)");
            assertThat(fred.screen().awaits(fred.screen().shown, "shown to"))
                    .isEqualTo("   (2 ✓✓ shown to wilma@example.com)");
            wilma.screen().says("/receipts off");
            var _ = wilma.screen().awaits(wilma.screen().shown, "is no longer told that");
            fred.screen().says("And now?");
            var _ = wilma.screen().awaits(wilma.screen().shown, "And now?");
            wilma.screen().says("Yes.");
            // In order behind what could have told of the third.
            var _ = fred.screen().awaits(fred.screen().shown, "wilma@example.com: Yes.");
            assertThat(fred.screen().shown).noneMatch(line -> line.contains("shown to"));
        }
    }

    @Test
    void aChatTellsWhoTypesWhereThatIsAllowedAndNothingOfCommands(@TempDir Path homes) throws Exception {
        try (var fred = chat(FRED, WILMA, homes);
                var wilma = chat(WILMA, FRED, homes)) {
            wilma.screen().types("Not to be kn");
            wilma.screen().says("/typing on");
            var _ = wilma.screen().awaits(wilma.screen().shown, "is told from now on when you are typing");
            wilma.screen().types("");
            wilma.screen().types("/wh");
            wilma.screen().says("Now you know.");
            var _ = fred.screen().awaits(fred.screen().shown, "Now you know.");
            fred.screen().statuses.clear();
            wilma.screen().types("H");
            assertThat(fred.screen().awaits(fred.screen().statuses, "typing"))
                    .endsWith("| wilma@example.com is typing");
            wilma.screen().types("");
            var line = next(fred.screen().statuses);
            while (line.contains("typing")) {
                line = next(fred.screen().statuses);
            }
            assertThat(fred.screen().shown).noneMatch(shown -> shown.contains("iscomposing"));
        }
    }

    // ---- never for ever --------------------------------------------------------------------------------------------

    /** Two programs that tell all to everybody, and ask all of everything they send, receipts included. */
    @Test
    void twoProgramsThatAskAndTellAllComeToAnEnd() throws Exception {
        try (var fred = attach(FRED);
                var wilma = attach(WILMA)) {
            var receipts = new LinkedBlockingQueue<Receipt>();
            var atFred = eager(fred, receipts);
            var atWilma = eager(wilma, receipts);
            var all = SendOptions.DEFAULT.requesting(Wanted.values());
            fred.send(all, Message.text("one"), WILMA);
            assertThat(next(atWilma).text()).isEqualTo("one");
            // A receipt that asks for receipts, as no program should send it.
            var greedy = new Notification(
                            "nothing",
                            "2026-11-23T10:00:00Z",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Disposition.DISPLAYED)
                    .message("greedy")
                    .with(new HeaderField(
                            ReceiptRequest.NAMESPACE, "Disposition-Notification", "positive-delivery, display", ""));
            fred.send(greedy, WILMA);
            for (int i = 0; i < 3; i++) {
                fred.send(all, Message.text("fred " + i), WILMA);
                assertThat(next(atWilma).text()).isEqualTo("fred " + i);
                wilma.send(all, Message.text("wilma " + i), FRED);
                assertThat(next(atFred).text()).isEqualTo("wilma " + i);
            }
            // Of each of the seven messages one of delivery, and one of display.
            for (int i = 0; i < 14; i++) {
                next(receipts);
            }
            fred.send(Message.text("the end"), WILMA);
            assertThat(next(atWilma).text()).isEqualTo("the end");
            assertThat(receipts).isEmpty();
            assertThat(atFred).isEmpty();
            assertThat(atWilma).isEmpty();
        }
    }

    private static BlockingQueue<ReceivedMessage> eager(Endpoint endpoint, BlockingQueue<Receipt> receipts) {
        var arrived = new LinkedBlockingQueue<ReceivedMessage>();
        endpoint.disclose(_ -> EnumSet.allOf(Disclosed.class));
        endpoint.onReceipt(receipts::add);
        endpoint.onMessage(message -> {
            message.displayed();
            message.displayed();
            arrived.add(message);
        });
        return arrived;
    }

    @Test
    void whatIsSaidOfTypingIsNotKeptForWhoIsAway() throws Exception {
        try (var wilma = attach(WILMA)) {
            wilma.disclose(_ -> EnumSet.allOf(Disclosed.class));
            wilma.composing(FRED).typed();
            try (var fred = attach(FRED)) {
                var typing = new LinkedBlockingQueue<ComposingEvent>();
                var messages = new LinkedBlockingQueue<ReceivedMessage>();
                fred.onComposing(typing::add);
                fred.onMessage(messages::add);
                wilma.send(Message.text("the next"), FRED);
                assertThat(next(messages).text()).isEqualTo("the next");
                assertThat(typing).isEmpty();
            }
        }
    }
}
