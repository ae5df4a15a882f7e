package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.imxp.beep.TlsContext;
import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.EndpointSettings;
import org.imxp.endpoint.Outcome;
import org.imxp.message.Message;
import org.imxp.protocol.Address;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Relays whose certificates are of no use. One process is the relay of all those domains, and of one whose certificate is good:
 * that one is not taken for the others' faults.
 */
class CertificateTest {
    private static final String FRED = "fred@example.com";
    private static final String BARNEY = "barney@rubble.com";
    /** Each domain, and what is wrong with its certificate. */
    private static final Map<String, String> FAULTS = Map.of(
            "expired.example", "the certificate has run out at ",
            "misnamed.example", "the certificate is for other.example, not for misnamed.example",
            "unknown.example", "the certificate is signed by nobody who is trusted");

    private static Domains domains;

    @BeforeAll
    @Timeout(180)
    static void start(@TempDir Path folder) {
        domains = Domains.of(folder, FRED, "wilma@example.com", BARNEY);
        var made = new TestCertificates(folder.resolve("certificates"))
                .expired("expired", "expired.example")
                .valid("misnamed", "other.example")
                .valid("unknown", "unknown.example");
        var data = domains.data("rubble.com");
        TestAccounts.add(
                data, FAULTS.keySet().stream().map(CertificateTest::barneyOf).toList());
        domains.start(
                "rubble.com",
                "domains",
                "rubble.com,expired.example,misnamed.example,unknown.example",
                "security.certificate",
                made.file("misnamed").toString(),
                "security.key",
                made.key("misnamed").toString(),
                "security.certificates",
                "{ \"rubble.com\" = " + TestCertificates.both(data) + ", \"expired.example\" = "
                        + TestCertificates.both(made.folder("expired")) + ", \"unknown.example\" = "
                        + TestCertificates.both(made.folder("unknown")) + " }",
                "mesh.routes",
                domains.routes("example.com"));
        domains.start(
                "example.com",
                "mesh.trust",
                domains.certificateFile("rubble.com") + "," + made.file("expired") + "," + made.file("misnamed"),
                "mesh.routes",
                domains.routes(Stream.concat(Stream.of("rubble.com"), FAULTS.keySet().stream())
                        .map(domain -> domain + "=" + domains.mesh("rubble.com"))
                        .toArray(String[]::new)));
    }

    @AfterAll
    static void stop() {
        domains.close();
    }

    private static Address barneyOf(String domain) {
        return Address.parse("barney@" + domain);
    }

    @Test
    @Requirement({"SEED-48", "SEED-49", "OPEN-27", "CORE-43", "IMPP-5.2.4"})
    void nothingIsSentToWhoIsCalled() {
        var command = new ArrayList<>(List.of("send", "--as", "wilma@example.com", "--status"));
        FAULTS.keySet().forEach(domain -> command.addAll(List.of("--to", "barney@" + domain)));
        command.addAll(List.of("--to", BARNEY, "Hello"));
        try (var barney = domains.attach(BARNEY)) {
            var barneyHas = Received.by(barney);
            var send = domains.relay("example.com").run(command.toArray(String[]::new));

            assertThat(send.status()).as(send.said()).isEqualTo(1);
            FAULTS.forEach((domain, fault) -> {
                assertThat(send.out().all())
                        .anySatisfy(line -> assertThat(line)
                                .startsWith("barney@" + domain + ": unreachable: example.com found no way on: no relay"
                                        + " of " + domain + " is reachable: ")
                                .contains(fault));
                assertThat(log("example.com", domain)).contains(fault);
            });
            assertThat(send.out().all()).contains(BARNEY + ": delivered");
            assertThat(barneyHas.next()).isEqualTo("Hello");
        }
    }

    @Test
    @Requirement({"SEED-48", "SEED-49", "OPEN-27", "CORE-35", "CORE-43", "IMPP-5.2.4"})
    void nothingIsTakenFromWhoCalls() {
        try (var fred = domains.attach(FRED)) {
            var fredHas = Received.by(fred);
            FAULTS.forEach((domain, fault) -> {
                var settings = EndpointSettings.of("barney@" + domain, Imxp.PASSWORD)
                        .relay("127.0.0.1", domains.relay("rubble.com").port())
                        .trusting(TlsContext.initiatorTrustingAnybody());
                try (var barney = Endpoint.attach(settings)) {
                    assertThat(barney.send(Message.text("Let me in"), FRED)
                                    .outcome(FRED)
                                    .join())
                            .isInstanceOfSatisfying(
                                    Outcome.Unreachable.class,
                                    ended -> assertThat(ended.text())
                                            .contains("no relay of example.com is reachable", fault));
                    assertThat(domains.relay("rubble.com").serve().err().await(Pattern.quote(fault)))
                            .contains("the relay of example.com is not reached");
                }
            });
            try (var barney = domains.attach(BARNEY)) {
                assertThat(barney.send(Message.text("Hello"), FRED)
                                .outcome(FRED)
                                .join())
                        .isEqualTo(new Outcome.Delivered());
            }
            assertThat(fredHas.next()).isEqualTo("Hello");
        }
    }

    private static String log(String relay, String domain) {
        return domains.relay(relay).serve().err().await("the relay of " + domain + " is not reached");
    }
}
