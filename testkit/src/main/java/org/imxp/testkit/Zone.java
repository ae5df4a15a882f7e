package org.imxp.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Master;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Tells the truth about a zone in the form of RFC 1035 section 5, as a recursive server does; UDP answers are cut short. */
public final class Zone implements TestDnsServer.Mind {
    private static final int UDP_WITHOUT_EDNS = 512;

    private final List<Record> records;

    private Zone(List<Record> records) {
        this.records = records;
    }

    /**
     * Reads a zone.
     *
     * @param text its records; names are absolute with or without a dot at their end
     * @return what a server says about it
     */
    public static Zone of(String text) {
        try (var lines =
                new Master(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), Name.root, 60)) {
            var records = new ArrayList<Record>();
            for (var next = lines.nextRecord(); next != null; next = lines.nextRecord()) {
                records.add(next);
            }
            return new Zone(records);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A server that can say nothing about any zone.
     *
     * @return answers SERVFAIL
     */
    public static TestDnsServer.Mind failing() {
        return (query, tcp) -> {
            var answer = answerTo(query);
            answer.getHeader().setRcode(Rcode.SERVFAIL);
            return answer.toWire();
        };
    }

    @Override
    public byte[] answer(Message query, boolean tcp) {
        var option = query.getOPT();
        var udp = option == null ? UDP_WITHOUT_EDNS : option.getPayloadSize();
        return message(query).toWire(tcp ? Message.MAXLENGTH : udp);
    }

    /**
     * The answer, before it is written, so that a test may change it.
     *
     * @param query what is asked
     * @return the truth
     */
    public Message message(Message query) {
        var answer = answerTo(query);
        var name = query.getQuestion().getName();
        var type = query.getQuestion().getType();
        while (true) {
            var found = of(name, type);
            found.forEach(one -> answer.addRecord(one, Section.ANSWER));
            var aliases = of(name, Type.CNAME);
            if (!found.isEmpty() || aliases.isEmpty()) {
                if (found.isEmpty()) {
                    deny(answer, name);
                }
                return answer;
            }
            answer.addRecord(aliases.getFirst(), Section.ANSWER);
            name = ((CNAMERecord) aliases.getFirst()).getTarget();
        }
    }

    /**
     * An answer without any records.
     *
     * @param query what is asked
     * @return what a recursive server begins with
     */
    public static Message answerTo(Message query) {
        var answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(query.getQuestion(), Section.QUESTION);
        return answer;
    }

    private void deny(Message answer, Name name) {
        if (records.stream().noneMatch(one -> one.getName().subdomain(name))) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        records.stream()
                .filter(one -> one.getType() == Type.SOA && name.subdomain(one.getName()))
                .forEach(one -> answer.addRecord(one, Section.AUTHORITY));
    }

    private List<Record> of(Name name, int type) {
        return records.stream()
                .filter(one -> one.getType() == type && one.getName().equals(name))
                .toList();
    }
}
