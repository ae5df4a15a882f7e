package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.Outcome;
import org.imxp.message.Message;
import org.imxp.protocol.Dialect;
import org.imxp.system.raw.Data;
import org.imxp.system.raw.Data.Form;
import org.imxp.system.raw.Spelling;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A domain whose relay speaks one dialect only, and is not ours: with ours, which speaks both, it exchanges all. */
class DialectMeshTest {
    private static final String FRED = "fred@example.com";
    private static final String DOMAIN = "apex.example";
    private static final String ANN = "ann@" + DOMAIN;

    private static Domains domains;
    private static PeerRelay peer;

    @BeforeAll
    @Timeout(180)
    static void start(@TempDir Path folder) {
        domains = Domains.of(folder, FRED, ANN);
        peer = new PeerRelay(domains.certificate(DOMAIN), Spelling.APEX, data -> Optional.of("<ok />"));
        domains.start("example.com", "mesh.routes", domains.routes(DOMAIN + "=" + peer));
    }

    @AfterAll
    static void stop() {
        domains.close();
        peer.close();
    }

    private static Endpoint fred() {
        return Endpoint.attach(domains.settings(FRED).withDialect(Dialect.IMXP));
    }

    @Test
    @Requirement({"WIRE-13", "WIRE-14", "WIRE-15", "CORE-18"})
    void ourRelayCallsInTheDialectThatIsOffered() {
        try (var fred = fred()) {
            assertThat(fred.dialect()).isEqualTo(Dialect.IMXP);
            fred.send(Message.text("Hello"), ANN).accepted().join();

            assertThat(peer.next()).contains("bind", "relay='example.com'");
            assertThat(peer.next())
                    .contains("identity='" + FRED + "'", "identity='" + ANN + "'", Spelling.APEX.flag())
                    .doesNotContain(Spelling.IMXP.flag());
        }
    }

    @Test
    @Requirement({"WIRE-13", "WIRE-14", "CORE-18", "CORE-25", "CORE-41"})
    void ourRelayIsCalledInTheDialectThatTheOtherHas() {
        for (var spelling : Spelling.values()) {
            try (var fred = fred();
                    var caller = CallingPeer.call(domains, DOMAIN, "example.com", spelling)) {
                var fredHas = Received.by(fred);
                var text = "In " + spelling;
                assertThat(caller.send(new Data(ANN, FRED, text, spelling.statusRequest(7)).payload(Form.INLINE))
                                .code())
                        .isEqualTo(250);
                assertThat(fredHas.next()).isEqualTo(text);

                var report = caller.receive().xml();
                assertThat(report.only("originator").attribute("identity"))
                        .isEqualTo(spelling.reportService("example.com"));
                assertThat(report.only("reply").attribute("code")).isEqualTo("250");

                // Over what it has bound, and in its words.
                var sending = fred.send(Message.text("Hello"), ANN);
                var arrived = caller.receive();
                assertThat(Data.textOf(arrived)).isEqualTo("Hello");
                var other = spelling == Spelling.APEX ? Spelling.IMXP : Spelling.APEX;
                assertThat(arrived.payload()).contains(spelling.flag()).doesNotContain(other.flag());
                int transId = Integer.parseInt(arrived.xml().only("option").attribute("transID"));
                caller.send(report(spelling, transId));
                assertThat(sending.outcome(ANN).join()).isEqualTo(new Outcome.Delivered());
            }
        }
    }

    private static String report(Spelling spelling, int transId) {
        return """
            Content-Type: application/beep+xml

            <data content='#Content'><originator identity='%s' /><recipient identity='%s' /><data-content Name='Content'>
            <statusResponse transID='%s'><destination identity='%s'><reply code='250' transID='%s' /></destination>
            </statusResponse></data-content></data>\
            """.replace("\n", "\r\n").formatted(spelling.reportService(DOMAIN), FRED, transId, ANN, transId);
    }
}
