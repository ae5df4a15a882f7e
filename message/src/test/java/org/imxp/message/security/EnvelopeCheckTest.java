package org.imxp.message.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.imxp.message.DuplicateFilter;
import org.imxp.message.HeaderField;
import org.imxp.message.Message;
import org.imxp.message.security.EnvelopeCheck.Doubt;
import org.imxp.message.security.EnvelopeCheck.Envelope;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** A signed message that somebody sends again, to others, or as his own. */
@Requirement("IMPP-2.5.2")
class EnvelopeCheckTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Message SIGNED = message("im:fred@example.com", "im:wilma@example.com", NOW, "1@example.com");

    private static Message message(String from, String to, Instant date, String id) {
        return Message.builder()
                .from(from)
                .to(to)
                .date(date.atZone(ZoneOffset.UTC))
                .messageId(id)
                .text("hi")
                .build();
    }

    private static Envelope envelope(Message outer) {
        return new Envelope(outer, "fred/appl=im@example.com", "wilma@example.com", NOW);
    }

    private static EnvelopeCheck check() {
        var seen = new DuplicateFilter(Duration.ofDays(30), 100, () -> NOW);
        return new EnvelopeCheck(Duration.ofDays(30), Duration.ofMinutes(5), seen::repeats);
    }

    @Test
    void believesWhatIsWhatItSays() {
        assertThat(check().doubts(SIGNED, envelope(SIGNED))).isEmpty();
        assertThat(check().doubts(SIGNED, envelope(Message.text("sealed")))).isEmpty();
        var copied = message("im:fred@example.com", "im:betty@example.com", NOW, "1@example.com")
                .with(HeaderField.of("cc", "im:wilma@example.com"));
        assertThat(check().doubts(copied, envelope(copied))).isEmpty();
    }

    @Test
    void doubtsWhatHasArrivedBefore() {
        var check = check();
        assertThat(check.doubts(SIGNED, envelope(SIGNED))).isEmpty();
        assertThat(check.doubts(SIGNED, envelope(Message.text("sealed")))).containsExactly(Doubt.SEEN);
        // By whichever of his programs he sends it again.
        var other = new Envelope(SIGNED, "fred@example.com", "wilma@example.com", NOW);
        assertThat(check.doubts(SIGNED, other)).containsExactly(Doubt.SEEN);
    }

    @Test
    void doubtsWhatAnotherSends() {
        var mallory = new Envelope(SIGNED, "mallory@example.com", "wilma@example.com", NOW);
        assertThat(check().doubts(SIGNED, mallory)).containsExactly(Doubt.OTHER_SENDER);
        var nobody = new Message(List.of(), SIGNED.content());
        assertThat(check().doubts(nobody, envelope(Message.text("sealed"))))
                .containsExactly(Doubt.OTHER_SENDER, Doubt.OTHER_RECIPIENT, Doubt.NO_DATE, Doubt.NO_ID);
    }

    @Test
    void doubtsWhatWasForAnother() {
        var betty = new Envelope(SIGNED, "fred@example.com", "betty@example.com", NOW);
        assertThat(check().doubts(SIGNED, betty)).containsExactly(Doubt.OTHER_RECIPIENT);
    }

    @Test
    void doubtsWhatIsTooOldOrTooNew() {
        for (var seconds : new long[] {-30 * 86_400L, 300}) {
            var edge =
                    message("im:fred@example.com", "im:wilma@example.com", NOW.plusSeconds(seconds), "1@example.com");
            assertThat(check().doubts(edge, envelope(edge))).isEmpty();
        }
        var old = message(
                "im:fred@example.com", "im:wilma@example.com", NOW.minusSeconds(30 * 86_400L + 1), "1@example.com");
        assertThat(check().doubts(old, envelope(old))).containsExactly(Doubt.TOO_OLD);
        var early = message("im:fred@example.com", "im:wilma@example.com", NOW.plusSeconds(301), "1@example.com");
        assertThat(check().doubts(early, envelope(early))).containsExactly(Doubt.TOO_NEW);
    }

    @Test
    void doubtsAnEnvelopeThatSaysOtherThings() {
        var otherId = message("im:fred@example.com", "im:wilma@example.com", NOW, "2@example.com");
        var otherDate = message("im:fred@example.com", "im:wilma@example.com", NOW.plusSeconds(9), "1@example.com");
        assertThat(check().doubts(SIGNED, envelope(otherId))).containsExactly(Doubt.OTHER_ENVELOPE);
        assertThat(check().doubts(SIGNED, envelope(otherDate))).containsExactly(Doubt.OTHER_ENVELOPE);
    }

    @Test
    void doesNotRememberWhatItDoubts() {
        var check = check();
        var mallory = new Envelope(SIGNED, "mallory@example.com", "wilma@example.com", NOW);
        assertThat(check.doubts(SIGNED, mallory)).isNotEmpty();
        assertThat(check.doubts(SIGNED, envelope(SIGNED))).isEmpty();
    }
}
