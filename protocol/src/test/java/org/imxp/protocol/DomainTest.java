package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement("CORE-1")
final class DomainTest {
    @Test
    @Requirement("CORE-2")
    void comparesNamesWithoutRegardToCase() {
        assertThat(Domain.parse("Example.COM"))
                .isEqualTo(Domain.parse("example.com"))
                .hasToString("example.com");
    }

    @Test
    @Requirement("CORE-2")
    void comparesLiteralsByValue() {
        assertThat(Domain.parse("[IPv6:2001:DB8::1]"))
                .isEqualTo(Domain.parse("[2001:db8:0:0:0:0:0:1]"))
                .hasSameHashCodeAs(Domain.parse("[ipv6:2001:db8::0:1]"))
                .hasToString("[IPv6:2001:db8:0:0:0:0:0:1]");
        assertThat(Domain.parse("[::ffff:10.0.0.1]"))
                .isEqualTo(Domain.parse("[10.0.0.1]"))
                .hasToString("[10.0.0.1]");
        assertThat(Domain.parse("[10.0.0.1]")).isNotEqualTo(Domain.parse("[10.0.0.2]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "a", "xn--bcher-kva.example", "1and1.com", "a-b.c--d.e"})
    void takesNames(String name) {
        assertThat(Domain.parse(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "example.com.", ".example.com", "a..b", "-a.com", "a-.com", "b\u00fccher.example", "10.0.0.1",
                "example.1", "a_b.com", "*.com", "[", "[]", "[10.0.0]", "[10.0.0.256]", "[010.0.0.1]", "[10.0.0.1",
                "[fe80::1%eth0]", "[IPv6:::1::]", "[IPv6:]", "[example.com]", "[IPv6:10.0.0.1]", "[10.0.0.1] "
            })
    void refusesWhatIsNoDomain(String text) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> Domain.parse(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }

    @Test
    void boundsLabelsAndNames() {
        var label = "a".repeat(63);
        var name = String.join(".", label, label, label, "a".repeat(61));

        assertThat(name).hasSize(253);
        assertThat(Domain.parse(name)).hasToString(name);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> Domain.parse(name + "a"));
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> Domain.parse(label + "a"));
    }

    @Test
    void refusesAnAddressOfOneLink() throws UnknownHostException {
        var octets = InetAddress.ofLiteral("fe80::1").getAddress();
        var scoped = Inet6Address.getByAddress("", octets, 3);

        assertThatIllegalArgumentException().isThrownBy(() -> new DomainLiteral(scoped));
    }
}
