package org.imxp.protocol;

import java.time.Instant;
import org.imxp.protocol.PresenceOperation.Action;
import org.imxp.protocol.PresenceOperation.Notify;
import org.imxp.protocol.PresenceOperation.Publish;
import org.imxp.protocol.PresenceOperation.Subscribe;
import org.imxp.protocol.PresenceOperation.Watch;

/**
 * Writes what is said to a presence service and by it (RFC 3343 section 6). Safe for use by several threads. Times are written
 * so that they do not tell where their clock stands (requirement PRES-31).
 */
public final class PresenceWriter {
    /** A writer; all are alike. */
    public PresenceWriter() {}

    /**
     * Writes one operation.
     *
     * @param operation what to say
     * @param dialect that of the one it is for
     * @return the content for a data, which {@link PresenceReader} reads back as an equal operation
     */
    public XmlFragment write(PresenceOperation operation, Dialect dialect) {
        var xml = new StringBuilder();
        switch (operation) {
            case Subscribe subscribe ->
                asking(xml, "subscribe", subscribe.publisher(), subscribe.transId(), subscribe.duration(), dialect);
            case Watch watch -> asking(xml, "watch", watch.publisher(), watch.transId(), watch.duration(), dialect);
            case Publish publish -> publish(xml, publish, dialect);
            case Notify notify -> notify(xml, notify, dialect);
            case Terminate terminate -> ElementWriter.terminate(xml, terminate);
            case Reply reply -> ElementWriter.reply(xml, reply, reply.transId());
        }
        return XmlFragment.of(xml.toString());
    }

    /**
     * Writes a presence element alone.
     *
     * @param entry the entry
     * @param dialect that of the one it is for
     * @return what {@link PresenceReader#readEntry} reads
     */
    public XmlFragment writeEntry(PresenceEntry entry, Dialect dialect) {
        var xml = new StringBuilder();
        entry(xml, entry, dialect);
        return XmlFragment.of(xml.toString());
    }

    /**
     * Writes a publish around an entry that is written already, as {@link #write} would with the entry itself.
     *
     * @param publisher whose entry
     * @param transId 1 to 2147483647
     * @param timeStamp what time it is for the one who says this
     * @param entry what {@link #writeEntry} wrote in the same dialect
     * @param dialect that of the one it is for
     * @return the content for a data
     */
    public XmlFragment writePublish(
            Address publisher, int transId, Instant timeStamp, XmlFragment entry, Dialect dialect) {
        var xml = new StringBuilder();
        publish(xml, publisher, transId, timeStamp, dialect);
        return XmlFragment.of(xml.append(entry.xml()).append("</publish>").toString());
    }

    private static void asking(
            StringBuilder xml, String name, Address publisher, int transId, int duration, Dialect dialect) {
        xml.append('<').append(name);
        XmlText.attribute(xml, "publisher", publisher.text(dialect));
        XmlText.attribute(xml, "duration", Integer.toString(duration));
        transId(xml, transId);
        xml.append(" />");
    }

    private static void publish(StringBuilder xml, Publish publish, Dialect dialect) {
        publish(xml, publish.publisher(), publish.transId(), publish.timeStamp(), dialect);
        entry(xml, publish.presence(), dialect);
        xml.append("</publish>");
    }

    private static void publish(StringBuilder xml, Address publisher, int transId, Instant timeStamp, Dialect dialect) {
        xml.append("<publish");
        XmlText.attribute(xml, "publisher", publisher.text(dialect));
        transId(xml, transId);
        time(xml, "timeStamp", timeStamp);
        xml.append('>');
    }

    private static void notify(StringBuilder xml, Notify notify, Dialect dialect) {
        xml.append("<notify");
        XmlText.attribute(xml, "subscriber", notify.subscriber().text(dialect));
        transId(xml, notify.transId());
        if (notify.action() == Action.SUBSCRIBE || notify.duration() != 0) {
            XmlText.attribute(xml, "duration", Integer.toString(notify.duration()));
        }
        XmlText.attribute(xml, "action", notify.action().text());
        xml.append(" />");
    }

    private static void entry(StringBuilder xml, PresenceEntry entry, Dialect dialect) {
        xml.append("<presence");
        XmlText.attribute(xml, "publisher", entry.publisher().text(dialect));
        entry.lastUpdate().ifPresent(value -> time(xml, "lastUpdate", value));
        unlessEmpty(xml, "publisherInfo", entry.publisherInfo());
        xml.append('>');
        entry.tuples().forEach(tuple -> tuple(xml, tuple));
        xml.append("</presence>");
    }

    private static void tuple(StringBuilder xml, PresenceTuple tuple) {
        xml.append("<tuple");
        XmlText.attribute(xml, "destination", tuple.destination());
        time(xml, "availableUntil", tuple.availableUntil());
        unlessEmpty(xml, "tupleInfo", tuple.tupleInfo());
        var capabilities = new StringBuilder();
        for (var capability : tuple.capabilities()) {
            capabilities.append("<capability");
            XmlText.attribute(capabilities, "baseline", capability.baseline());
            var text = new StringBuilder();
            XmlText.text(text, capability.text());
            XmlText.content(capabilities, "capability", text);
        }
        XmlText.content(xml, "tuple", capabilities);
    }

    private static void transId(StringBuilder xml, int transId) {
        XmlText.attribute(xml, "transID", Integer.toString(transId));
    }

    private static void time(StringBuilder xml, String name, Instant value) {
        XmlText.attribute(xml, name, Timestamp.text(value));
    }

    private static void unlessEmpty(StringBuilder xml, String name, String value) {
        if (!value.isEmpty()) {
            XmlText.attribute(xml, name, value);
        }
    }
}
