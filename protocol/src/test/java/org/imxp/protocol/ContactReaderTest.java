package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.ContactOperation.Kind;
import org.imxp.protocol.ContactOperation.Verdict;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The elements of docs/contacts.md, read and written. */
final class ContactReaderTest {
    private static final Actions BOTH = Actions.of("core:data", "presence:subscribe");
    private static final Instant ASKED = Instant.parse("2000-05-14T21:02:00Z");
    private static final Instant EXPIRES = Instant.parse("2000-06-13T21:02:00Z");
    private static final Address BETTY = Address.parse("betty@rubble.com");
    private static final String PAIR = " from='fred@example.com' to='betty@rubble.com'";

    private static ContactOperation read(String xml) {
        return new ContactReader(ProtocolLimits.defaults()).read(XmlFragment.of(xml));
    }

    private static ContactRequest request(String note) {
        return new ContactRequest(Examples.FRED, BETTY, BOTH, Optional.of(BOTH), note);
    }

    @Test
    void readsWhatIsSaidOfTheContactList() {
        assertThat(read("<get transID='1' owner='fred@example.com' />"))
                .isEqualTo(new ContactOperation.Get(1, Examples.FRED, Kind.CONTACTS, Optional.empty()));
        assertThat(read("<get transID='1' owner='fred@example.com' kind='pending' after='betty@rubble.com' />"))
                .isEqualTo(new ContactOperation.Get(1, Examples.FRED, Kind.PENDING, Optional.of(BETTY)));
        assertThat(read("""
            <put transID='2' owner='fred@example.com'>
                <contact address='betty@rubble.com' name=' Betty ' />
            </put>
            """))
                .isEqualTo(
                        new ContactOperation.Put(2, Examples.FRED, new ContactEntry(BETTY, "Betty", Optional.empty())));
        assertThat(read("<remove transID='3' owner='fred@example.com' address='betty@rubble.com' />"))
                .isEqualTo(new ContactOperation.Remove(3, Examples.FRED, BETTY));
        assertThat(read("""
            <page transID='1' owner='fred@example.com' kind='contacts' next='betty@rubble.com'>
                <contact address='betty@rubble.com' since='2000-05-14T21:02:00-00:00' />
            </page>
            """))
                .isEqualTo(new ContactOperation.Page(
                        1,
                        Examples.FRED,
                        Kind.CONTACTS,
                        List.of(new ContactEntry(BETTY, "", Optional.of(ASKED))),
                        List.of(),
                        Optional.of(BETTY)));
    }

