package org.imxp.beep.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.imxp.beep.management.ManagementElement;
import org.imxp.beep.management.ManagementReader;
import org.imxp.testkit.fuzz.FuzzRule;

/** Whatever stands in the MIME header of a greeting: it is that greeting, or a fault. */
public final class MimeTarget {
    private static final ManagementElement GREETING =
            new ManagementElement.Greeting(List.of(), List.of("x-ä"), List.of());
    private static final String XML = "<greeting features='x-ä' />";

    private MimeTarget() {}

    /**
     * Tries an input.
     *
     * @param input a MIME header; the first octet chooses what the XML after it is written in
     */
    public static void fuzzerTestOneInput(byte[] input) {
        var choice = input.length == 0 ? 0 : input[0] & 0xFF;
        var charset = switch (choice % 4) {
            case 1 -> StandardCharsets.ISO_8859_1;
            case 2 -> StandardCharsets.UTF_16;
            case 3 -> StandardCharsets.UTF_16LE;
            default -> StandardCharsets.UTF_8;
        };
        var payload = new ByteArrayOutputStream();
        payload.write(input, Math.min(1, input.length), Math.max(0, input.length - 1));
        payload.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        payload.writeBytes(XML.getBytes(charset));
        var read = ManagementTarget.read(() -> ManagementReader.readPayload(ByteBuffer.wrap(payload.toByteArray())));
        // Octets of UTF-8 are characters of ISO 8859-1 too, other ones, and the input may bring an element of its own.
        if (choice == 0 && input.length == 1) {
            FuzzRule.same(GREETING, read.orElseThrow(), "the greeting and what is read of it");
        }
    }
}
