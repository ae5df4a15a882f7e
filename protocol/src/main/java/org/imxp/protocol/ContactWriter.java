package org.imxp.protocol;

import org.imxp.protocol.ContactState.State;

/**
 * Writes what is said to a contact service and by it (docs/contacts.md): compactly, and the same value always as the same text.
 * Safe for use by several threads.
 */
public final class ContactWriter {
    /** A writer; all are alike. */
    public ContactWriter() {}

    /**
     * Writes one operation.
     *
     * @param operation the operation; a reply without a transID is written with 0
     * @param dialect that of the one it is for
     * @return the content for a data, which {@link ContactReader} reads back as an equal operation
     */
    public XmlFragment write(ContactOperation operation, Dialect dialect) {
        var xml = new StringBuilder();
        switch (operation) {
            case ContactOperation.Get get -> get(xml, get, dialect);
            case ContactOperation.Page page -> page(xml, page, dialect);
            case ContactOperation.Put put -> put(xml, put, dialect);
            case ContactOperation.Remove remove -> {
                owned(xml, "remove", remove.transId(), remove.owner(), dialect);
                XmlText.attribute(xml, "address", remove.address().text(dialect));
                xml.append(" />");
            }
            case ContactOperation.Ask ask -> {
                xml.append("<ask");
                transId(xml, ask.transId());
                request(xml, ask.request(), dialect);
                note(xml, "ask", ask.request());
            }
            case ContactOperation.Answer answer -> answer(xml, answer, dialect);
            case ContactOperation.Tell tell -> {
                xml.append("<request");
                transId(xml, tell.transId());
                state(xml, tell.state(), dialect);
            }
            case ContactOperation.Accepted accepted -> accepted(xml, accepted, dialect);
            case Reply reply -> ElementWriter.reply(xml, reply, reply.transId());
        }
        return XmlFragment.of(xml.toString());
    }

    private static void get(StringBuilder xml, ContactOperation.Get get, Dialect dialect) {
        owned(xml, "get", get.transId(), get.owner(), dialect);
        XmlText.attribute(xml, "kind", get.kind().word());
        get.after().ifPresent(after -> XmlText.attribute(xml, "after", after.text(dialect)));
        xml.append(" />");
    }

    private static void page(StringBuilder xml, ContactOperation.Page page, Dialect dialect) {
        owned(xml, "page", page.transId(), page.owner(), dialect);
        XmlText.attribute(xml, "kind", page.kind().word());
        page.next().ifPresent(next -> XmlText.attribute(xml, "next", next.text(dialect)));
        var children = new StringBuilder();
        page.contacts().forEach(contact -> contact(children, contact, dialect));
        page.requests().forEach(request -> {
            children.append("<request");
            state(children, request, dialect);
        });
        XmlText.content(xml, "page", children);
    }

    private static void put(StringBuilder xml, ContactOperation.Put put, Dialect dialect) {
        owned(xml, "put", put.transId(), put.owner(), dialect);
        xml.append('>');
        contact(xml, put.contact(), dialect);
        xml.append("</put>");
    }

    private static void answer(StringBuilder xml, ContactOperation.Answer answer, Dialect dialect) {
        xml.append("<answer");
        transId(xml, answer.transId());
        XmlText.attribute(xml, "to", answer.to().text(dialect));
        XmlText.attribute(xml, "from", answer.from().text(dialect));
        XmlText.attribute(xml, "verdict", answer.verdict().word());
        answer.grants().ifPresent(grants -> XmlText.attribute(xml, "grants", grants.toString()));
        name(xml, answer.name());
        xml.append(" />");
    }

    private static void accepted(StringBuilder xml, ContactOperation.Accepted accepted, Dialect dialect) {
        xml.append("<accepted");
        transId(xml, accepted.transId());
        XmlText.attribute(xml, "from", accepted.from().text(dialect));
        XmlText.attribute(xml, "to", accepted.to().text(dialect));
        XmlText.attribute(xml, "granted", accepted.granted().toString());
        xml.append(" />");
    }

    private static void contact(StringBuilder xml, ContactEntry contact, Dialect dialect) {
        xml.append("<contact");
        XmlText.attribute(xml, "address", contact.address().text(dialect));
        name(xml, contact.name());
        contact.since().ifPresent(since -> XmlText.attribute(xml, "since", Timestamp.text(since)));
        xml.append(" />");
    }

    private static void name(StringBuilder xml, String name) {
        if (!name.isEmpty()) {
            XmlText.attribute(xml, "name", name);
        }
    }

    private static void request(StringBuilder xml, ContactRequest request, Dialect dialect) {
        XmlText.attribute(xml, "from", request.from().text(dialect));
        XmlText.attribute(xml, "to", request.to().text(dialect));
        XmlText.attribute(xml, "wants", request.wants().toString());
        request.grants().ifPresent(grants -> XmlText.attribute(xml, "grants", grants.toString()));
    }

    private static void state(StringBuilder xml, ContactState state, Dialect dialect) {
        request(xml, state.request(), dialect);
        if (state.state() != State.WAITING) {
            XmlText.attribute(xml, "state", state.state().word());
        }
        XmlText.attribute(xml, "asked", Timestamp.text(state.asked()));
        XmlText.attribute(xml, "expires", Timestamp.text(state.expires()));
        state.granted().ifPresent(granted -> XmlText.attribute(xml, "granted", granted.toString()));
        state.code().ifPresent(code -> XmlText.attribute(xml, "code", code.toString()));
        note(xml, "request", state.request());
    }

    private static void note(StringBuilder xml, String element, ContactRequest request) {
        var note = new StringBuilder();
        XmlText.text(note, request.note());
        XmlText.content(xml, element, note);
    }

    private static void owned(StringBuilder xml, String element, int transId, Address owner, Dialect dialect) {
        xml.append('<').append(element);
        transId(xml, transId);
        XmlText.attribute(xml, "owner", owner.text(dialect));
    }

    private static void transId(StringBuilder xml, int transId) {
        XmlText.attribute(xml, "transID", Integer.toString(transId));
    }
}
