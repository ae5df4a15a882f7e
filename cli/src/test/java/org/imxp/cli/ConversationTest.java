package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.imxp.endpoint.ComposingEvent;
import org.imxp.endpoint.Detached;
import org.imxp.endpoint.Outcome;
import org.imxp.endpoint.ReattachEvent;
import org.imxp.endpoint.Receipt;
import org.imxp.message.Message;
import org.imxp.message.receipt.Disposition;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

final class ConversationTest {
    private static final Address FRED = Address.parse("fred@example.com");
    private static final Address WILMA = Address.parse("wilma@example.com");

    private final Conversation conversation = conversation(Optional.of(WILMA));

    private static Conversation conversation(Optional<Address> peer) {
        return new Conversation(FRED, peer, ZoneOffset.UTC, Marks.of(StandardCharsets.UTF_8));
    }

    @Test
    void tellsWhoIsAttachedAndWhoIsTalkedTo() {
        assertThat(conversation.status()).isEqualTo("fred@example.com | attached | talking to wilma@example.com");
        assertThat(conversation(Optional.empty()).who())
                .isEqualTo("You are fred@example.com, attached, talking to nobody yet.");
    }

    @Test
    @Requirement("IMPP-4.1.7")
    void eachOutcomeIsToldInWordsAndByTheMessagesNumber() {
        assertThat(conversation.sent("hello", Trial.NOW))
                .isEqualTo("10:15 you to wilma@example.com: hello  (1 … sending)");
        assertThat(conversation.outcome(1, new Outcome.Delivered())).isEqualTo("   (1 ✓ delivered)");
        assertThat(conversation.outcome(1, new Outcome.NotAttached("she left")))
                .isEqualTo("   (1 ✗ not attached: she left)");
        assertThat(conversation.outcome(1, new Outcome.Unknown("no report"))).isEqualTo("   (1 ? unknown: no report)");
        assertThat(conversation.outcome(1, new Outcome.Refused(ReplyCode.NOT_AUTHORIZED, "no")))
                .startsWith("   (1 ✗ refused, 537");
        assertThat(conversation.notTaken(1, "no session")).isEqualTo("   (1 ✗ not sent: no session)");
        assertThat(conversation.number()).isEqualTo(1);
    }

    @Test
    void whatARecipientTellsIsToldInWordsAndByTheMessagesNumber() {
        assertThat(conversation.receipt(1, receipt(Disposition.DISPLAYED)))
                .isEqualTo("   (1 ✓✓ shown to wilma@example.com)");
        assertThat(conversation.receipt(2, receipt(Disposition.DELIVERED)))
                .isEqualTo("   (2 ✓ has reached the program, says wilma@example.com)");
        var forbidden = new Disposition(Disposition.Kind.DISPLAY, Disposition.Status.FORBIDDEN);
        assertThat(conversation.receipt(3, receipt(forbidden)))
                .isEqualTo("   (3 ? not to be known, says wilma@example.com)");
    }

    private static Receipt receipt(Disposition disposition) {
        return new Receipt("1@example.com", WILMA, disposition, Trial.NOW);
    }

    @Test
    void thatThePeerIsTypingStandsInTheLineThatStays() {
        conversation.typing(new ComposingEvent(Address.parse("barney@example.com"), true));
        assertThat(conversation.status()).isEqualTo("fred@example.com | attached | talking to wilma@example.com");
        conversation.typing(new ComposingEvent(Address.parse("wilma/phone@example.com"), true));
        assertThat(conversation.status())
                .isEqualTo("fred@example.com | attached | talking to wilma@example.com | wilma@example.com is typing");
        conversation.typing(new ComposingEvent(Address.parse("wilma/phone@example.com"), false));
        assertThat(conversation.status()).isEqualTo("fred@example.com | attached | talking to wilma@example.com");
    }

    @Test
    void whatARelaySaysCannotControlTheTerminal() {
        assertThat(conversation.outcome(1, new Outcome.NotAttached("\u001b[2J")))
                .doesNotContain("\u001b");
        assertThat(conversation.received(shown("\u001b[2J"))).noneMatch(line -> line.contains("\u001b"));
        assertThat(conversation.sent("\u001b[2J", Trial.NOW)).doesNotContain("\u001b");
    }

