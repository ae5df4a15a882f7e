package org.imxp.dns;

import java.time.Duration;
import java.util.List;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** What DNS says to a {@link Question}. */
sealed interface Answer {
    /** The end of the matter. */
    sealed interface Settled extends Answer {}

    /** Says whether there are records; that can be kept. */
    sealed interface Known extends Settled {
        /** How long that holds, according to DNS. */
        Duration ttl();
    }

    /** At least one, all of the type asked for. */
    record Records(List<Record> records, Duration ttl) implements Known {
        public Records {
            records = List.copyOf(records);
        }
    }

    /** No such name, or no such record of it. */
    record Nothing(Duration ttl) implements Known {}

    /** Nothing that can be used. */
    record Unanswered(String why) implements Settled {}

    /** The name is another's alias, and the other is to be asked for. */
    record Alias(Name target, Duration ttl) implements Answer {}
}
