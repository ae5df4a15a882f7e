package org.imxp.relay.presence;

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

    /** An entry that the service has stamped. */
    static PresenceRow of(PresenceEntry entry) {
        return new PresenceRow(
                entry.publisher().parent().toString(),
                entry.publisher().toString(),
                entry.lastUpdate().orElseThrow(),
                WRITER.writeEntry(entry, Dialect.APEX).xml());
    }

    static PresenceEntry entry(PresenceRow row) {
        return READER.readEntry(XmlFragment.of(row.entry()));
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
