package org.imxp.endpoint.example;

import org.imxp.endpoint.Endpoint;
import org.imxp.endpoint.EndpointSettings;
import org.imxp.message.Message;

/** An endpoint in ten lines. */
public final class TenLines {
    private TenLines() {}

    /**
     * Says hello to Wilma, echoes what Fred is told meanwhile, and tells whether Wilma has it.
     *
     * @param settings who Fred is
     * @return what became of the message
     */
    public static String run(EndpointSettings settings) {
        // README: begin
        try (Endpoint fred = Endpoint.attach(settings)) {
            fred.onMessage(received -> {
                System.out.println(received.originator() + ": " + received.text());
                received.reply(Message.text("Yabba dabba doo!"));
            });
            var sending = fred.send(Message.text("Hello, Wilma."), "wilma@example.com");
            return sending.outcome("wilma@example.com").join().sentence();
        }
        // README: end
    }
}
