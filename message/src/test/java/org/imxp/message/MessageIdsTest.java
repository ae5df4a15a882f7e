package org.imxp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.message.Wire.refused;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identifiers of messages and of parts, and the fields of a message that is sent. */
class MessageIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:11:12.345Z");

    private static MessageIds ids(long seed) {
        return new MessageIds(new Random(seed), InstantSource.fixed(NOW), "example.com");
    }

    @Test
    @Requirement({"MSG-24", "IMPP-4.1.9"})
    void neverGivesAnIdentifierTwice() {
        MessageIds one = ids(1);
        MessageIds other = ids(2);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(seen.add(one.next()) && seen.add(other.next())).isTrue();
        }
        assertThat(seen).allMatch(id -> id.matches("[0-9a-z]+\\.[0-9a-f]{32}@example\\.com"));
    }

    @Test
    void theSameSeedAndTimeGiveTheSame() {
        assertThat(ids(1).next()).isEqualTo(ids(1).next());
    }

    @Test
    void aMultipartHasIdentifiersOfItsOwn() {
        MultipartIds multipart = ids(1).nextMultipart();
        assertThat(Set.of(
                        multipart.root(),
                        multipart.content(),
                        multipart.entity().orElseThrow()))
                .hasSize(3);
        assertThat(multipart.boundary())
                .doesNotContain("@")
                .isNotEqualTo(ids(2).nextMultipart().boundary());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "exa mple.com", "example.com>\r\nX: y", "ex\u00E4mple.com"})
    void refusesADomainThatCannotBeWritten(String domain) {
        refused(501, "identifier", () -> new MessageIds(new Random(1), InstantSource.system(), domain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b ", "b\r\n", "%"})
    void refusesBoundariesThatCannotBeWritten(String boundary) {
        refused(501, "boundary", () -> MultipartIds.of(boundary, "1", "2"));
    }

    @Test
    void refusesABoundaryOnePastSeventy() {
        assertThat(MultipartIds.of("b".repeat(70), "1", "2").boundary()).hasSize(70);
        refused(501, "boundary", () -> MultipartIds.of("b".repeat(71), "1", "2"));
    }

    @Test
    void refusesPartsOfOneIdentifier() {
        refused(501, "Both parts", () -> MultipartIds.of("b", "1", "1"));
        refused(501, "identifier", () -> MultipartIds.of("b", "1", "2>"));
        refused(501, "identifier", () -> MultipartIds.of("b", "1", "2").withEntity(""));
    }

    @ParameterizedTest
    @CsvSource({
        "foo4*foo1@bar.net, cid:foo4*foo1@bar.net",
        "foo4%foo1@bar.net, cid:foo4%25foo1@bar.net",
        "a/b?c#d@example.com, cid:a%2Fb%3Fc%23d@example.com"
    })
    @Requirement("MSG-6")
    void anIdentifierIsAUrlAndBackAgain(String id, String url) {
        assertThat(ContentIds.url(id)).isEqualTo(url);
        assertThat(ContentIds.fromUrl(url)).contains(id);
    }

    @Test
    @Requirement("MSG-6")
    void onlyCidUrlsHaveAnIdentifier() {
        assertThat(ContentIds.fromUrl("CID:%31@example.com")).contains("1@example.com");
        assertThat(ContentIds.fromUrl("mid:1@example.com")).isEmpty();
        assertThat(ContentIds.fromUrl("cid:%3")).isEmpty();
    }

    @Test
    @Requirement({"MSG-3", "IMPP-4.1.2"})
    void aMessageToSendGetsTheFieldsAReceiverLooksFor() {
        MessageComposer composer =
                new MessageComposer("fred@example.com", ids(1), Clock.fixed(NOW, ZoneId.of("America/New_York")));
        Message sent = composer.complete(
                Message.builder().subject("Hi").text("Hello").build(),
                List.of("wilma@example.com", "barney@example.com"));
        String id = ids(1).next();
        assertThat(sent.header())
                .containsExactly(
                        HeaderField.of("date", "Mon, 23 Nov 2026 05:11:12 -0500"),
                        HeaderField.of("from", "im:fred@example.com"),
                        HeaderField.of("to", "im:wilma@example.com"),
                        HeaderField.of("to", "im:barney@example.com"),
                        HeaderField.of("message-id", "<" + id + ">"),
                        HeaderField.of("subject", "Hi"));
        assertThat(composer.complete(sent, List.of("pebbles@rubble.com"))).isEqualTo(sent);
    }
}
