package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.testkit.Requirement;

final class AddressProperties {
    @Property
    @Requirement({"CORE-2", "WIRE-3"})
    void textReadsBackInEitherDialect(@ForAll("addresses") Address address, @ForAll Dialect dialect) {
        assertThat(Address.parse(address.text(dialect))).isEqualTo(address);
    }

    @Property
    @Requirement({"SEED-6", "SEED-7", "OPEN-34"})
    void urisAreLossless(@ForAll("addresses") Address address) {
        for (var uri :
                List.of(address.imUri(), address.presUri(), address.uri(Dialect.IMXP), address.uri(Dialect.APEX))) {
            assertThat(Address.fromUri(uri)).isEqualTo(address);
            assertThat(uri).matches("[!-~]+");
        }
    }

    @Property(tries = 5000)
    void anyTextIsReadOrRefused(@ForAll("texts") String text) {
        try {
            var address = Address.parse(text);
            assertThat(Address.parse(address.toString())).isEqualTo(address);
        } catch (ProtocolException e) {
            assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("fF@/%2540[]:.=-1\u00e9\ud83d\ude00 ")
                .all()
                .ofMaxLength(20)
                .map(text -> text.length() % 2 == 0 ? text : text + "@example.com");
    }

    @Provide
    static Arbitrary<Address> addresses() {
        var token = Arbitraries.of(
                "fred",
                "Fred",
                "%",
                "%41",
                "%%41",
                "a b",
                "\u00e9",
                "\ud83d\ude00",
                "'\"<>&",
                "?#,;",
                "+-._~",
                "apex=x",
                "imxp=*",
                "25");
        var local = Combinators.combine(
                        token.list().ofMinSize(1).ofMaxSize(3), token.list().ofMaxSize(2))
                .as((address, sub) -> String.join("", address) + (sub.isEmpty() ? "" : "/" + String.join("", sub)));
        var domain = Arbitraries.of("example.com", "Rubble.COM", "localhost", "[10.0.0.1]", "[IPv6:2001:db8::1]");
        return Combinators.combine(local, domain).as((l, d) -> new Address(l, Domain.parse(d)));
    }
}
