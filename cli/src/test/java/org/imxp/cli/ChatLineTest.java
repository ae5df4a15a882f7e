package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.imxp.endpoint.Disclosed;
import org.imxp.endpoint.Permission;
import org.imxp.endpoint.presence.Availability;
import org.imxp.endpoint.presence.Notes;
import org.imxp.protocol.Address;
import org.junit.jupiter.api.Test;

final class ChatLineTest {
    @Test
    void textIsSaid() {
        assertThat(ChatLine.parse("hello there ")).isEqualTo(new ChatLine.Say("hello there"));
        assertThat(ChatLine.parse("//etc is a folder")).isEqualTo(new ChatLine.Say("/etc is a folder"));
    }

    @Test
    void commandsAreUnderstood() {
        assertThat(ChatLine.parse("/to wilma@example.com"))
                .isEqualTo(new ChatLine.To(Address.parse("wilma@example.com")));
        assertThat(ChatLine.parse(" /who ")).isEqualTo(new ChatLine.Who());
        assertThat(ChatLine.parse("/raw")).isEqualTo(new ChatLine.Raw());
        assertThat(ChatLine.parse("/help")).isEqualTo(new ChatLine.Help());
        assertThat(ChatLine.parse("/quit")).isEqualTo(new ChatLine.Quit());
        assertThat(ChatLine.parse("  ")).isEqualTo(new ChatLine.Nothing());
    }

    @Test
    void rulesAreUnderstood() {
        assertThat(ChatLine.parse("/block *@rubble.com")).isEqualTo(new ChatLine.Block("*@rubble.com"));
        assertThat(ChatLine.parse("/allow pebbles@rubble.com"))
                .isEqualTo(
                        new ChatLine.Allow("pebbles@rubble.com", List.of(Permission.WRITE, Permission.SEE_PRESENCE)));
        assertThat(ChatLine.parse("/allow pebbles@rubble.com see-watchers"))
                .isEqualTo(new ChatLine.Allow("pebbles@rubble.com", List.of(Permission.SEE_WATCHERS)));
        for (var wrong : List.of("/block", "/block me", "/block a@b c@d", "/allow", "/allow me", "/allow a@b sing")) {
            assertThat(ChatLine.parse(wrong)).isInstanceOf(ChatLine.Wrong.class);
        }
    }

    @Test
    void whatOthersMayKnowIsUnderstood() {
        assertThat(ChatLine.parse("/typing on")).isEqualTo(new ChatLine.Tell(Set.of(Disclosed.COMPOSING), true));
        assertThat(ChatLine.parse("/receipts off"))
                .isEqualTo(new ChatLine.Tell(Set.of(Disclosed.DELIVERY, Disclosed.DISPLAY), false));
        for (var wrong : List.of("/typing", "/typing maybe", "/receipts", "/receipts on off")) {
            assertThat(ChatLine.parse(wrong)).isInstanceOf(ChatLine.Wrong.class);
        }
    }

    @Test
    void strangersAreUnderstood() {
        var betty = Address.parse("betty@rubble.com");
        assertThat(ChatLine.parse("/ask betty@rubble.com Fred, from  the quarry"))
                .isEqualTo(new ChatLine.Meet(new ContactLine.Ask(betty, "Fred, from the quarry")));
        assertThat(ChatLine.parse("/ask betty@rubble.com"))
                .isEqualTo(new ChatLine.Meet(new ContactLine.Ask(betty, "")));
        assertThat(ChatLine.parse("/accept betty@rubble.com"))
                .isEqualTo(new ChatLine.Meet(new ContactLine.Accept(betty)));
        assertThat(ChatLine.parse("/ignore betty@rubble.com"))
                .isEqualTo(new ChatLine.Meet(new ContactLine.Ignore(betty)));
        assertThat(ChatLine.parse("/requests")).isEqualTo(new ChatLine.Meet(new ContactLine.Requests()));
        assertThat(ChatLine.parse("/contacts")).isEqualTo(new ChatLine.Meet(new ContactLine.All()));
        assertThat(ChatLine.parse("/add betty@rubble.com Betty Rubble"))
                .isEqualTo(new ChatLine.Meet(new ContactLine.Add(betty, "Betty Rubble")));
        assertThat(ChatLine.parse("/remove betty@rubble.com"))
                .isEqualTo(new ChatLine.Meet(new ContactLine.Remove(betty)));
        for (var wrong : List.of("/add", "/remove", "/ask", "/ask me", "/accept", "/accept me", "/ignore a@b c@d")) {
            assertThat(ChatLine.parse(wrong)).isInstanceOf(ChatLine.Wrong.class);
        }
    }

    @Test
    void howOneIsIsUnderstood() {
        assertThat(ChatLine.parse("/away")).isEqualTo(new ChatLine.Be(Availability.AWAY, Notes.NONE));
        assertThat(ChatLine.parse("/busy  Do not  ring "))
                .isEqualTo(new ChatLine.Be(Availability.BUSY, Notes.of("Do not  ring")));
        assertThat(ChatLine.parse("/available")).isEqualTo(new ChatLine.Be(Availability.AVAILABLE, Notes.NONE));
        assertThat(ChatLine.parse("/away " + "x".repeat(Notes.MOST_CHARACTERS + 1)))
                .isInstanceOf(ChatLine.Wrong.class);
    }

    @Test
    void otherCommandsAreNotSentByMistake() {
        assertThat(ChatLine.parse("/exit"))
                .isInstanceOfSatisfying(
                        ChatLine.Wrong.class,
                        wrong -> assertThat(wrong.sentence()).contains("/exit"));
        assertThat(ChatLine.parse("/to")).isInstanceOf(ChatLine.Wrong.class);
        assertThat(ChatLine.parse("/to nobody")).isInstanceOf(ChatLine.Wrong.class);
    }

    @Property
    void anyLineIsUnderstood(@ForAll String typed) {
        assertThat(ChatLine.parse(typed)).isNotNull();
    }
}
