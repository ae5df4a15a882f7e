package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.imxp.protocol.Address;
import org.imxp.protocol.ErrorReply;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.ServiceContent;
import org.imxp.protocol.XmlFragment;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The contact list and contact requests, with a test in the place of the contact service. */
@Timeout(60)
class ContactsTest {
    private static final String SERVICE = "apex=contact@example.com";
    private static final Address BETTY = Address.parse("betty@rubble.com");
    private static final Instant THEN = Instant.parse("2026-11-23T09:00:00Z");
    private static final Instant LATER = Instant.parse("2026-12-23T09:00:00Z");
    private static final String TIMES = " asked='2026-11-23T09:00:00-00:00' expires='2026-12-23T09:00:00-00:00'";
    private static final Set<Permission> BOTH = EnumSet.of(Permission.WRITE, Permission.SEE_PRESENCE);

    private final PresenceTalk talk = new PresenceTalk(EndpointLimits.DEFAULT, SERVICE);

    @AfterEach
    void close() {
        talk.close();
    }

    private Contacts contacts() {
        return talk.fred.contacts();
    }

    private static <T> T result(CompletableFuture<T> future) {
        return future.orTimeout(20, TimeUnit.SECONDS).join();
    }

    private static void fails(CompletableFuture<?> future, int code, String words) {
        assertThatThrownBy(() -> result(future))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        e -> assertThat(e.code().value()).isEqualTo(code))
                .hasMessageContaining(words);
    }

    // ---- the list --------------------------------------------------------------------------------------------------

    @Test
    void asksForAllPagesOfTheList() {
        var list = contacts().list();
        talk.play("""
            C: <get transID='A' owner='fred@example.com' kind='contacts' />
            S: <page transID='A' owner='fred@example.com' kind='contacts' next='barney@example.com'><contact address='barney@example.com' name='Barney' since='2026-11-23T09:00:00-00:00' /></page>
            C: <get transID='B' owner='fred@example.com' kind='contacts' after='barney@example.com' />
            S: <page transID='B' owner='fred@example.com' kind='contacts'><contact address='betty@rubble.com' since='2026-12-23T09:00:00-00:00' /></page>
            """);
        assertThat(result(list))
                .containsExactly(
                        new Contact(Address.parse("barney@example.com"), "Barney", THEN),
                        new Contact(BETTY, "", LATER));
        assertThat(contacts().owner()).hasToString("fred@example.com");
    }

    @Test
    void givesUpOnAListThatHasNoEnd() {
        var list = contacts().list();
        talk.play("""
            C: <get transID='A' owner='fred@example.com' kind='contacts' />
            S: <page transID='A' owner='fred@example.com' kind='contacts' next='barney@example.com' />
            C: <get transID='B' owner='fred@example.com' kind='contacts' after='barney@example.com' />
            S: <page transID='B' owner='fred@example.com' kind='contacts' next='barney@example.com' />
            """);
        fails(list, 554, "has no end");
    }

    /** Whose end only seems to come nearer. */
    @Test
    void givesUpOnAListThatGoesRound() throws InterruptedException {
        int each = 100;
        var entries = "<contact address='betty@rubble.com' since='2026-12-23T09:00:00-00:00' />".repeat(each);
        var list = contacts().list();
        for (int page = 0; page <= Contacts.MOST_GATHERED / each; page++) {
            assertThat(list).isNotDone();
            var get = ServiceContent.of(talk.relay.next().payload());
            talk.says("<page transID='%d' owner='fred@example.com' kind='contacts' next='%s@example.com'>%s</page>"
                    .formatted(ServiceContent.transId(get).orElseThrow(), page % 2 == 0 ? "a" : "b", entries));
        }
        fails(list, 554, "has no end");
        assertThat(talk.relay.sent).isEmpty();
    }

    @Test
    void changesTheListAndIsTold() {
        contacts().onChange(talk.events::add);
        var put = contacts().put("betty@rubble.com", "Betty");
        talk.play("""
            C: <put transID='A' owner='fred@example.com'><contact address='betty@rubble.com' name='Betty' /></put>
            S: <put transID='A' owner='fred@example.com'><contact address='betty@rubble.com' name='Betty' since='2026-11-23T09:00:00-00:00' /></put>
            S: <reply code='250' transID='A' />
            """);
        result(put);
        assertThat(talk.told(ContactEvent.class)).isEqualTo(new ContactEvent.Added(new Contact(BETTY, "Betty", THEN)));

        var removed = contacts().remove("betty@rubble.com");
        talk.play("""
            C: <remove transID='B' owner='fred@example.com' address='betty@rubble.com' />
            S: <reply code='250' transID='B' />
            S: <remove transID='B' owner='fred@example.com' address='betty@rubble.com' />
            """);
        assertThat(result(removed)).isTrue();
        assertThat(talk.told(ContactEvent.class)).isEqualTo(new ContactEvent.Removed(BETTY));

        var nobody = contacts().remove("betty@rubble.com");
        talk.play("""
            C: <remove transID='C' owner='fred@example.com' address='betty@rubble.com' />
            S: <reply code='551' transID='C' xml:lang='en'>betty@rubble.com is not on the list</reply>
            """);
        assertThat(result(nobody)).isFalse();
        var full = contacts().put("betty@rubble.com", "");
        talk.play("""
            C: <put transID='D' owner='fred@example.com'><contact address='betty@rubble.com' /></put>
            S: <reply code='554' transID='D' xml:lang='en'>allowed are 1000</reply>
            """);
        fails(full, 554, "allowed are 1000");
    }

    @Test
    void isNotToldByOthers() {
        contacts().onChange(talk.events::add);
        contacts().onRequest(talk.events::add);
        var put = "<put transID='7' owner='fred@example.com'><contact address='betty@rubble.com'"
                + " since='2026-11-23T09:00:00-00:00' /></put>";
        talk.saysAs("apex=contact@rubble.com", put);
        talk.saysAs("apex=presence@example.com", put);
        assertThat(talk.relay.data("betty@rubble.com", XmlFragment.of(put))).isInstanceOf(ErrorReply.class);
        talk.says(put.replace("fred@", "wilma@"));
        talk.says("<request transID='8' from='betty@rubble.com' to='wilma@example.com' wants='core:data'" + TIMES
                + " />");
        talk.says(put);
        assertThat(talk.told(ContactEvent.class)).isInstanceOf(ContactEvent.Added.class);
        assertThat(talk.events).isEmpty();
    }

    // ---- requests --------------------------------------------------------------------------------------------------

    @Test
    void asksAndIsToldWhatBecameOfIt() {
        contacts().onAnswer(talk.events::add);
        var asked = contacts().request("betty@rubble.com", "Fred, from the quarry");
        talk.play("""
            C: <ask transID='A' from='fred@example.com' to='betty@rubble.com' wants='core:data presence:subscribe' grants='core:data presence:subscribe'>Fred, from the quarry</ask>
            S: <reply code='250' transID='A' />
            """);
        result(asked);
        talk.says("<request transID='7' from='fred@example.com' to='betty@rubble.com' wants='core:data"
                + " presence:subscribe' state='accepted'" + TIMES + " granted='core:data' />");
        assertThat(talk.told(SentRequest.class))
                .isEqualTo(new SentRequest(
                        BETTY, SentRequest.State.ACCEPTED, Set.of(Permission.WRITE), Optional.empty(), THEN, LATER));
    }

    @Test
    void asksForLessAndOffersNothing() {
        var asked = contacts().request("betty@rubble.com", "", Set.of(Permission.WRITE), Set.of());
        talk.play("""
            C: <ask transID='A' from='fred@example.com' to='betty@rubble.com' wants='core:data' />
            S: <reply code='554' transID='A' xml:lang='en'>allowed is once a day</reply>
            """);
        fails(asked, 554, "once a day");
        var list = contacts().asked();
        talk.play("""
            C: <get transID='B' owner='fred@example.com' kind='asked' />
            S: <page transID='B' owner='fred@example.com' kind='asked'><request from='fred@example.com' to='betty@rubble.com' wants='core:data' state='refused' asked='2026-11-23T09:00:00-00:00' expires='2026-12-23T09:00:00-00:00' code='550' /></page>
            """);
        assertThat(result(list))
                .containsExactly(new SentRequest(
                        BETTY, SentRequest.State.REFUSED, Set.of(), Optional.of(ReplyCode.NOT_TAKEN), THEN, LATER));
    }

    @Test
    void refusesWhatNobodyMayAsk() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> contacts().request("betty@rubble.com", "see http://spam.example"));
        assertThatIllegalArgumentException().isThrownBy(() -> contacts().request("apex=report@rubble.com", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> contacts().request("betty@rubble.com", "", Set.of(Permission.CHANGE_ACCESS), Set.of()));
        assertThatThrownBy(() -> contacts().request("nobody", "")).isInstanceOf(ProtocolException.class);
    }

    @Test
    void isAskedAndAnswers() {
        contacts().onRequest(talk.events::add);
        talk.says("<request transID='7' from='betty@rubble.com' to='fred@example.com'"
                + " wants='core:data presence:subscribe' grants='core:data'" + TIMES + ">Hello</request>");
        var request = new ReceivedRequest(BETTY, "Hello", BOTH, Set.of(Permission.WRITE), THEN, LATER);
        assertThat(talk.told(ReceivedRequest.class)).isEqualTo(request);

        var list = contacts().requests();
        talk.play("""
            C: <get transID='A' owner='fred@example.com' kind='pending' />
            S: <page transID='A' owner='fred@example.com' kind='pending'><request from='betty@rubble.com' to='fred@example.com' wants='core:data presence:subscribe' grants='core:data' asked='2026-11-23T09:00:00-00:00' expires='2026-12-23T09:00:00-00:00'>Hello</request></page>
            """);
        assertThat(result(list)).containsExactly(request);

        var accepted = contacts().accept("betty@rubble.com");
        talk.play("""
            C: <answer transID='B' to='fred@example.com' from='betty@rubble.com' verdict='accept' />
            S: <reply code='250' transID='B' />
            """);
        result(accepted);
        var less = contacts().accept("betty@rubble.com", Permission.SEE_PRESENCE);
        talk.play("""
            C: <answer transID='C' to='fred@example.com' from='betty@rubble.com' verdict='accept' grants='presence:subscribe' />
            S: <reply code='550' transID='C' />
            """);
        fails(less, 550, "550");
        var ignored = contacts().ignore("betty@rubble.com");
        talk.play("""
            C: <answer transID='D' to='fred@example.com' from='betty@rubble.com' verdict='ignore' />
            S: <reply code='250' transID='D' />
            """);
        result(ignored);
        var blocked = contacts().block("betty@rubble.com");
        talk.play("""
            C: <answer transID='E' to='fred@example.com' from='betty@rubble.com' verdict='block' />
            S: <reply code='250' transID='E' />
            """);
        result(blocked);
    }

    @Test
    @Requirement("CORE-51")
    void asManyRequestsWaitForTheirHandlerAsAreAllowed() {
        for (int n = 0; n <= Contacts.MOST_WAITING; n++) {
            talk.says("<request transID='7' from='b" + n + "@rubble.com' to='fred@example.com' wants='core:data'"
                    + TIMES + " />");
        }
        contacts().onRequest(talk.events::add);
        for (int n = 0; n < Contacts.MOST_WAITING; n++) {
            assertThat(talk.told(ReceivedRequest.class).from()).hasToString("b" + n + "@rubble.com");
        }
        talk.says(
                "<request transID='7' from='last@rubble.com' to='fred@example.com' wants='core:data'" + TIMES + " />");
        assertThat(talk.told(ReceivedRequest.class).from()).hasToString("last@rubble.com");
    }

    @Test
    void keepsCopiesOfWhatItGives() {
        var wants = EnumSet.of(Permission.WRITE);
        var request = new ReceivedRequest(BETTY, "", wants, Set.of(), THEN, LATER);
        wants.clear();
        assertThat(List.copyOf(request.wants())).containsExactly(Permission.WRITE);
    }
}
