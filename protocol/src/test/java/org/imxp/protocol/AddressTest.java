package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
    @Test
    @Requirement("CORE-1")
    void splitsAnAddressIntoItsTokens() {
        var address = Address.parse("fred/appl=im@example.com");

        assertThat(address.address()).isEqualTo("fred");
        assertThat(address.subaddress()).contains("appl=im");
        assertThat(address.domain()).isEqualTo(new DomainName("example.com"));
        assertThat(address.parent()).isEqualTo(Address.parse("fred@example.com"));
        assertThat(address).hasToString("fred/appl=im@example.com");
    }

    @Test
    @Requirement("CORE-1")
    void takesSpacesAndUtf8InLocalParts() {
        assertThat(Address.parse("mr slate@example.com").local()).isEqualTo("mr slate");
        assertThat(Address.parse("f\u00e9d\ud83d\ude00@example.com")).hasToString("f\u00e9d\ud83d\ude00@example.com");
        assertThat(Address.parse("fred@[10.0.0.1]").domain()).isEqualTo(Domain.parse("[10.0.0.1]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fred",
                "@example.com",
                "fred@",
                "fred@@example.com",
                "a@b@example.com",
                "/x@example.com",
                "fred/@example.com",
                "a/b/c@example.com",
                "fr\u0001ed@example.com",
                "fred\u0085@example.com",
                "fred\u007f@example.com",
                "fr\ud800ed@example.com",
                "fred\ufffe@example.com",
                "fred@exa mple.com",
                "a%2Fb%2Fc@example.com",
                "a%40b@example.com",
                "fred%00@example.com",
                "fr%ED@example.com",
                "%2F@example.com"
            })
    @Requirement("CORE-1")
    void refusesWhatIsNoAddress(String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Address.parse(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    @Test
    @Requirement("CORE-2")
    void comparesLocalPartsExactlyAfterUndoingEscapes() {
        assertThat(Address.fromUri("apex:f%72ed@example.com")).isEqualTo(Address.parse("fred@example.com"));
        assertThat(Address.parse("f%72ed@example.com")).isEqualTo(Address.parse("fred@example.com"));
        assertThat(Address.parse("Fred@example.com")).isNotEqualTo(Address.parse("fred@example.com"));
        assertThat(Address.parse("fred@EXAMPLE.com")).isEqualTo(Address.parse("fred@example.COM"));
    }

    @Test
    @Requirement("CORE-2")
    void undoesEscapesOnlyOnce() {
        var percent = Address.parse("f%2572ed@example.com");

        assertThat(percent.local()).isEqualTo("f%72ed");
        assertThat(percent).hasToString("f%2572ed@example.com");
        assertThat(Address.fromUri(percent.imUri()))
                .isEqualTo(new Address("f%72ed", percent.domain()))
                .isNotEqualTo(Address.parse("fred@example.com"));
        assertThat(Address.parse("100%@example.com").local()).isEqualTo("100%");
    }

    @Test
    @Requirement("CORE-4")
    void tellsReservedLocalPartsOfEitherDialect() {
        assertThat(Address.parse("apex=report@example.com").service()).contains("report");
        assertThat(Address.parse("imxp=anything@example.com").isService()).isTrue();
        assertThat(Address.parse("apex=report/x@example.com").service()).contains("report");
        assertThat(Address.parse("apexreport@example.com").isService()).isFalse();
        assertThat(Address.parse("APEX=report@example.com").isService()).isFalse();
        assertThat(Address.parse("fred/appl=im@example.com").application()).contains("im");
        assertThat(Address.parse("fred/im@example.com").application()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "core"})
    @Requirement("CORE-4")
    void neverAssignsTheServicesAllAndCore(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.service(name, new DomainName("example.com")))
                .withMessageContaining(name);
    }

    @Test
    @Requirement({"WIRE-3", "WIRE-13", "WIRE-14", "SEED-9"})
    void keepsServicesInOneSpellingAndWritesThatOfTheDialect() {
        var presence = Address.service("presence", new DomainName("example.com"));

        assertThat(Address.parse("imxp=presence@example.com")).isEqualTo(presence);
        assertThat(Address.parse("apex=presence@example.com")).isEqualTo(presence);
        assertThat(presence.text(Dialect.APEX)).isEqualTo("apex=presence@example.com");
        assertThat(presence.text(Dialect.IMXP)).isEqualTo("imxp=presence@example.com");
        assertThat(Examples.FRED.text(Dialect.IMXP)).isEqualTo("fred@example.com");
    }

    @Test
    @Requirement("CORE-32")
    void coversItselfAndItsSubaddressesOnly() {
        var subaddress = Address.parse("fred/appl=im@example.com");

        assertThat(Examples.FRED.covers(Examples.FRED)).isTrue();
        assertThat(Examples.FRED.covers(subaddress)).isTrue();
        assertThat(subaddress.covers(subaddress)).isTrue();
        assertThat(subaddress.covers(Examples.FRED)).isFalse();
        assertThat(Examples.FRED.covers(Examples.WILMA)).isFalse();
        assertThat(Examples.FRED.covers(Address.parse("fred/appl=im@rubble.com")))
                .isFalse();
    }

    @Test
    @Requirement({"SEED-6", "SEED-7", "SEED-8", "IMPP-2.1.3"})
    void mapsToInboxAndPresentityAndBack() {
        assertThat(Examples.FRED.imUri()).isEqualTo("im:fred@example.com");
        assertThat(Examples.FRED.presUri()).isEqualTo("pres:fred@example.com");
        assertThat(Address.fromUri("IM:fred@example.com?subject=hello")).isEqualTo(Examples.FRED);
        assertThat(Address.fromUri("pres:fred@example.com")).isEqualTo(Examples.FRED);
    }

    @Test
    @Requirement("OPEN-34")
    void escapesTheUtf8OctetsOfOtherCharactersInUris() {
        var address = Address.parse("f\u00e9d, x/appl=im@[IPv6:2001:db8::1]");

        assertThat(address.imUri()).isEqualTo("im:f%C3%A9d%2C%20x/appl=im@%5BIPv6:2001:db8:0:0:0:0:0:1%5D");
        assertThat(Address.fromUri(address.imUri())).isEqualTo(address);
    }

    @Test
    @Requirement("WIRE-6")
    void writesTheUriOfTheDialect() {
        assertThat(Examples.FRED.uri(Dialect.IMXP)).isEqualTo("imxp:fred@example.com");
        assertThat(Examples.FRED.uri(Dialect.APEX)).isEqualTo("apex:fred@example.com");
        var report = Address.service("report", new DomainName("example.com"));
        assertThat(report.uri(Dialect.IMXP)).isEqualTo("imxp:imxp=report@example.com");
        assertThat(Address.fromUri("imxp:imxp=report@example.com")).isEqualTo(report);
    }

    @Test
    @Requirement("SEED-11")
    void buildsTheServiceAddressFromTheDomainOfAPresentity() {
        var presentity = Address.fromUri("pres:fred@example.com");

        assertThat(Address.service("presence", presentity.domain()).text(Dialect.IMXP))
                .isEqualTo("imxp=presence@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "fred@example.com", "mailto:fred@example.com", "im:fred", "im:fred@example.com#x", "im:"})
    void refusesOtherUris(String uri) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Address.fromUri(uri))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }
}
