package org.imxp.protocol;

/**
 * Writes what is said to an access service and by it (RFC 3341 section 6): compactly, and the same value always as the same
 * text. Safe for use by several threads.
 */
public final class AccessWriter {
    /** A writer; all are alike. */
    public AccessWriter() {}

    /**
     * Writes one operation.
     *
     * @param operation the operation; a reply without a transID is written with 0
     * @param dialect that of the one it is for
     * @return the content for a data, which {@link AccessReader} reads back as an equal operation
     */
    public XmlFragment write(AccessOperation operation, Dialect dialect) {
        var xml = new StringBuilder();
        switch (operation) {
            case AccessOperation.Query query -> query(xml, query, dialect);
            case AccessOperation.Get get -> get(xml, get, dialect);
            case AccessOperation.Set set -> set(xml, set, dialect);
            case AccessOperation.Allow allow -> verdict(xml, "allow", allow.transId());
            case AccessOperation.Deny deny -> verdict(xml, "deny", deny.transId());
            case Reply reply -> ElementWriter.reply(xml, reply, reply.transId());
        }
        return XmlFragment.of(xml.toString());
    }

    private static void query(StringBuilder xml, AccessOperation.Query query, Dialect dialect) {
        xml.append("<query");
        XmlText.attribute(xml, "owner", query.owner().text(dialect));
        transId(xml, query.transId());
        XmlText.attribute(xml, "actor", query.actor().text(dialect));
        XmlText.attribute(xml, "actions", query.actions().toString());
        xml.append(" />");
    }

    private static void get(StringBuilder xml, AccessOperation.Get get, Dialect dialect) {
        xml.append("<get");
        transId(xml, get.transId());
        XmlText.attribute(xml, "owner", get.owner().text(dialect));
        XmlText.attribute(xml, "actor", get.actor().text(dialect));
        xml.append(" />");
    }

    private static void set(StringBuilder xml, AccessOperation.Set set, Dialect dialect) {
        var entry = set.entry();
        xml.append("<set");
        transId(xml, set.transId());
        xml.append("><access");
        XmlText.attribute(xml, "owner", entry.owner().text(dialect));
        XmlText.attribute(xml, "actor", entry.actor().text(dialect));
        entry.actions().ifPresent(actions -> XmlText.attribute(xml, "actions", actions.toString()));
        entry.lastUpdate().ifPresent(time -> XmlText.attribute(xml, "lastUpdate", Timestamp.text(time)));
        xml.append(" /></set>");
    }

    private static void verdict(StringBuilder xml, String name, int transId) {
        xml.append('<').append(name);
        transId(xml, transId);
        xml.append(" />");
    }

    private static void transId(StringBuilder xml, int transId) {
        XmlText.attribute(xml, "transID", Integer.toString(transId));
    }
}
