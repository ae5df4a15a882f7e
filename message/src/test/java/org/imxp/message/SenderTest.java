package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Requirement({"MSG-23", "IMPP-5.4.3"})
class SenderTest {
    @ParameterizedTest
    @CsvSource({
        "im:fred@example.com, fred@example.com",
        "Fred <im:f%72ed@EXAMPLE.com>, fred@Example.com",
        "apex:fred@example.com, fred/appl=im@example.com",
        "im:fred/appl=im@example.com, fred/appl=im@example.com"
    })
    void theOriginatorsOwnAddressIsNoMismatch(String from, String originator) {
        Sender sender = Message.builder().from(from).build().sender(originator);
        assertThat(sender.originator()).isEqualTo(originator);
        assertThat(sender.mismatch()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "im:wilma@example.com, fred@example.com",
        "im:Fred@example.com, fred@example.com",
        "im:fred@rubble.com, fred@example.com",
        "im:fred/appl=im@example.com, fred@example.com",
        "Fred, fred@example.com",
        "fred@example.com, fred@example.com",
        "'im:fred@example.com, im:wilma@example.com', fred@example.com"
    })
    void anotherAddressIsFlaggedAndNotShownAsSender(String from, String originator) {
        Sender sender = Message.text("").with(HeaderField.of("from", from)).sender(originator);
        assertThat(sender.originator()).isEqualTo(originator);
        assertThat(sender.mismatch()).isTrue();
        assertThat(sender.claimed()).hasSize(1);
    }

    @Test
    void theSenderFieldIsAClaimToo() {
        Message message = Message.builder()
                .from("im:fred@example.com")
                .field(HeaderField.of("sender", "im:wilma@example.com"))
                .build();
        assertThat(message.sender("fred@example.com").claimed())
                .containsExactly(MailboxAddress.inbox("wilma@example.com"));
    }

    @Test
    @Requirement("MSG-3")
    void aMessageThatNamesNobodyIsTheOriginators() {
        Sender sender = Message.text("").sender("fred@example.com");
        assertThat(sender).isEqualTo(new Sender("fred@example.com", List.of()));
        assertThat(sender.mismatch()).isFalse();
    }
}
