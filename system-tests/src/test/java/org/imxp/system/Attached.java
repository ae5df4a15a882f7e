package org.imxp.system;

import org.imxp.system.raw.Login;
import org.imxp.system.raw.Message;
import org.imxp.system.raw.RawClient;
import org.imxp.system.raw.Spelling;

/**
 * A client that is not ours, attached.
 *
 * @param client its session
 * @param channel on which it is attached
 * @param spelling of that channel
 */
record Attached(RawClient client, int channel, Spelling spelling) implements AutoCloseable {
    private static final int TRANS_ID = 1;

    /** Attaches in the start of the channel (RFC 3340 section 4.2). */
    static Attached inStart(RelayProcess relay, String endpoint, Spelling spelling) {
        return inStart(relay, endpoint, spelling, Login.scram(endpoint, Imxp.PASSWORD));
    }

    /** Attaches in the start of the channel, after a login of choice. */
    static Attached inStart(RelayProcess relay, String endpoint, Spelling spelling, Login login) {
        var client = relay.client(login);
        var started = client.start(spelling.profile(), attach(endpoint, TRANS_ID));
        if (!started.isPositive() || !started.xml().text().contains("ok")) {
            client.close();
            throw new AssertionError("not attached: " + started);
        }
        return new Attached(client, client.channel(), spelling);
    }

    /** Attaches by a message of its own, after a login of choice. */
    static Attached byMessage(RelayProcess relay, String endpoint, Spelling spelling, Login login) {
        var client = relay.client(login);
        var attached = new Attached(
                client, client.start(spelling.profile(), "").isPositive() ? client.channel() : 0, spelling);
        int code = attached.ask(attach(endpoint, TRANS_ID));
        if (code != 250) {
            client.close();
            throw new AssertionError("not attached: " + code);
        }
        return attached;
    }

    /** The element. */
    static String attach(String endpoint, int transId) {
        return "<attach endpoint='" + endpoint + "' transID='" + transId + "' />";
    }

    /** Sends an operation; gives the code of its answer. */
    int ask(String element) {
        return client.requestXml(channel, element).code();
    }

    /** Sends a payload; gives the code of its answer. */
    int send(String payload) {
        return client.request(channel, payload).code();
    }

    /** The next data for it, answered with ok. */
    Message receive() {
        var message = client.receive();
        client.ok(message);
        return message;
    }

    /** Lets go of the endpoint before the session ends, so that the next test finds it free. */
    @Override
    public void close() {
        try (client) {
            ask("<terminate transID='0' />");
        }
    }
}
