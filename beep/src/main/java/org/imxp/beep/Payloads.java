package org.imxp.beep;

import java.nio.ByteBuffer;
import org.imxp.beep.management.ManagementElement;
import org.imxp.beep.management.ManagementElement.Refusal;
import org.imxp.beep.management.ManagementException;
import org.imxp.beep.management.ManagementReader;
import org.imxp.beep.management.ManagementWriter;

/** Payloads that hold one management element. */
final class Payloads {
    private Payloads() {}

    static byte[] of(ManagementElement element) {
        return ManagementWriter.payload(element);
    }

    static byte[] error(int code, String text) {
        // The text is English; its language may be left out only where the peer asked for none (BEEP-36).
        return of(new Refusal(code, "en", text));
    }

    /** What an ERR says; some peers send an error without XML. */
    static PeerRefusedException refusal(byte[] payload) {
        try {
            if (ManagementReader.readPayload(ByteBuffer.wrap(payload)) instanceof Refusal refusal) {
                return new PeerRefusedException(refusal.code(), refusal.text());
            }
        } catch (ManagementException e) {
            return new PeerRefusedException(ReplyCode.NOT_TAKEN, "a refusal that can't be read: " + e.sentence());
        }
        return new PeerRefusedException(ReplyCode.NOT_TAKEN, "a refusal without an error element");
    }
}
