package org.imxp.beep.interop;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A peer with the habits of LibVortex 1.1.20: it compares octets, sends an empty MIME header, numbers messages from 0, says
 * late that it has room, fills the window exactly, sends two frames at once, greets as listener only when it was greeted, and
 * advertises TLS again inside TLS.
 */
public final class VortexLikePeer extends RawPeer {
    private static final String HEADER = "Content-Type: application/beep+xml\r\n\r\n";

    private final boolean initiator;

    private VortexLikePeer(Socket socket, boolean initiator) throws IOException {
        super(socket, initiator, Habits.VORTEX);
        this.initiator = initiator;
    }

    /** Connects, as initiator. */
    public static VortexLikePeer connect(SocketAddress to) throws IOException {
        var socket = new Socket();
        socket.connect(to);
        return new VortexLikePeer(socket, true);
    }

    /** Takes one connection, as listener. */
    public static VortexLikePeer accept(ServerSocket at) throws IOException {
        return new VortexLikePeer(at.accept(), false);
    }

    @Override
    public String greet() throws IOException {
        if (initiator) {
            return super.greet();
        }
        var theirs = awaitGreeting();
        sendGreeting();
        return theirs;
    }

    @Override
    String greeting() {
        var tls = isSecured() ? "   <profile uri='%s' />\r\n".formatted(TLS) : "";
        return super.greeting().replace("<greeting>\r\n", "<greeting>\r\n" + tls);
    }

    @Override
    String checked(Message message) {
        FrameWire.expect(message.payload().startsWith(HEADER), "another MIME header: " + message.payload());
        return message.payload().substring(HEADER.length());
    }

    @Override
    int frame() {
        return FrameWire.WINDOW;
    }
}
