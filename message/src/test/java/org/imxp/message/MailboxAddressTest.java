package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.message.Wire.refused;

import java.util.List;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailboxAddressTest {
    private static final MailboxAddress FRED = new MailboxAddress("", "im:fred@example.com");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "im:fred@example.com | `` | im:fred@example.com",
                "<im:fred@example.com> | `` | im:fred@example.com",
                "Fred Flintstone <im:fred@example.com> | Fred Flintstone | im:fred@example.com",
                "Fred<im:fred@example.com> | Fred | im:fred@example.com",
                "\"Flintstone, \\\"Fred\\\"\" < im:fred@example.com > | Flintstone, \"Fred\" | im:fred@example.com",
                "(his (own\\)) inbox) im:fred@example.com (at work) | `` | im:fred@example.com",
                "im:fred(x)@example.com | `` | im:fred(x)@example.com",
                "Fr\u00E9d <im:a,b@example.com> | Fr\u00E9d | im:a,b@example.com",
                "im:a%2Cb@example.com | `` | im:a%2Cb@example.com",
                "tel:+1-541-555-0100 | `` | tel:+1-541-555-0100",
                "Fred Flintstone | Fred Flintstone | ``",
                "\"Fred\" | Fred | ``",
                "fred | `` | fred",
                "Fred <im:fred@example.com | Fred | im:fred@example.com"
            })
    @Requirement({"MSG-11", "SEED-24"})
    void readsAnAddress(String text, String phrase, String uri) {
        assertThat(MailboxAddress.of(text)).isEqualTo(new MailboxAddress(phrase, uri));
    }

    @Test
    @Requirement("MSG-11")
    void readsAListPartedByCommas() {
        assertThat(MailboxAddress.list("im:fred@example.com,, \"A, B\" <im:wilma@example.com> ,barney,"))
                .containsExactly(
                        FRED, new MailboxAddress("A, B", "im:wilma@example.com"), new MailboxAddress("", "barney"));
        assertThat(MailboxAddress.list(" , (nobody)")).isEmpty();
    }

    @Test
    @Requirement("MSG-11")
    void escapesTheCommaOfABareUri() {
        assertThat(new MailboxAddress("", "im:a,b@example.com")).hasToString("im:a%2Cb@example.com");
        assertThat(new MailboxAddress("A", "im:a,b@example.com")).hasToString("A <im:a,b@example.com>");
    }

    @Test
    @Requirement({"MSG-12", "SEED-24"})
    void escapesWhatAUriMayNotHave() {
        assertThat(new MailboxAddress("", "im:fr\u00E9d \"x\"%zz%41@example.com").uri())
                .isEqualTo("im:fr%C3%A9d%20%22x%22%25zz%41@example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "im:fred@example.com, fred@example.com",
        "IM:fred@EXAMPLE.com, fred@example.com",
        "apex:f%72ed@example.com, fred@example.com",
        "imxp:fred/appl=im@example.com, fred/appl=im@example.com",
        "mailto:Fred@example.com?subject=a@b, Fred@example.com",
        "im:fr%C3%A9d@[10.0.0.1], fr\u00E9d@[10.0.0.1]",
        "im:a%40b@example.com, a@b@example.com"
    })
    @Requirement({"MSG-11", "MSG-12"})
    void understandsFourSchemes(String uri, String entity) {
        assertThat(new MailboxAddress("", uri).entity()).contains(entity);
    }

    @ParameterizedTest
    @CsvSource({
        "tel:+1",
        "sip:fred@example.com",
        "fred@example.com",
        "im:fred",
        "im:@example.com",
        "im:fred@",
        "im:%ff@example.com"
    })
    @Requirement("MSG-11")
    void keepsOthersAsText(String uri) {
        MailboxAddress address = new MailboxAddress("", uri);
        assertThat(address.entity()).isEmpty();
        assertThat(address).hasToString(uri);
    }

    @ParameterizedTest
    @CsvSource({
        "fred@example.com, im:fred@example.com",
        "fred/appl=im@example.com, im:fred/appl=im@example.com",
        "fr\u00E9d f@example.com, im:fr%C3%A9d%20f@example.com",
        "'50%?#,@example.com', im:50%25%3F%23%2C@example.com"
    })
    @Requirement({"MSG-12", "SEED-24"})
    void anInboxIsAUriAndBackAgain(String entity, String uri) {
        assertThat(MailboxAddress.inbox(entity).uri()).isEqualTo(uri);
        assertThat(MailboxAddress.inbox(entity).entity()).contains(entity);
    }

    @Test
    void refusesNoneAndSeveralForOne() {
        refused(501, "0 addresses", () -> MailboxAddress.of(""));
        refused(501, "2 addresses", () -> MailboxAddress.of("a,b"));
        refused(501, "neither", () -> new MailboxAddress(" ", " "));
    }

    @Test
    void writesListsThatReadTheSame() {
        List<MailboxAddress> list = List.of(
                FRED,
                new MailboxAddress("", "(x)"),
                new MailboxAddress("F. \\ \"red\"", "im:fred@example.com"),
                new MailboxAddress("Nobody", ""));
        String value =
                String.join(", ", list.stream().map(MailboxAddress::toString).toList());
        assertThat(MailboxAddress.list(value)).isEqualTo(list);
    }
}
