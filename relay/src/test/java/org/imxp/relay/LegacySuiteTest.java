package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.imxp.relay.config.ConfigurationReader;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A peer that has the drafts' cipher suite and no other. */
class LegacySuiteTest {
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"true, " + HANDSHAKE, "false, " + ALERT})
    @Requirement("OPEN-28")
    void isTakenIfTheOperatorWantsIt(boolean legacy, int answer) throws IOException {
        var configuration = new ConfigurationReader(Map.of())
                .overriding("test", "listen.edge", "127.0.0.1:0")
                .overriding("test", "data", folder.toString())
                .overriding("test", "store.url", "sqlite:" + folder.resolve("imxp.db"))
                .overriding("test", "security.legacy", String.valueOf(legacy))
                .readDefaults();
        try (var relay = Relay.start(configuration);
                var socket = new Socket(
                        relay.edgeAddress().getAddress(), relay.edgeAddress().getPort())) {
            socket.setSoTimeout(20_000);
            agree(socket);
            // A ClientHello of TLS 1.2 with the one suite 000a; 00ff stands for RFC 5746, which is insisted on.
            var hello = "0303" + "07".repeat(32) + "00" + "0004000a00ff" + "0100";
            socket.getOutputStream()
                    .write(HexFormat.of()
                            .parseHex(
                                    "160301%04x01%06x".formatted(hello.length() / 2 + 4, hello.length() / 2) + hello));
            assertThat(socket.getInputStream().read()).isEqualTo(answer);
        }
    }

    /** Asks for TLS, and waits for the relay to proceed. */
    private static void agree(Socket socket) throws IOException {
        var ready = "<start number='1'><profile uri='http://iana.org/beep/TLS'>"
                + "<![CDATA[<ready />]]></profile></start>";
        socket.getOutputStream()
                .write(("RPY 0 0 . 0 14\r\n\r\n<greeting />END\r\nMSG 0 1 . 14 " + (ready.length() + 2) + "\r\n\r\n"
                                + ready + "END\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var said = new StringBuilder();
        while (!said.toString().endsWith("]]></profile>\r\nEND\r\n")) {
            int octet = socket.getInputStream().read();
            assertThat(octet).as("the connection ended after: " + said).isNotNegative();
            said.append((char) octet);
        }
    }
}
