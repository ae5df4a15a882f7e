package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatusResponseTest {
    private static StatusResponse read(String xml) {
        return new ElementReader(ProtocolLimits.defaults()).readStatusResponse(XmlFragment.of(xml), Dialect.APEX);
    }

    private static StatusResponse report(Reply reply) {
        return new StatusResponse(86, List.of(new Destination(Examples.BARNEY, reply)));
    }

    @Test
    @Requirement({"CORE-48", "OPEN-22"})
    void readsTheReportsOfTheSpecificationWhichLackTheTransIdOfTheReply() {
        assertThat(read("""

            <statusResponse transID='86'>
                <destination identity='barney@example.com'>
                    <reply code='250' />
                </destination>
            </statusResponse>
            """)).isEqualTo(report(new Reply(ReplyCode.SUCCESS, 0)));
    }

    @Test
    @Requirement({"CORE-48", "OPEN-22"})
    void writesTheTransIdOfTheReportInEachReply() {
        var unknown = new Reply(ReplyCode.NOT_TAKEN, 0, new Diagnostic("en", "unknown <endpoint>"));
        var written = new ElementWriter().writeStatusResponse(report(unknown), Dialect.APEX);

        assertThat(written.xml())
                .isEqualTo("<statusResponse transID='86'><destination identity='barney@example.com'>"
                        + "<reply code='550' transID='86' xml:lang='en'>unknown &lt;endpoint&gt;</reply>"
                        + "</destination></statusResponse>");
        assertThat(read(written.xml())).isEqualTo(report(new Reply(unknown.code(), 86, unknown.diagnostic())));
    }

    @Test
    @Requirement("WIRE-13")
    void spellsServicesInTheDialectOfTheReader() {
        var service = Address.parse("apex=presence@example.com");
        var report = new StatusResponse(1, List.of(new Destination(service, new Reply(ReplyCode.SUCCESS, 1))));
        var written = new ElementWriter().writeStatusResponse(report, Dialect.IMXP);

        assertThat(written.xml()).contains("identity='imxp=presence@example.com'");
        assertThat(read(written.xml())).isEqualTo(report);
    }

    @Test
    @Requirement("CORE-42")
    void isToldFromOtherContent() {
        var report = new ElementWriter().writeStatusResponse(report(new Reply(ReplyCode.SUCCESS, 1)), Dialect.APEX);

        assertThat(Data.of(new DataContent("C", report), Examples.FRED, Examples.BARNEY)
                        .isStatusResponse())
                .isTrue();
        assertThat(Data.of(
                                new DataContent("C", XmlFragment.of("<x>" + report.xml() + "</x>")),
                                Examples.FRED,
                                Examples.BARNEY)
                        .isStatusResponse())
                .isFalse();
        assertThat(Data.of("cid:1@example.com", Examples.FRED, Examples.BARNEY).isStatusResponse())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<other/>",
                "<statusResponse/>",
                "<statusResponse transID='0'/>",
                "<statusResponse transID='1'/>",
                "<statusResponse transID='1'><destination identity='a@b'/></statusResponse>",
                "<statusResponse transID='1'><destination><reply code='250'/></destination></statusResponse>",
                "<statusResponse transID='1'><reply code='250'/></statusResponse>",
                "<statusResponse transID='1'><destination identity='a@b'><reply/></destination></statusResponse>",
                "<statusResponse transID='1'><destination identity='a@b'><ok/></destination></statusResponse>",
                "<statusResponse transID='1'><destination identity='a@b'><reply code='250'/><reply"
                        + " code='250'/></destination></statusResponse>",
                "<statusResponse transID='1'><destination identity='a@b'><reply"
                        + " code='250'/></destination></statusResponse><x/>"
            })
    @Requirement("CORE-12")
    void refusesWhatIsNoReport(String xml) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(xml))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR));
    }
}