    @Test
    @Requirement("MSG-22")
    void aMessageThatCannotBeReadIsToldAndItsRawFormIsThere() {
        var nobody = conversation(Optional.empty());
        assertThat(nobody.raw()).isEqualTo("There was no message that could not be read.");
        assertThat(nobody.unreadable(ShownUnreadableTest.unreadable("Why.", new byte[] {'<'})))
                .isEqualTo("10:15 fred@example.com sent a message that cannot be read (Why); /raw shows it.");
        assertThat(nobody.raw()).isEqualTo("    <");
        assertThat(nobody.peer()).isEmpty();
    }

    @Test
    void whoWritesFirstIsTalkedToWhereNobodyWas() {
        var open = conversation(Optional.empty());
        assertThat(open.received(shown("hi")))
                .containsExactly("10:15 wilma@example.com: hi", "You talk to wilma@example.com now.");
        assertThat(open.peer()).contains(WILMA);
    }

    @Test
    void whoWritesLaterIsNotSilentlyTalkedTo() {
        var other = conversation(Optional.of(Address.parse("barney@example.com")));
        assertThat(other.received(shown("hi"))).containsExactly("10:15 wilma@example.com: hi");
        assertThat(other.peer()).contains(Address.parse("barney@example.com"));
    }

    @Test
    void howThePeerIsIsToldWhenItIsNews() {
        assertThat(conversation.presence(WILMA, "away")).contains("wilma@example.com is away.");
        assertThat(conversation.presence(WILMA, "away")).isEmpty();
        assertThat(conversation.presence(FRED, "busy")).isEmpty();
        assertThat(conversation.be("busy (Hm)")).isEqualTo("You are busy (Hm) now.");
        assertThat(conversation.status())
                .isEqualTo("fred@example.com | busy (Hm) | attached | talking to wilma@example.com, who is away");
        assertThat(conversation.unseen(WILMA, "537 not authorized")).isPresent();
        assertThat(conversation.unseen(FRED, "537 not authorized")).isEmpty();
        assertThat(conversation.status()).endsWith("talking to wilma@example.com");
        assertThat(conversation.presence(WILMA, "available")).isPresent();
        conversation.talkTo(Address.parse("barney@example.com"));
        assertThat(conversation.status()).endsWith("talking to barney@example.com");
    }

    @Test
    void theEndOfTheAttachmentIsToldAndStaysInSight() {
        assertThat(conversation.detached("the relay ended it")).contains("the relay ended it");
        assertThat(conversation.isAttached()).isFalse();
        assertThat(conversation.status()).contains("NOT ATTACHED");
    }

    @Test
    void aHeldMessageIsNeitherThereNorLost() {
        assertThat(conversation.outcome(1, new Outcome.Held("")))
                .isEqualTo("   (1 \u2026 held until the recipient attaches)");
        assertThat(conversation.outcome(1, new Outcome.Expired(""))).isEqualTo("   (1 \u2717 expired on the way)");
        assertThat(conversation.outcome(1, new Outcome.Unreachable(FRED.domain(), "no relay")))
                .isEqualTo("   (1 \u2717 unreachable: example.com found no way on: no relay)");
    }

    @Test
    void aLostConnectionIsToldUntilItIsThereAgain() {
        var lost = new Detached(Detached.Reason.LOST, ReplyCode.SERVICE_NOT_AVAILABLE, "reset");
        assertThat(conversation.reattaching(new ReattachEvent.Lost(lost, Duration.ofMillis(700))))
                .isEqualTo("Reconnecting in 1 s: the connection was lost (reset).");
        assertThat(conversation.status()).contains("| RECONNECTING |");
        assertThat(conversation.isAttached()).isFalse();
        assertThat(conversation.reattaching(new ReattachEvent.Attached())).isEqualTo("Attached again.");
        assertThat(conversation.status()).contains("| attached |");
        assertThat(conversation.isAttached()).isTrue();
    }

    @Test
    void marksFallBackToAscii() {
        assertThat(Marks.of(StandardCharsets.US_ASCII).delivered()).isEqualTo("+");
        assertThat(Marks.of(StandardCharsets.ISO_8859_1).failed()).isEqualTo("x");
        assertThat(Marks.of(StandardCharsets.UTF_8).delivered()).isEqualTo("✓");
    }

    private static ShownMessage shown(String text) {
        return new ShownMessage(Message.text(text.replace('\u001b', '\u009b')), WILMA, FRED, Trial.NOW);
    }
}
