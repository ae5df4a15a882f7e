package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.testkit.Requirement;

class ActorPatternProperties {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab*/@.\\=%2").ofMaxLength(12).map(text -> text.replace("=", "apex="));
    }

    @Property
    void anyTextIsAnActorOrRefusedWithASentence(@ForAll("texts") String text) {
        try {
            var pattern = ActorPattern.parse(text);
            assertThat(pattern.distance(Address.parse("a/b@a.b"))).isNotNegative();
            for (var dialect : Dialect.values()) {
                assertThat(ActorPattern.parse(pattern.text(dialect))).isEqualTo(pattern);
            }
        } catch (ProtocolException e) {
            assertThat(e.getMessage()).containsAnyOf("is not allowed", "are not UTF-8");
        }
    }

    @Provide
    Arbitrary<String> locals() {
        return Arbitraries.strings().withChars("ab*\\").ofMinLength(1).ofMaxLength(6);
    }

    @Property
    @Requirement("ACC-5")
    void anEscapedLocalPartMatchesItselfExactly(@ForAll("locals") String local) {
        var escaped = local.replace("\\", "\\\\").replace("*", "\\*");
        var pattern = ActorPattern.parse(escaped + "@example.com");
        assertThat(pattern).isEqualTo(ActorPattern.exactly(Address.parse(local + "@example.com")));
        assertThat(pattern.distance(Address.parse(local + "@example.com"))).isZero();
        assertThat(pattern.distance(Address.parse(local + "x@example.com"))).isEqualTo(ActorPattern.NO_MATCH);
    }
}
