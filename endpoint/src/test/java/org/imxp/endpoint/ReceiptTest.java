package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.imxp.message.HeaderField;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.MessageWriter;
import org.imxp.message.OpaqueContent;
import org.imxp.message.XmlContent;
import org.imxp.message.receipt.Disposition;
import org.imxp.message.receipt.Notification;
import org.imxp.message.receipt.NotificationReader;
import org.imxp.message.receipt.ReceiptRequest;
import org.imxp.message.receipt.Wanted;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.InternalOption;
import org.imxp.protocol.Ok;
import org.imxp.protocol.Option;
import org.imxp.protocol.Originator;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Recipient;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.XmlFragment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Receipts: asked for, given with consent, believed from whom they may come from, and never for one another. */
class ReceiptTest {
    private static final String WILMA = "wilma@example.com";
    private static final String BARNEY = "barney@example.com";
    private static final int PATIENCE_SECONDS = 20;

    private final ScriptedRelay relay = new ScriptedRelay();
    private final ManualTime time = new ManualTime();
    private final BlockingQueue<ReceivedMessage> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Receipt> told = new LinkedBlockingQueue<>();
    private final MessageReader reader = new MessageReader(MessageLimits.DEFAULT);

    @AfterEach
    void close() {
        relay.close();
    }

    private Endpoint fred() {
        return Endpoint.attach(relay.fred().withEnvironment(Environment.system().withTime(time, time)));
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        var next = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private Message message(ScriptedRelay.Sent sent) {
        return reader.readElement(sent.data().dataContent().xml().element());
    }

    private Notification notification(ScriptedRelay.Sent sent) {
        var read = new NotificationReader(reader).read(message(sent).content());
        assertThat(read).hasSize(1);
        return read.getFirst();
    }

    private static Message asking(String token, Wanted... what) {
        var message = Message.builder()
                .messageId(token + "@example.com")
                .date(ZonedDateTime.parse("2026-11-23T10:00:00Z"))
                .text("Hello, Fred.")
                .build();
        return new ReceiptRequest(Set.of(what), token).in(message);
    }

    private static Notification about(ReceiptRequest request, Disposition disposition) {
        return new Notification(
                request.id(),
                "2026-11-23T10:00:00Z",
                Optional.of("im:" + WILMA),
                Optional.empty(),
                Optional.empty(),
                disposition);
    }

    private ReceiptRequest request(ScriptedRelay.Sent sent) {
        return ReceiptRequest.of(message(sent)).orElseThrow();
    }

    // ---- asking ----------------------------------------------------------------------------------------------------

    @Test
    void asksNothingUnlessTheProgramDoes() throws Exception {
        try (var fred = fred()) {
            fred.send(Message.text("Hello."), WILMA);
            assertThat(ReceiptRequest.of(message(relay.next()))).isEmpty();
        }
    }

    @Test
    void isToldWhatARecipientsProgramTells() throws Exception {
        try (var fred = fred()) {
            fred.onReceipt(told::add);
            var own = new LinkedBlockingQueue<Receipt>();
            var options = SendOptions.DEFAULT.requesting(Wanted.POSITIVE_DELIVERY, Wanted.DISPLAY);
            var sending = fred.send(options, Message.text("Hello."), WILMA, BARNEY);
            var request = request(relay.next());
            assertThat(request.wanted()).containsExactlyInAnyOrder(Wanted.POSITIVE_DELIVERY, Wanted.DISPLAY);

            var delivered = about(request, Disposition.DELIVERED).message("t1");
            assertThat(relay.deliver(WILMA, delivered)).isEqualTo(new Ok());
            var first = next(told);
            assertThat(first)
                    .isEqualTo(new Receipt(
                            sending.message().messageId().orElseThrow(),
                            Address.parse(WILMA),
                            Disposition.DELIVERED,
                            time.instant()));
            // A repeat is no news; it is the next that is told.
            relay.deliver(WILMA, delivered);
            relay.deliver(WILMA, about(request, Disposition.DISPLAYED).message("t2"));
            assertThat(next(told).sentence()).isEqualTo("shown");
            relay.deliver(
                    "barney/phone@example.com",
                    about(request, Disposition.DISPLAYED).message("t3"));
            assertThat(next(told).recipient()).hasToString(BARNEY);
            sending.onReceipt(own::add);
            assertThat(List.of(
                            next(own).disposition(),
                            next(own).disposition(),
                            next(own).recipient()))
                    .containsExactly(Disposition.DELIVERED, Disposition.DISPLAYED, Address.parse(BARNEY));
        }
    }

    @Test
    void believesNobodyElse() throws Exception {
        try (var fred = fred()) {
            fred.onReceipt(told::add);
            fred.onMessage(received::add);
            fred.send(SendOptions.DEFAULT.requesting(Wanted.DISPLAY), Message.text("Hello."), WILMA);
            var request = request(relay.next());
            var displayed = about(request, Disposition.DISPLAYED);
            // It is accepted all the same: nobody learns by it what fred has sent.
            assertThat(relay.deliver(BARNEY, displayed.message("t1"))).isEqualTo(new Ok());
            var guessed = about(new ReceiptRequest(Set.of(Wanted.DISPLAY), "guess"), Disposition.DISPLAYED);
            assertThat(relay.deliver(WILMA, guessed.message("t2"))).isEqualTo(new Ok());
            var notAsked = about(request, Disposition.DELIVERED);
            assertThat(relay.deliver(WILMA, notAsked.message("t3"))).isEqualTo(new Ok());
            relay.deliver(WILMA, displayed.message("t4"));
            assertThat(next(told).recipient()).hasToString(WILMA);
            assertThat(told).isEmpty();
            relay.deliver(WILMA, Message.text("And that is a message."));
            assertThat(next(received).text()).isEqualTo("And that is a message.");
        }
    }

    @Test
    void aMessageThatAsksAlreadyIsNotChanged() throws Exception {
        try (var fred = fred()) {
            fred.onReceipt(told::add);
            var options = SendOptions.DEFAULT.requesting(Wanted.DISPLAY, Wanted.POSITIVE_DELIVERY);
            fred.send(options, asking("abc", Wanted.DISPLAY), WILMA);
            var request = request(relay.next());
            assertThat(request).isEqualTo(new ReceiptRequest(Set.of(Wanted.DISPLAY), "abc"));
            relay.deliver(WILMA, about(request, Disposition.DISPLAYED).message("t1"));
            assertThat(next(told).messageId()).isEqualTo("abc@example.com");
        }
    }

    @Test
    void aReceiptCannotAskForOne() {
        try (var fred = fred()) {
            var receipt = about(new ReceiptRequest(Set.of(Wanted.DISPLAY), "abc"), Disposition.DISPLAYED);
            assertThatThrownBy(() ->
                            fred.send(SendOptions.DEFAULT.requesting(Wanted.DISPLAY), receipt.message("t1"), WILMA))
                    .isInstanceOf(MessageFault.class)
                    .hasMessageContaining("cannot ask for one");
        }
    }

    @Test
    void severalInOneAreEachTaken() throws Exception {
        try (var fred = fred()) {
            fred.onReceipt(told::add);
            var options = SendOptions.DEFAULT.requesting(Wanted.POSITIVE_DELIVERY, Wanted.DISPLAY);
            fred.send(options, Message.text("Hello."), WILMA);
            var request = request(relay.next());
            var both = "--b\r\nContent-Type: message/imdn+xml\r\n\r\n"
                    + about(request, Disposition.DELIVERED).content().xml()
                    + "\r\n--b\r\nContent-Type: message/imdn+xml\r\n\r\n"
                    + about(request, Disposition.DISPLAYED).content().xml() + "\r\n--b--\r\n";
            relay.deliverMultipart(WILMA, opaque("multipart/mixed; boundary=b", both));
            assertThat(next(told).disposition()).isEqualTo(Disposition.DELIVERED);
            assertThat(next(told).disposition()).isEqualTo(Disposition.DISPLAYED);
        }
    }

    @Test
    void whatIsMoreThanReceiptsIsShown() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            var mixed = "--b\r\nContent-Type: text/plain\r\n\r\nHello.\r\n--b\r\nContent-Type: message/imdn+xml\r\n\r\n"
                    + "<imdn/>\r\n--b--\r\n";
            relay.deliverMultipart(WILMA, opaque("multipart/mixed; boundary=b", mixed));
            assertThat(next(received).text()).startsWith("[multipart/mixed");
            relay.deliverMultipart(WILMA, opaque("multipart/mixed", "no boundary"));
            assertThat(next(received).text()).startsWith("[multipart/mixed");
        }
    }

    private static Message opaque(String type, String body) {
        return new Message(
                List.of(), new OpaqueContent(type, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), ""));
    }

    @Test
    void aBrokenReceiptIsRefusedByCode() {
        try (var fred = fred()) {
            fred.onReceipt(told::add);
            var request = new ReceiptRequest(Set.of(Wanted.DISPLAY), "abc");
            var broken = about(request, Disposition.DISPLAYED).content().xml().replace("message-id", "id");
            var answer =
                    relay.deliver(WILMA, new Message(List.of(), new XmlContent(broken, Notification.MEDIA_TYPE, "")));
            assertThat(((ErrorReply) answer).code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
            assertThat(relay.deliverMultipart(WILMA, opaque(Notification.MEDIA_TYPE + "; charset=x-unknown", "\u00ff")))
                    .isInstanceOf(ErrorReply.class);
        }
    }

    @Test
    void aProgramThatOnlySendsTakesTheReceiptsItHasAskedForAndNoOthers() throws Exception {
        try (var fred = Endpoint.attach(relay.fred().sendingOnly())) {
            fred.onReceipt(told::add);
            fred.send(SendOptions.DEFAULT.requesting(Wanted.DISPLAY), Message.text("Hello."), WILMA);
            var request = request(relay.next());
            var other = about(new ReceiptRequest(Set.of(Wanted.DISPLAY), "other"), Disposition.DISPLAYED);
            // It may be for the next program, and held until that is there.
            assertThat(((ErrorReply) relay.deliver(WILMA, other.message("t1"))).code())
                    .isEqualTo(ReplyCode.NOT_TAKEN_NOW);
            assertThat(relay.deliver(
                            WILMA, about(request, Disposition.DISPLAYED).message("t2")))
                    .isEqualTo(new Ok());
            assertThat(next(told).disposition()).isEqualTo(Disposition.DISPLAYED);
        }
    }

    // ---- answering -------------------------------------------------------------------------------------------------

    @Test
    void tellsNothingWithoutConsent() throws Exception {
        try (var fred = fred()) {
            fred.onMessage(received::add);
            relay.deliver(WILMA, asking("abc", Wanted.POSITIVE_DELIVERY, Wanted.DISPLAY));
            var message = next(received);
            message.displayed();
            fred.send(Message.text("the next"), WILMA);
            assertThat(message(relay.next()).content())
                    .isEqualTo(Message.text("the next").content());
            // What was not told may be, once the user wants it.
            fred.disclose(_ -> Set.of(Disclosed.DISPLAY));
            message.displayed();
            assertThat(notification(relay.next()).disposition()).isEqualTo(Disposition.DISPLAYED);
        }
    }

    @Test
    void tellsWhoMayKnowThatItArrivedAndOnceThatItWasShown() throws Exception {
        try (var fred = fred()) {
            fred.disclose(contact -> contact.toString().equals(WILMA) ? EnumSet.allOf(Disclosed.class) : Set.of());
            fred.onMessage(received::add);
            relay.deliver(BARNEY, asking("xyz", Wanted.POSITIVE_DELIVERY, Wanted.DISPLAY));
            next(received).displayed();
            relay.deliver(WILMA, asking("abc", Wanted.POSITIVE_DELIVERY, Wanted.DISPLAY));
            var sent = relay.next();
            assertThat(sent.data().recipients()).containsExactly(new Recipient(Address.parse(WILMA)));
            assertThat(sent.data().options()).isEmpty();
            assertThat(notification(sent))
                    .isEqualTo(new Notification(
                            "abc",
                            "2026-11-23T10:00:00Z",
                            Optional.of("im:fred@example.com"),
                            Optional.of("im:fred@example.com"),
                            Optional.empty(),
                            Disposition.DELIVERED));
            var message = next(received);
            message.displayed();
            message.displayed();
            assertThat(notification(relay.next()).disposition()).isEqualTo(Disposition.DISPLAYED);
            fred.send(Message.text("the next"), WILMA);
            assertThat(message(relay.next()).content())
                    .isEqualTo(Message.text("the next").content());
        }
    }

    @Test
    void tellsOnlyWhatWasAsked() throws Exception {
        try (var fred = fred()) {
            fred.disclose(_ -> EnumSet.allOf(Disclosed.class));
            fred.onMessage(received::add);
            relay.deliver(WILMA, Message.text("Hello."));
            next(received).displayed();
            relay.deliver(WILMA, asking("abc", Wanted.DISPLAY));
            next(received).displayed();
            assertThat(notification(relay.next()).disposition()).isEqualTo(Disposition.DISPLAYED);
        }
    }

    @Test
    void aRepeatIsNotAnsweredAgain() throws Exception {
        try (var fred = fred()) {
            fred.disclose(_ -> EnumSet.allOf(Disclosed.class));
            fred.onMessage(received::add);
            relay.deliver(WILMA, asking("abc", Wanted.POSITIVE_DELIVERY));
            relay.deliver(WILMA, asking("abc", Wanted.POSITIVE_DELIVERY));
            relay.deliver(WILMA, asking("def", Wanted.POSITIVE_DELIVERY));
            assertThat(notification(relay.next()).messageId()).isEqualTo("abc");
            assertThat(notification(relay.next()).messageId()).isEqualTo("def");
        }
    }

    @Test
    void aReceiptIsHeldWhereTheMessageWas() throws Exception {
        try (var fred = fred()) {
            fred.disclose(_ -> EnumSet.allOf(Disclosed.class));
            fred.onMessage(received::add);
            var content = new DataContent(
                    "Content",
                    XmlFragment.of(new MessageWriter().writeElement(asking("abc", Wanted.POSITIVE_DELIVERY))));
            relay.send(Payload.of(new Data(
                    "#Content",
                    new Originator(Address.parse(WILMA)),
                    List.of(new Recipient(fred.address())),
                    List.of(Option.internal("hold4Endpoint", 0)),
                    content)));
            assertThat(relay.next().data().options())
                    .extracting(Option::name)
                    .containsExactly(new InternalOption("hold4Endpoint"));
        }
    }

    @Test
    void whoWritesInAnothersNameIsNotAnsweredNorIsAServiceNorANotification() throws Exception {
        try (var fred = fred()) {
            fred.disclose(_ -> EnumSet.allOf(Disclosed.class));
            fred.onMessage(received::add);
            fred.onReceipt(told::add);
            var forged = new ReceiptRequest(Set.of(Wanted.POSITIVE_DELIVERY), "abc")
                    .in(Message.builder()
                            .from("im:" + BARNEY)
                            .date(ZonedDateTime.parse("2026-11-23T10:00:00Z"))
                            .text("I am Barney.")
                            .build());
            relay.deliver(WILMA, forged);
            relay.deliver("apex=news@example.com", asking("def", Wanted.POSITIVE_DELIVERY));
            var greedy = about(new ReceiptRequest(Set.of(Wanted.DISPLAY), "ghi"), Disposition.DISPLAYED)
                    .message("t1")
                    .with(new HeaderField(
                            ReceiptRequest.NAMESPACE, "Disposition-Notification", "positive-delivery, display", ""));
            relay.deliver(WILMA, greedy);
            relay.deliver(WILMA, asking("jkl", Wanted.POSITIVE_DELIVERY));
            assertThat(notification(relay.next()).messageId()).isEqualTo("jkl");
            assertThat(received).hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void aDisclosureThatFailsDisclosesNothingAndLosesNoMessage() throws Exception {
        try (var fred = fred()) {
            fred.disclose(_ -> {
                throw new IllegalStateException("a program's own fault");
            });
            fred.onMessage(received::add);
            relay.deliver(WILMA, asking("abc", Wanted.POSITIVE_DELIVERY, Wanted.DISPLAY));
            var message = next(received);
            message.displayed();
            fred.disclose(_ -> Set.of(Disclosed.DISPLAY));
            message.displayed();
            assertThat(notification(relay.next()).disposition()).isEqualTo(Disposition.DISPLAYED);
        }
    }

    // ---- never for ever --------------------------------------------------------------------------------------------

    /** Fred writes to himself, asks all of everything, and tells all to everybody: that has an end. */
    @Test
    void noReceiptLeadsToAnother() throws Exception {
        relay.answers = payload -> {
            payload.data().filter(_ -> !mirroring.isDone()).ifPresent(data -> mirror(payload));
            return Optional.of(new Ok());
        };
        var all = SendOptions.DEFAULT.requesting(Wanted.values());
        try (var fred = fred()) {
            fred.disclose(_ -> EnumSet.allOf(Disclosed.class));
            fred.onReceipt(told::add);
            fred.onMessage(message -> {
                message.displayed();
                received.add(message);
            });
            fred.send(all, Message.text("Hello, me."), "fred@example.com");
            next(received);
            next(told);
            next(told);
            // In order behind whatever the receipts could have led to.
            fred.send(Message.text("Enough."), "fred@example.com");
            assertThat(next(received).text()).isEqualTo("Enough.");
            assertThat(received).isEmpty();
            assertThat(relay.sent).hasSize(1 + 2 + 1);
        }
        mirroring.complete(null);
    }

    private final CompletableFuture<Void> mirroring = new CompletableFuture<>();

    private void mirror(Payload payload) {
        Thread.ofVirtual().start(() -> relay.send(payload));
    }
}
