package org.imxp.relay.presence;

import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.imxp.protocol.Address;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.PresenceEntry;
import org.imxp.protocol.PresenceReader;
import org.imxp.protocol.PresenceWriter;
import org.imxp.protocol.ProtocolLimit;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.protocol.XmlFragment;
import org.imxp.relay.store.OperationRow;
import org.imxp.relay.store.PresenceRow;

/** Entries and operations as they are kept. */
final class Rows {
    private static final PresenceWriter WRITER = new PresenceWriter();
    /** What is read here was bounded when it arrived. */
    private static final PresenceReader READER = new PresenceReader(ProtocolLimits.defaults()
            .with(ProtocolLimit.PAYLOAD_OCTETS, Integer.MAX_VALUE)
            .with(ProtocolLimit.ELEMENTS, Integer.MAX_VALUE)
            .with(ProtocolLimit.TUPLES, Integer.MAX_VALUE));

    private Rows() {}

    /** An entry that the service has stamped, at a time. */
    static PresenceRow of(PresenceEntry entry, Instant now) {
        return new PresenceRow(
                entry.publisher().parent().toString(),
                entry.publisher().toString(),
                entry.lastUpdate().orElseThrow(),
                text(entry),
                entry.nextClosing(now).orElse(PresenceRow.NEVER));
    }

    static String text(PresenceEntry entry) {
        return WRITER.writeEntry(entry, Dialect.APEX).xml();
    }

    static PresenceEntry entry(String text) {
        return READER.readEntry(XmlFragment.of(text));
    }

    /** When a tuple closes next after a time: not known without reading if one has closed since it was looked up. */
    static Optional<Instant> nextClosing(PresenceRow row, Instant now) {
        if (!row.nextClosing().isAfter(now)) {
            return entry(row.entry()).nextClosing(now);
        }
        return Optional.of(row.nextClosing()).filter(PresenceRow.NEVER::isAfter);
    }

    static OperationRow of(Operation operation) {
        return new OperationRow(
                operation.subject().toString(),
                operation.subject().parent().toString(),
                operation.originator().toString(),
                operation.originator().parent().toString(),
                operation.kind().name(),
                operation.transId(),
                operation.duration(),
                operation.begun());
    }

    static Operation operation(OperationRow row, BiFunction<Address, Address, Operation.Pair> pairing) {
        var pair = pairing.apply(Address.parse(row.subject()), Address.parse(row.originator()));
        return new Operation(Operation.Kind.valueOf(row.kind()), pair, row.transId(), row.duration(), row.begun());
    }
}
