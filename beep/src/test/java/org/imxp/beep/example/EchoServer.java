package org.imxp.beep.example;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.imxp.beep.blocking.Beep;
import org.imxp.beep.blocking.Service;

/** Sends back what it is sent, until Enter is pressed. */
public final class EchoServer {
    private static final String ECHO = "http://example.com/beep/echo";

    private EchoServer() {}

    public static void main(String[] arguments) throws Exception {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        var echo = Service.of(ECHO, request -> request.reply(request.message()));
        try (var beep = Beep.open();
                var listener = beep.listen(address, echo)) {
            System.out.println("listening on port " + listener.address().getPort());
            System.in.read();
        }
    }
}
