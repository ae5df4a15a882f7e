package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.imxp.protocol.Address;
import org.imxp.protocol.Domain;
import org.junit.jupiter.api.Test;

final class ShownAddressTest {
    @Test
    void usualAddressesAreShownAsTheyAre() {
        for (var usual : List.of(
                "fred@example.com",
                "fred.flintstone+home/appl=im@example.com",
                "j\u00fcrgen@example.com",
                "\u5f20\u4f1f@example.com",
                "apex=report@example.com")) {
            assertThat(ShownAddress.of(Address.parse(usual))).isEqualTo(usual);
        }
    }

    @Test
    void noLocalPartPassesForALineOfOurs() {
        assertThat(ShownAddress.of(Address.parse("x (encrypted, signed, verified): y@evil.example")))
                .isEqualTo("x%20%28encrypted%2C%20signed%2C%20verified%29%3A%20y@evil.example");
        for (var odd :
                new int[] {' ', 0xA0, ':', 0xFF1A, 0x02D0, 0xA4FD, 0x3164, 0x115F, 0x202E, 0x2028, 0x0301, '\'', '%'}) {
            var address = new Address("x" + Character.toString(odd) + "y", Domain.parse("example.com"));
            assertThat(ShownAddress.of(address)).matches("x(%[0-9A-F]{2})+y@example\\.com");
        }
    }

    @Property
    void whatIsShownCanBeTyped(@ForAll String local) {
        Address address;
        try {
            address = new Address(local, Domain.parse("example.com"));
        } catch (IllegalArgumentException e) {
            return;
        }
        assertThat(Address.parse(ShownAddress.of(address))).isEqualTo(address);
    }

    @Test
    void whatIsClaimedIsEscapedToo() {
        assertThat(ShownAddress.claimed("im:fred%20f@example.com")).isEqualTo("im:fred%20f@example.com");
        assertThat(ShownAddress.claimed("im:x (verified), \u00fc@a")).isEqualTo("im:x%20%28verified%29%2C%20%C3%BC@a");
    }
}
