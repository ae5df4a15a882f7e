package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.imxp.beep.SessionLimits;
import org.imxp.endpoint.SendOptions.Form;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.ProtocolException;
import org.imxp.testkit.Requirement;

class ContentsProperties {
    private static final Address FRED = Address.parse("fred@example.com");

    private final Contents contents = new Contents(1 << 20);
    private final Carrying carrying =
            new Carrying(FRED, Environment.system().withTime(Clock.systemUTC(), Scheduler.system()));

    private byte[] octets(Message message, Form form, Dialect dialect) {
        var payload =
                carrying.payload(message, SendOptions.DEFAULT.withForm(form), List.of(FRED), new TransIds(7, 0, 0));
        var out = new ByteArrayOutputStream();
        new WireForm(dialect, SessionLimits.defaults()).write(payload).forEach(buffer -> {
            var octets = new byte[buffer.remaining()];
            buffer.get(octets);
            out.writeBytes(octets);
        });
        return out.toByteArray();
    }

    @Property
    @Requirement({"SEED-16", "IMPP-4.1.1"})
    void whatIsSentIsReceived(@ForAll String text, @ForAll Form form, @ForAll Dialect dialect) {
        Message message;
        try {
            message = carrying.complete(Message.text(text), SendOptions.DEFAULT, List.of(FRED));
        } catch (MessageFault unpairedSurrogate) {
            return;
        }
        var payload = new WireForm(dialect, SessionLimits.defaults()).read(octets(message, form, dialect));
        assertThat(contents.message(payload, payload.data().orElseThrow())).isEqualTo(message);
    }

    @Property
    void whatIsSpoiltIsAMessageOrAFault(
            @ForAll Form form, @ForAll @IntRange(max = 2000) int at, @ForAll byte octet, @ForAll boolean cut) {
        var octets = octets(Message.text("Hello, Wilma."), form, Dialect.IMXP);
        var spoilt = octets.clone();
        spoilt[at % octets.length] = octet;
        var some = cut ? Arrays.copyOf(spoilt, at % octets.length) : spoilt;
        try {
            var payload = new WireForm(Dialect.IMXP, SessionLimits.defaults()).read(some);
            payload.data().ifPresent(data -> {
                Contents.isMeantAsMessage(payload, data);
                contents.message(payload, data);
            });
        } catch (ProtocolException | MessageFault expected) {
            assertThat(expected).hasMessageMatching("(?s).+");
        }
    }
}
