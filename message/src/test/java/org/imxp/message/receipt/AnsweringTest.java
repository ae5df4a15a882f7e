package org.imxp.message.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.imxp.message.HeaderField;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.receipt.Answering.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who asks, who answers, and who never does (RFC 5438 sections 7 and 14). */
class AnsweringTest {
    private static final Set<Wanted> ALL = Set.of(Wanted.values());
    private static final Message PLAIN = Message.builder()
            .from("im:fred@example.com")
            .date(ZonedDateTime.parse("2026-11-25T10:00:00+01:00"))
            .text("hi")
            .build();

    private static Message asking(Wanted... wanted) {
        return new ReceiptRequest(Set.of(wanted), "34jk324j").in(PLAIN);
    }

    private static Answering arrived(Message message) {
        return Answering.of(message, "fred@example.com", "wilma@example.com", NotificationTest.READER);
    }

    @Test
    void theRequestIsTwoFieldsOfTheMessage() {
        var message = asking(Wanted.DISPLAY, Wanted.POSITIVE_DELIVERY);
        assertThat(message.header())
                .contains(
                        new HeaderField("urn:ietf:params:imdn", "Message-ID", "34jk324j", ""),
                        new HeaderField(
                                "urn:ietf:params:imdn", "Disposition-Notification", "positive-delivery, display", ""));
        assertThat(ReceiptRequest.of(message))
                .contains(new ReceiptRequest(Set.of(Wanted.DISPLAY, Wanted.POSITIVE_DELIVERY), "34jk324j"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Display", "read, x-y", "displaying"})
    void unknownWordsAskNothing(String words) {
        assertThat(ReceiptRequest.of(withWords(words))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"display", "x , display;p=1, display", "display ;a=\"b\""})
    void parametersAndUnknownWordsAreLeftOut(String words) {
        assertThat(ReceiptRequest.of(withWords(words)))
                .map(ReceiptRequest::wanted)
                .contains(Set.of(Wanted.DISPLAY));
    }

    private static Message withWords(String words) {
        return PLAIN.with(new HeaderField(ReceiptRequest.NAMESPACE, "Message-ID", "1", ""))
                .with(new HeaderField(ReceiptRequest.NAMESPACE, "Disposition-Notification", words, ""));
    }

    @Test
    void anIdentifierIsAToken() {
        assertThatExceptionOfType(MessageFault.class).isThrownBy(() -> new ReceiptRequest(ALL, "1@example.com"));
        assertThatExceptionOfType(MessageFault.class).isThrownBy(() -> new ReceiptRequest(ALL, ""));
        assertThat(new ReceiptRequest(ALL, "x".repeat(200)).id()).hasSize(200);
        assertThatExceptionOfType(MessageFault.class).isThrownBy(() -> new ReceiptRequest(ALL, "x".repeat(201)));
    }

    @Test
    void tellsOfDeliveryAndDisplayOnceEach() {
        var delivered = arrived(asking(Wanted.values())).on(Event.DELIVERED, true);
        assertThat(delivered.answer())
                .contains(new Notification(
                        "34jk324j",
                        "2026-11-25T10:00:00+01:00",
                        Optional.of("im:wilma@example.com"),
                        Optional.empty(),
                        Optional.empty(),
                        Disposition.DELIVERED));
        assertThat(delivered.next().on(Event.DELIVERED, true).answer()).isEmpty();
        assertThat(delivered.next().on(Event.FAILED, true).answer()).isEmpty();
        var displayed = delivered.next().on(Event.DISPLAYED, true);
        assertThat(displayed.answer()).map(Notification::disposition).contains(Disposition.DISPLAYED);
        assertThat(displayed.next().on(Event.DISPLAYED, true).answer()).isEmpty();
    }

    @Test
    void tellsOnlyWhatWasAsked() {
        assertThat(arrived(asking(Wanted.NEGATIVE_DELIVERY))
                        .on(Event.DELIVERED, true)
                        .answer())
                .isEmpty();
        assertThat(arrived(asking(Wanted.PROCESSING)).on(Event.DISPLAYED, true).answer())
                .isEmpty();
        assertThat(arrived(PLAIN).on(Event.DELIVERED, true).answer()).isEmpty();
        assertThat(arrived(asking(Wanted.NEGATIVE_DELIVERY))
                        .on(Event.FAILED, true)
                        .answer())
                .map(Notification::disposition)
                .contains(Disposition.FAILED);
    }

    @Test
    void whatHasFailedIsNeverDeliveredNorShown() {
        var failed = arrived(asking(Wanted.DISPLAY, Wanted.POSITIVE_DELIVERY)).on(Event.FAILED, true);
        assertThat(failed.answer()).isEmpty();
        assertThat(failed.next().on(Event.DELIVERED, true).answer()).isEmpty();
        assertThat(failed.next().on(Event.DISPLAYED, true).answer()).isEmpty();
    }

    @Test
    void tellsNothingWithoutConsent() {
        var silent = arrived(asking(Wanted.DISPLAY)).on(Event.DISPLAYED, false);
        assertThat(silent.answer()).isEmpty();
        assertThat(silent.next().on(Event.DISPLAYED, true).answer()).isPresent();
    }

    @Test
    void neverAnswersANotification() {
        var answer = arrived(asking(Wanted.values()))
                .on(Event.DELIVERED, true)
                .answer()
                .orElseThrow();
        var message = answer.message("d834jied93rf");
        assertThat(ReceiptRequest.of(message)).isEmpty();
        assertThatExceptionOfType(MessageFault.class)
                .isThrownBy(() -> new ReceiptRequest(ALL, "1").in(message))
                .withMessageContaining("cannot ask");
        // Somebody else's may ask all the same.
        var loop = new Message(withWords("display, positive-delivery").header(), message.content());
        assertThat(arrived(loop).on(Event.DELIVERED, true).answer()).isEmpty();
    }

    @Test
    void neverAnswersWhoWritesInAnothersName() {
        var asking = asking(Wanted.DISPLAY);
        var spoofed = Answering.of(asking, "mallory@example.com", "wilma@example.com", NotificationTest.READER);
        assertThat(spoofed.on(Event.DISPLAYED, true).answer()).isEmpty();
    }

    @Test
    void neverAnswersAMessageWithoutDate() {
        var undated = new ReceiptRequest(ALL, "1").in(Message.text("hi"));
        assertThat(arrived(undated).on(Event.DELIVERED, true).answer()).isEmpty();
    }

    @Test
    void theSenderMatchesAnswersWithWhatWasSent() {
        var request = new ReceiptRequest(Set.of(Wanted.POSITIVE_DELIVERY, Wanted.DISPLAY), "34jk324j");
        var sent = Outstanding.of(request, List.of("wilma@example.com", "betty@example.com"));
        var delivered = arrived(asking(Wanted.values()))
                .on(Event.DELIVERED, true)
                .answer()
                .orElseThrow();
        var displayed = arrived(asking(Wanted.values()))
                .on(Event.DISPLAYED, true)
                .answer()
                .orElseThrow();

        var after = sent.after(delivered, "wilma/appl=im@Example.com");
        assertThat(after.fate("wilma@example.com")).isEqualTo(Outstanding.Fate.DELIVERED);
        assertThat(after.fate("betty@example.com")).isEqualTo(Outstanding.Fate.SENT);
        var shown = after.after(displayed, "wilma@example.com");
        assertThat(shown.fate("wilma@example.com")).isEqualTo(Outstanding.Fate.DISPLAYED);
        assertThat(shown.after(delivered, "wilma@example.com")).isEqualTo(shown);
    }

    @Test
    void forgedAnswersCountForNothing() {
        var request = new ReceiptRequest(Set.of(Wanted.NEGATIVE_DELIVERY), "34jk324j");
        var sent = Outstanding.of(request, List.of("wilma@example.com"));
        var failed =
                arrived(asking(Wanted.values())).on(Event.FAILED, true).answer().orElseThrow();
        var displayed = arrived(asking(Wanted.values()))
                .on(Event.DISPLAYED, true)
                .answer()
                .orElseThrow();
        var other = Outstanding.of(new ReceiptRequest(ALL, "other"), List.of("wilma@example.com"));

        assertThat(sent.after(failed, "mallory@example.com")).isEqualTo(sent);
        assertThat(sent.after(displayed, "wilma@example.com")).isEqualTo(sent);
        assertThat(other.after(failed, "wilma@example.com")).isEqualTo(other);
        assertThat(sent.after(failed, "wilma@example.com").fate("wilma@example.com"))
                .isEqualTo(Outstanding.Fate.FAILED);
    }
}