    @Test
    void readsWhatIsSaidOfRequests() {
        assertThat(read("""
            <ask transID='4' from='fred@example.com' to='betty@rubble.com'
                 wants='core:data presence:subscribe' grants='core:data presence:subscribe'>
                Fred, from the quarry
            </ask>
            """)).isEqualTo(new ContactOperation.Ask(4, request("Fred, from the quarry")));
        assertThat(read("<request transID='5'" + PAIR + " wants='core:data presence:subscribe'"
                        + " grants='core:data presence:subscribe' asked='2000-05-14T21:02:00Z'"
                        + " expires='2000-06-13T21:02:00Z' />"))
                .isEqualTo(new ContactOperation.Tell(
                        5,
                        new ContactState(
                                request(""),
                                ContactState.State.WAITING,
                                ASKED,
                                EXPIRES,
                                Optional.empty(),
                                Optional.empty())));
        assertThat(read("<answer transID='6'" + PAIR + " verdict='accept' grants='core:data' name='Fred' />"))
                .isEqualTo(new ContactOperation.Answer(
                        6, BETTY, Examples.FRED, Verdict.ACCEPT, Optional.of(Actions.of("core:data")), "Fred"));
        assertThat(read("<accepted transID='7'" + PAIR + " granted='core:data' />"))
                .isEqualTo(new ContactOperation.Accepted(7, Examples.FRED, BETTY, Actions.of("core:data")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<other transID='1' />",
                "<get owner='fred@example.com' />",
                "<get transID='0' owner='fred@example.com' />",
                "<get transID='1' />",
                "<get transID='1' owner='fred@example.com' kind='all' />",
                "<get transID='1' owner='fred@example.com' after='x' />",
                "<put transID='1' owner='fred@example.com' />",
                "<put transID='1' owner='fred@example.com'><x /></put>",
                "<put transID='1' owner='fred@example.com'><contact address='apex=report@example.com' /></put>",
                "<put transID='1' owner='fred@example.com'><contact address='b@c' name='a&#10;b' /></put>",
                "<put transID='1' owner='fred@example.com'><contact address='b@c' /><contact address='c@c' /></put>",
                "<remove transID='1' owner='fred@example.com' />",
                "<page transID='1' owner='a@b' kind='pending'><contact address='b@c' /></page>",
                "<ask transID='1'" + PAIR + " />",
                "<ask transID='1'" + PAIR + " wants='' />",
                "<ask transID='1'" + PAIR + " wants='all:all' />",
                "<ask transID='1'" + PAIR + " wants='core:data core:data' />",
                "<ask transID='1'" + PAIR + " wants='core:data' grants='access:set' />",
                "<ask transID='1'" + PAIR + " wants='core:data'><x /></ask>",
                "<ask transID='1' from='fred@example.com' to='fred@example.com' wants='core:data' />",
                "<ask transID='1' from='fred/x@example.com' to='fred@example.com' wants='core:data' />",
                "<ask transID='1' from='fred@example.com' to='apex=report@example.com' wants='core:data' />",
                "<ask transID='1' from='imxp=access@example.com' to='fred@example.com' wants='core:data' />",
                "<request transID='1'" + PAIR + " wants='core:data' asked='2000-05-14T21:02:00Z' />",
                "<request transID='1'" + PAIR + " wants='core:data' expires='2000-05-14T21:02:00Z' />",
                "<request transID='1'" + PAIR + " wants='core:data' asked='2000-05-14T21:02:00Z'"
                        + " expires='2000-05-14T21:02:00Z' state='ignored' />",
                "<answer transID='1'" + PAIR + " />",
                "<answer transID='1'" + PAIR + " verdict='maybe' />",
                "<answer transID='1'" + PAIR + " verdict='accept' grants='all:all' />",
                "<accepted transID='1'" + PAIR + " />",
                "<accepted transID='1'" + PAIR + " granted='all:all' />",
            })
    void refusesWhatIsNoOperation(String xml) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(xml))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "look at http://spam.example",
                "WWW.spam.example",
                "\uff57\uff57\uff57.spam.example",
                "write to me@spam.example",
                "me\uff20spam.example",
                "two\nlines",
                "two\u2028lines",
                "turned \u202e round",
                "bell \u0007",
                "half \ud83d",
            })
    void refusesANoteThatIsMoreThanWords(String note) {
        assertThatIllegalArgumentException().isThrownBy(() -> request(note));
    }

    @Test
    void takesANoteThatIsWords() {
        assertThat(request(" Fred @ the quarry: we met on Monday, \ud83d\ude00 ")
                        .note())
                .isEqualTo("Fred @ the quarry: we met on Monday, \ud83d\ude00");
    }

    @Test
    @Requirement("CORE-51")
    void refusesANoteOneCharacterTooLong() {
        var longest = "\ud83d\ude00".repeat(ContactRequest.MAX_NOTE);
        assertThat(request(longest).note()).isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request(longest + "x"))
                .withMessage("the note has 141 characters, allowed are 140");
        var name = "x".repeat(ContactEntry.MAX_NAME);
        assertThat(new ContactEntry(BETTY, name, Optional.empty()).name()).isEqualTo(name);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContactEntry(BETTY, name + "x", Optional.empty()))
                .withMessage("the name has 101 characters, allowed are 100");
    }

    @Test
    @Requirement("CORE-51")
    void refusesAPageWithOneTooMany() {
        var contact = "<contact address='betty@rubble.com' />";
        var page = "<page transID='1' owner='fred@example.com' kind='contacts'>";
        assertThat(((ContactOperation.Page) read(page + contact.repeat(100) + "</page>")).contacts())
                .hasSize(100);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(page + contact.repeat(101) + "</page>"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.TRANSACTION_FAILED));
    }
}
