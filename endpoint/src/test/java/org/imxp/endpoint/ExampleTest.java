package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.imxp.endpoint.example.TenLines;
import org.imxp.message.Message;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class ExampleTest {
    @Test
    @Requirement({"SEED-15", "SEED-31", "IMPP-5.4.4", "IMPP-4.2.1"})
    void tenLinesSendReceiveAndLearnWhatBecameOfIt() throws Exception {
        try (var relay = new ScriptedRelay()) {
            var settings = relay.fred();
            var outcome = CompletableFuture.supplyAsync(() -> TenLines.run(settings), Stages.VIRTUAL);
            var hello = relay.next();
            assertThat(hello.data().dataContent().xml().xml()).contains("Hello, Wilma.");

            relay.deliver("barney@example.com", Message.text("Hey, Fred."));
            var answer = relay.next();
            assertThat(answer.data().recipients().getFirst().identity()).hasToString("barney@example.com");
            assertThat(answer.data().dataContent().xml().xml()).contains("Yabba dabba doo!");

            relay.report("example.com", hello.transId(), "wilma@example.com", 250);
            assertThat(outcome.join()).isEqualTo("delivered");
        }
    }
}
