package org.imxp.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.imxp.protocol.ContactOperation.Kind;
import org.imxp.protocol.ContactOperation.Verdict;
import org.imxp.protocol.ContactState.State;

/** Reads one element by the DTD of the contact service (docs/contacts.md). */
final class ContactWalk {
    static final String ALLOWED = "get, page, put, remove, ask, answer, request, accepted and reply";

    private final XmlCursor cursor;
    private final ProtocolLimits limits;
    private final Attributes attributes;

    ContactWalk(XmlCursor cursor, ProtocolLimits limits) {
        this.cursor = cursor;
        this.limits = limits;
        attributes = new Attributes(cursor, limits);
    }

    ContactOperation operation() {
        return switch (cursor.name()) {
            case "get" -> get();
            case "page" -> page();
            case "put" -> put();
            case "remove" -> remove();
            case "ask" -> new ContactOperation.Ask(attributes.number("transID"), request());
            case "answer" -> answer();
            case "request" -> new ContactOperation.Tell(attributes.number("transID"), state());
            case "accepted" -> accepted();
            case "reply" -> attributes.reply();
            default ->
                throw ProtocolException.invalid(
                        "unknown element " + Excerpt.of(cursor.name()) + ": allowed are " + ALLOWED);
        };
    }

    private ContactOperation get() {
        int transId = attributes.number("transID");
        var owner = attributes.address("owner");
        var kind = kind();
        var after = optionalAddress("after");
        cursor.nothing();
        return new ContactOperation.Get(transId, owner, kind, after);
    }

    private ContactOperation page() {
        int transId = attributes.number("transID");
        var owner = attributes.address("owner");
        var kind = kind();
        var next = optionalAddress("next");
        var contacts = new ArrayList<ContactEntry>();
        var requests = new ArrayList<ContactState>();
        while (cursor.nextChild()) {
            limits.check(ProtocolLimit.CONTACTS, contacts.size() + requests.size() + 1);
            switch (cursor.name()) {
                case "contact" -> contacts.add(contact());
                case "request" -> requests.add(state());
                default ->
                    throw ProtocolException.invalid(
                            "page holds " + Excerpt.of(cursor.name()) + ": allowed are contact and request");
            }
        }
        return new ContactOperation.Page(transId, owner, kind, contacts, requests, next);
    }

    private ContactOperation put() {
        int transId = attributes.number("transID");
        var owner = attributes.address("owner");
        if (!cursor.nextChild()) {
            throw ProtocolException.invalid("put holds nothing: allowed is one contact");
        }
        if (!cursor.name().equals("contact")) {
            throw ProtocolException.invalid("put holds " + Excerpt.of(cursor.name()) + ": allowed is one contact");
        }
        var contact = contact();
        if (cursor.nextChild()) {
            throw ProtocolException.invalid("put holds more than one element: allowed is one contact");
        }
        return new ContactOperation.Put(transId, owner, contact);
    }

    private ContactOperation remove() {
        int transId = attributes.number("transID");
        var owner = attributes.address("owner");
        var address = attributes.address("address");
        cursor.nothing();
        return new ContactOperation.Remove(transId, owner, address);
    }

    private ContactOperation answer() {
        int transId = attributes.number("transID");
        var to = attributes.address("to");
        var from = attributes.address("from");
        var verdict = Verdict.parse(cursor.required("verdict"));
        var grants = optionalActions("grants");
        var name = cursor.attribute("name").orElse("");
        cursor.nothing();
        return new ContactOperation.Answer(transId, to, from, verdict, grants, name);
    }

    private ContactOperation accepted() {
        int transId = attributes.number("transID");
        var from = attributes.address("from");
        var to = attributes.address("to");
        var granted = Actions.parse(cursor.required("granted"));
        cursor.nothing();
        return new ContactOperation.Accepted(transId, from, to, granted);
    }

    private ContactEntry contact() {
        var address = attributes.address("address");
        var name = cursor.attribute("name").orElse("");
        var since = attributes.optionalTimestamp("since");
        cursor.nothing();
        return new ContactEntry(address, name, since);
    }

    private ContactRequest request() {
        var from = attributes.address("from");
        var to = attributes.address("to");
        var wants = Actions.parse(cursor.required("wants"));
        var grants = optionalActions("grants");
        return new ContactRequest(from, to, wants, grants, cursor.text());
    }

    private ContactState state() {
        var state = cursor.attribute("state").map(State::parse).orElse(State.WAITING);
        var asked = timestamp("asked");
        var expires = timestamp("expires");
        var granted = optionalActions("granted");
        var code = cursor.attribute("code").isPresent() ? Optional.of(attributes.code()) : Optional.<ReplyCode>empty();
        return new ContactState(request(), state, asked, expires, granted, code);
    }

    private Kind kind() {
        return cursor.attribute("kind").map(Kind::parse).orElse(Kind.CONTACTS);
    }

    private Instant timestamp(String attribute) {
        return Timestamp.parse(attribute, cursor.required(attribute));
    }

    private Optional<Actions> optionalActions(String attribute) {
        return cursor.attribute(attribute).map(Actions::parse);
    }

    private Optional<Address> optionalAddress(String attribute) {
        return cursor.attribute(attribute).isPresent() ? Optional.of(attributes.address(attribute)) : Optional.empty();
    }
}
