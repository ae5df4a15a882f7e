package org.imxp.beep.example;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.imxp.beep.blocking.Beep;
import org.imxp.beep.blocking.Message;

/** Says hello, and prints what comes back. */
public final class EchoClient {
    private static final String ECHO = "http://example.com/beep/echo";

    private EchoClient() {}

    public static void main(String[] arguments) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        try (var beep = Beep.open();
                var session = beep.connect(address);
                var channel = session.start(ECHO)) {
            System.out.println(channel.request(Message.text("Hello")).text());
        }
    }
}
