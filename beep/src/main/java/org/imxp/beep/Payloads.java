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
        return error(code, text, "en");
    }

    static byte[] error(int code, String text, String language) {
        // The language may be left out only where it is the peer's first choice; it never is (BEEP-36).
        return of(new Refusal(code, language, text));
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
