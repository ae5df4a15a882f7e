package org.imxp.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.imxp.endpoint.ReceivedRequest;
import org.imxp.endpoint.SentRequest;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Strangers of two domains, with a relay each, meet by what programs and people say. */
@Timeout(300)
class ContactTest {
    private static final String FRED = "fred@example.com";
    private static final String BETTY = "betty@rubble.com";
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder = Path.of("");

    private static void start(Domains domains, String domain, String other) {
        domains.start(
                domain,
                "mesh.routes",
                domains.routes(other),
                "access.defaults",
                "[{ actor = \"*@" + domain + "\", actions = \"core:data\" }]");
    }

    private static String fate(RelayProcess relay, String from, String to) {
        var sent = relay.run("send", "--as", from, "--to", to, "--status", "Hello");
        assertThat(sent.out().all()).as(sent.said()).hasSize(1);
        return sent.out().all().getFirst();
    }

    private static Imxp contacts(RelayProcess relay, String verb, String owner, String... more) {
        var arguments = new String[4 + more.length];
        arguments[0] = "contacts";
        arguments[1] = verb;
        arguments[2] = "--as";
        arguments[3] = owner;
        System.arraycopy(more, 0, arguments, 4, more.length);
        var run = relay.run(arguments);
        assertThat(run.status()).as(run.said()).isZero();
        return run;
    }

    private static <T> T next(BlockingQueue<T> told) throws InterruptedException {
        var one = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(one).isNotNull();
        return one;
    }

    @Test
    @Requirement("SEED-12")
    void strangersMeetAlthoughTheirRelaysAreKilledInBetween() throws Exception {
        try (var domains = Domains.of(folder, FRED, BETTY)) {
            start(domains, "rubble.com", "example.com");
            start(domains, "example.com", "rubble.com");
            assertThat(fate(domains.relay("example.com"), FRED, BETTY)).contains("refused, 537");

            var requests = new LinkedBlockingQueue<ReceivedRequest>();
            try (var betty = domains.attach(BETTY)) {
                betty.contacts().onRequest(requests::add);
                contacts(domains.relay("example.com"), "ask", FRED, BETTY, "Fred, from the quarry");
                assertThat(next(requests).note()).isEqualTo("Fred, from the quarry");
            }

            domains.restart("rubble.com");
            domains.restart("example.com");
            assertThat(contacts(domains.relay("rubble.com"), "requests", BETTY)
                            .out()
                            .all())
                    .containsExactly("fred@example.com asks for write, see-presence, and offers write, see-presence:"
                            + " Fred, from the quarry");
            var answers = new LinkedBlockingQueue<SentRequest>();
            try (var fred = domains.attach(FRED)) {
                fred.contacts().onAnswer(answers::add);
                contacts(domains.relay("rubble.com"), "accept", BETTY, FRED);
                assertThat(next(answers).state()).isEqualTo(SentRequest.State.ACCEPTED);
            }

            domains.restart("rubble.com");
            domains.restart("example.com");
            assertThat(contacts(domains.relay("example.com"), "list", FRED)
                            .out()
                            .all())
                    .containsExactly(BETTY);
            assertThat(contacts(domains.relay("rubble.com"), "list", BETTY)
                            .out()
                            .all())
                    .containsExactly(FRED);
            assertThat(fate(domains.relay("example.com"), FRED, BETTY)).contains("not attached");
            assertThat(fate(domains.relay("rubble.com"), BETTY, FRED)).contains("not attached");
        }
    }
}
