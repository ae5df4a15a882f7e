package org.imxp.relay.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.contact.ContactWorld.FRED;
import static org.imxp.relay.contact.ContactWorld.WILMA;
import static org.imxp.relay.contact.ContactWorld.get;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.imxp.relay.config.Limit;
import org.imxp.relay.config.Limits;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

/** Contact lists: docs/contacts.md, "Operations of programs". */
class ContactListTest {
    private static final String SINCE = " since='2026-01-01T00:00:00-00:00'";

    private final ContactWorld world = new ContactWorld();

    private static String put(int transId, String owner, String contact) {
        return "<put transID='" + transId + "' owner='" + owner + "'>" + contact + "</put>";
    }

    private static String contact(String address, String name) {
        return "<contact address='" + address + "'" + (name.isEmpty() ? "" : " name='" + name + "'") + " />";
    }

    private static String remove(int transId, String owner, String address) {
        return "<remove transID='" + transId + "' owner='" + owner + "' address='" + address + "' />";
    }

    @Test
    void keepsAListThatTheOwnerIsToldOf() {
        world.says(FRED, put(1, FRED, contact(WILMA, "Wilma")))
                .hears(FRED, "<reply code='250' transID='1' />")
                .hears(FRED, put(1, FRED, contact(WILMA, "Wilma").replace(" />", SINCE + " />")));
        world.pass(Duration.ofDays(1));
        world.says(FRED, put(2, FRED, contact("barney@example.com", ""))).forget(FRED);
        assertThat(world.page(FRED, "contacts"))
                .isEqualTo("<page transID='9' owner='fred@example.com' kind='contacts'>"
                        + "<contact address='barney@example.com' since='2026-01-02T00:00:00-00:00' />"
                        + "<contact address='wilma@example.com' name='Wilma'" + SINCE + " /></page>");

        world.says(FRED, put(3, FRED, contact(WILMA, "Darling"))).forget(FRED);
        world.says(FRED, remove(4, FRED, "barney@example.com"))
                .hears(FRED, "<reply code='250' transID='4' />")
                .hears(FRED, remove(4, FRED, "barney@example.com"));
        assertThat(world.page(FRED, "contacts"))
                .isEqualTo("<page transID='9' owner='fred@example.com' kind='contacts'>"
                        + "<contact address='wilma@example.com' name='Darling'" + SINCE + " /></page>");
        world.says(FRED, remove(5, FRED, "barney@example.com")).hearsReply(FRED, 551, 5);
    }

    @Test
    @Requirement("SEED-12")
    void letsThoseHaveItWhomTheOwnerLets() {
        world.says(WILMA, put(1, FRED, contact(WILMA, ""))).hearsReply(WILMA, 537, 1);
        world.says(WILMA, remove(2, FRED, WILMA)).hearsReply(WILMA, 537, 2);
        world.says(WILMA, get(FRED, "contacts")).hearsReply(WILMA, 537, 9);
        world.says(WILMA, get(FRED, "pending")).hearsReply(WILMA, 537, 9);

        world.says("fred/cli@example.com", put(1, FRED, contact(WILMA, "")))
                .hears("fred/cli@example.com", "<reply code='250' transID='1' />")
                .hears(FRED, "<put transID='1' owner='fred@example.com'>")
                .hearsNothing("fred/cli@example.com");
        // The list is the endpoint's, whichever of its subaddresses is named.
        world.says(FRED, get("fred/cli@example.com", "contacts"))
                .hears(FRED, "<page transID='9' owner='fred@example.com' kind='contacts'><contact address='wilma@");
    }

    @Test
    void refusesOwnersThatAreNotItsOwn() {
        world.says(FRED, "apex=contact@rubble.com", get(FRED, "contacts")).hearsReply(FRED, 553, 9);
        world.says(FRED, put(2, "nobody@example.com", contact(WILMA, ""))).hearsReply(FRED, 550, 2);
        world.says(FRED, put(3, "apex=report@example.com", contact(WILMA, ""))).hearsReply(FRED, 550, 3);
        world.directoryFails = true;
        world.says(FRED, put(4, FRED, contact(WILMA, ""))).hearsReply(FRED, 451, 4);
    }

    @Test
    void answersWhatItCannotReadIfItCan() {
        world.says(FRED, "<put transID='1' owner='fred@example.com' />").hearsReply(FRED, 501, 1);
        world.says(FRED, "<put transID='1'").hearsNothing(FRED);
        world.says(FRED, "<get owner='fred@example.com' />").hearsNothing(FRED);
        world.says(FRED, "<reply transID='1' />").hearsNothing(FRED);
        world.says(FRED, "<reply code='250' transID='1' />").hearsNothing(FRED);
        world.says(FRED, "<page transID='1' owner='fred@example.com' kind='contacts' />")
                .hearsNothing(FRED);
    }

