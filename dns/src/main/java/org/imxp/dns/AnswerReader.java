package org.imxp.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * Reads what a server says to one question, and believes only what it was asked: records of the name, and of the name that a
 * chain of aliases in the same message leads to. Other sections are not looked at but for how long a "no" holds.
 */
final class AnswerReader {
    private final DnsLimits limits;

    AnswerReader(DnsLimits limits) {
        this.limits = limits;
    }

    /** The message is one without an error, or says that there is no such name. */
    Answer read(Question question, Message message) {
        // In an UPDATE, of which the library would make records without data, the same section means something else.
        if (message.getHeader().getOpcode() != Opcode.QUERY
                || !message.getHeader().getFlag(Flags.QR)) {
            return new Answer.Unanswered(question + ": what came is not the answer to a query");
        }
        var records = message.getSection(Section.ANSWER);
        var name = question.name();
        var seen = new HashSet<Name>();
        var ttl = Duration.ofSeconds(Integer.MAX_VALUE);
        while (seen.add(name)) {
            var wanted = of(name, question.type(), records);
            if (wanted.size() > limits.records()) {
                return new Answer.Unanswered(
                        question + ": the answer has " + wanted.size() + " records, allowed are " + limits.records());
            }
            if (!wanted.isEmpty()) {
                return new Answer.Records(wanted, least(ttl, wanted));
            }
            var aliases = of(name, Type.CNAME, records);
            if (aliases.isEmpty()) {
                return withoutRecords(question, message, name, ttl);
            }
            ttl = least(ttl, aliases);
            name = ((CNAMERecord) aliases.getFirst()).getTarget();
        }
        return new Answer.Unanswered(question + ": its aliases lead back to " + name.toString(true));
    }

    private static Answer withoutRecords(Question question, Message message, Name name, Duration ttl) {
        var aliased = !name.equals(question.name());
        if (!aliased && !message.getSection(Section.ANSWER).isEmpty()) {
            // A server that did not understand what it was asked has not said that there is nothing.
            return new Answer.Unanswered(question + ": the answer is about "
                    + message.getSection(Section.ANSWER).getFirst().getName().toString(true));
        }
        var negative = negativeTtl(message);
        var complete = message.getRcode() == Rcode.NXDOMAIN || negative.isPresent();
        if (aliased && !complete) {
            return new Answer.Alias(name, ttl);
        }
        var nothing = negative.orElse(Duration.ZERO);
        return new Answer.Nothing(nothing.compareTo(ttl) < 0 ? nothing : ttl);
    }

    private static List<Record> of(Name name, int type, List<Record> records) {
        var found = new ArrayList<Record>();
        for (var candidate : records) {
            if (candidate.getType() == type
                    && candidate.getDClass() == DClass.IN
                    && candidate.getName().equals(name)) {
                found.add(candidate);
            }
        }
        return found;
    }

    private static Duration least(Duration ttl, List<Record> records) {
        var least = ttl.toSeconds();
        for (var one : records) {
            least = Math.min(least, one.getTTL());
        }
        return Duration.ofSeconds(least);
    }

    /** RFC 2308 section 5: the lesser of the SOA record's TTL and its last field. Empty without such a record. */
    private static Optional<Duration> negativeTtl(Message message) {
        for (var authority : message.getSection(Section.AUTHORITY)) {
            if (authority instanceof SOARecord start) {
                return Optional.of(Duration.ofSeconds(Math.min(start.getTTL(), start.getMinimum())));
            }
        }
        return Optional.empty();
    }
}
