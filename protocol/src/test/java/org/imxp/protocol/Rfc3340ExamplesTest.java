package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every different element that RFC 3340 shows, and what is written for it. */
@Requirement({"CORE-11", "CORE-12"})
final class Rfc3340ExamplesTest {
    private static final String BARE_DATA = "<data content='cid:1@example.com'>"
            + "<originator identity='fred@example.com' /><recipient identity='%s' />%s</data>";
    private static final String STATUS_REQUEST =
            "<option internal='statusRequest' targetHop='final' mustUnderstand='true' transID='86' />";

    @ParameterizedTest
    @MethodSource("examples")
    void isReadAndWritten(String shown, String written) {
        var element = Examples.read(shown);
        var xml = new ElementWriter().write(element, Dialect.APEX);

        assertThat(xml).isEqualTo(written);
        assertThat(Examples.read(xml)).isEqualTo(element);
    }

    static Stream<Arguments> examples() {
        return Stream.of(
                example("<terminate transID='1' />"),
                example("<terminate transID='13' />"),
                example(
                        "<attach endpoint='fred@example.com'\n                 transID='1' />",
                        "<attach endpoint='fred@example.com' transID='1' />"),
                example("<attach endpoint='wilma@example.com' transID='2' />"),
                example(
                        "<bind relay='example.com'\n                 transID='1' />",
                        "<bind relay='example.com' transID='1' />"),
                example("<bind relay='rubble.com' transID='2' />"),
                example("<ok />"),
                example("<error code='537'>access denied</error>"),
                example("<error code='550'>unknown transaction-identifier</error>"),
                example("""
                    <data content='cid:1@example.com'>
                        <originator identity='fred@example.com' />
                        <recipient identity='barney@example.com' />
                    </data>
                    """, BARE_DATA.formatted("barney@example.com", "")),
                example("""
                    <data content='cid:1@example.com'>
                        <originator identity='fred@example.com' />
                        <recipient identity='barney@rubble.com' />
                        <option internal='statusRequest' targetHop='final'
                                mustUnderstand='true' transID='86' />
                    </data>
                    """, BARE_DATA.formatted("barney@rubble.com", STATUS_REQUEST)),
                report("example.com", "<reply code='250' />"),
                report("rubble.com", "<reply code='250' />"),
                report("example.com", "<reply code='550'>unknown endpoint\n         identity</reply>"));
    }

    private static Arguments report(String domain, String reply) {
        var inner = """

                <statusResponse transID='86'>
                    <destination identity='barney@%s'>
                        %s
                    </destination>
                </statusResponse>
            """.formatted(domain, reply);
        var shown = """
            <data content='#Content'>
                <originator identity='apex=report@%s' />
                <recipient identity='fred@example.com' />
                <data-content Name='Content'>%s</data-content>
            </data>
            """.formatted(domain, inner);
        var written = "<data content='#Content'><originator identity='apex=report@" + domain + "' />"
                + "<recipient identity='fred@example.com' /><data-content Name='Content'>" + inner
                + "</data-content></data>";
        return example(shown, written);
    }

    private static Arguments example(String xml) {
        return example(xml, xml);
    }

    private static Arguments example(String shown, String written) {
        return Arguments.of(shown, written);
    }
}