    @Test
    void saysThatTheStoreDoesNotTakeIt() {
        world.member("example.com").data.breaks(true);
        world.says(FRED, put(1, FRED, contact(WILMA, ""))).hearsReply(FRED, 451, 1);
        world.says(FRED, get(FRED, "contacts")).hearsReply(FRED, 451, 9);
        world.member("example.com").data.breaks(false);
        world.says(FRED, put(2, FRED, contact(WILMA, ""))).hearsReply(FRED, 250, 2);
    }

    @Test
    @Requirement("CORE-51")
    void keepsAsManyContactsOfAnOwnerAsAreAllowed() {
        var small = new ContactWorld(Limit.CONTACTS_PER_OWNER, 2);
        for (var name : List.of("a@b", "b@b")) {
            small.says(FRED, put(1, FRED, contact(name, ""))).hearsReply(FRED, 250, 1);
            small.forget(FRED);
        }
        small.says(FRED, put(2, FRED, contact("c@b", ""))).hearsReply(FRED, 554, 2);
        small.says(FRED, put(3, FRED, contact("b@b", "B"))).hearsReply(FRED, 250, 3);
        small.says(WILMA, put(4, WILMA, contact("c@b", ""))).hearsReply(WILMA, 250, 4);
    }

    @Test
    @Requirement("CORE-51")
    void keepsAsManyContactsInAllAsAreAllowed() {
        var small = new ContactWorld(Limit.CONTACTS, 1);
        small.says(FRED, put(1, FRED, contact("a@b", ""))).hearsReply(FRED, 250, 1);
        small.says(WILMA, put(2, WILMA, contact("a@b", ""))).hearsReply(WILMA, 554, 2);
        small.forget(FRED).says(FRED, remove(3, FRED, "a@b")).hearsReply(FRED, 250, 3);
        small.says(WILMA, put(4, WILMA, contact("a@b", ""))).hearsReply(WILMA, 250, 4);
    }

    @Test
    @Requirement("CORE-51")
    void letsAsManyOperationsWaitAsAreAllowed() {
        var limits = Limits.defaults().with(Limit.CONTACT_OPERATIONS, 1);
        var tasks = new ArrayList<Runnable>();
        var member = world.member("example.com");
        member.open(limits, member.data, tasks::add);

        world.says(FRED, put(1, FRED, contact(WILMA, ""))).hearsNothing(FRED);
        world.says(FRED, put(2, FRED, contact(WILMA, ""))).hearsReply(FRED, 451, 2);
        tasks.forEach(Runnable::run);
        world.hearsReply(FRED, 250, 1).forget(FRED);
        world.says(FRED, get(FRED, "contacts")).hears(FRED, "<page ");
    }

    @Test
    void givesALongListInPages() {
        for (int n = 0; n < 250; n++) {
            world.says(FRED, put(1, FRED, contact("c" + (1000 + n) + "@example.com", "")));
        }
        world.forget(FRED);
        var first = world.page(FRED, "contacts");
        assertThat(first)
                .contains(" next='c1099@example.com'")
                .contains("'c1099@")
                .doesNotContain("'c1100@");
        world.says(FRED, "<get transID='9' owner='fred@example.com' kind='contacts' after='c1099@example.com' />");
        assertThat(world.heard(FRED)).contains(" next='c1199@example.com'");
        world.says(FRED, "<get transID='9' owner='fred@example.com' kind='contacts' after='c1199@example.com' />");
        assertThat(world.heard(FRED)).contains("'c1249@").doesNotContain("next=");
    }

    @Test
    void keepsPagesShortWhenNamesAreLong() {
        for (int n = 0; n < 100; n++) {
            world.says(FRED, put(1, FRED, contact("x".repeat(900) + n + "@example.com", "n".repeat(100))));
        }
        world.forget(FRED);
        var page = world.page(FRED, "contacts");
        assertThat(page).contains(" next='");
        assertThat(page.length()).isBetween(Pages.CHARACTERS / 2, Pages.CHARACTERS + 2000);
    }

    @Test
    void doesNotGiveAListToWhoeverGetsTheAddressLater() {
        world.says(FRED, put(1, FRED, contact(WILMA, ""))).forget(FRED);
        world.pass(Duration.ofDays(1));
        world.accounts.put(FRED, world.time.instant());

        assertThat(world.page(FRED, "contacts"))
                .isEqualTo("<page transID='9' owner='fred@example.com' kind='contacts' />");
        world.says(FRED, remove(1, FRED, WILMA)).hearsReply(FRED, 551, 1);
    }
}
