package org.imxp.bench.mesh;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.imxp.bench.measure.Attaching;
import org.imxp.bench.measure.PayloadOctets;
import org.imxp.message.Message;
import org.imxp.message.MessageWriter;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.DataContent;
import org.imxp.protocol.Destination;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ElementWriter;
import org.imxp.protocol.Ok;
import org.imxp.protocol.Option;
import org.imxp.protocol.Payload;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.StatusResponse;
import org.imxp.protocol.TargetHop;
import org.imxp.protocol.XmlFragment;

/** What endpoints send, written beforehand, so that a generator costs little. */
final class Payloads {
    private static final Dialect DIALECT = Attaching.DIALECT;

    private static final int TRANS_ID = 1_234_567_890;
    private static final String FRAGMENT = "Content";
    private static final byte[] HELD = "'350'".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DELIVERED = "'250'".getBytes(StandardCharsets.US_ASCII);

    private Payloads() {}

    /** A message in the form that the endpoint library has by default. */
    static byte[] data(Case wanted, int pair, int text) {
        var message = new MessageWriter().writeElement(Message.text("x".repeat(text)));
        var data = Data.of(
                        new DataContent(FRAGMENT, XmlFragment.of(message)),
                        Role.SENDER.address(pair),
                        wanted.recipient().address(pair))
                .withOptions(options(wanted.manner()));
        return PayloadOctets.of(Payload.of(data));
    }

    private static List<Option> options(Manner manner) {
        var options = new ArrayList<Option>();
        if (manner == Manner.HELD) {
            options.add(Option.internal("hold4Endpoint", 0));
        }
        if (manner != Manner.PLAIN) {
            options.add(Option.internal("statusRequest", TRANS_ID).withTargetHop(TargetHop.FINAL));
        }
        return options;
    }

    static byte[] ok() {
        return PayloadOctets.of(Payload.of(new Ok()));
    }

    /** A report as a relay writes it, for its size. */
    static byte[] report(Address originator, Address recipient) {
        var report = new StatusResponse(
                TRANS_ID, List.of(new Destination(recipient, new Reply(ReplyCode.SUCCESS, TRANS_ID))));
        var content = new DataContent(FRAGMENT, new ElementWriter().writeStatusResponse(report, DIALECT));
        return PayloadOctets.of(
                Payload.of(Data.of(content, Address.service("report", recipient.domain()), originator)));
    }

    static boolean saysHeld(byte[] report) {
        return contains(report, HELD);
    }

    static boolean saysDelivered(byte[] report) {
        return contains(report, DELIVERED);
    }

    private static boolean contains(byte[] octets, byte[] wanted) {
        for (int at = 0; at <= octets.length - wanted.length; at++) {
            int same = 0;
            while (same < wanted.length && octets[at + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
