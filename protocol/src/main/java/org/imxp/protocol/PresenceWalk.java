package org.imxp.protocol;

import java.time.Instant;
import java.util.ArrayList;
import org.imxp.protocol.PresenceOperation.Action;
import org.imxp.protocol.PresenceTuple.Capability;

/** Reads one element by the DTD of the presence service (RFC 3343 section 6). */
final class PresenceWalk {
    static final String ALLOWED = "subscribe, watch, publish, terminate, notify and reply";

    private final XmlCursor cursor;
    private final ProtocolLimits limits;
    private final Attributes attributes;

    PresenceWalk(XmlCursor cursor, ProtocolLimits limits) {
        this.cursor = cursor;
        this.limits = limits;
        attributes = new Attributes(cursor, limits);
    }

    PresenceOperation operation() {
        return switch (cursor.name()) {
            case "subscribe" -> subscribe();
            case "watch" -> watch();
            case "publish" -> publish();
            case "notify" -> notification();
            case "terminate" -> terminate();
            case "reply" -> attributes.reply();
            default ->
                throw ProtocolException.invalid(
                        "unknown element " + Excerpt.of(cursor.name()) + ": allowed are " + ALLOWED);
        };
    }

    private PresenceOperation subscribe() {
        var publisher = attributes.address("publisher");
        int transId = attributes.number("transID");
        int duration = attributes.number("duration");
        cursor.nothing();
        return new PresenceOperation.Subscribe(publisher, transId, duration);
    }

    private PresenceOperation watch() {
        var publisher = attributes.address("publisher");
        int transId = attributes.number("transID");
        int duration = attributes.number("duration");
        cursor.nothing();
        return new PresenceOperation.Watch(publisher, transId, duration);
    }

    private PresenceOperation publish() {
        var publisher = attributes.address("publisher");
        int transId = attributes.number("transID");
        var timeStamp = timestamp("timeStamp");
        if (!cursor.nextChild()) {
            throw ProtocolException.invalid("publish holds nothing: allowed is one presence");
        }
        var entry = entry();
        if (cursor.nextChild()) {
            throw ProtocolException.invalid("publish holds more than one element: allowed is one presence");
        }
        return new PresenceOperation.Publish(publisher, transId, timeStamp, entry);
    }

    private PresenceOperation notification() {
        var subscriber = attributes.address("subscriber");
        int transId = attributes.number("transID");
        var action = cursor.attribute("action").map(Action::parse).orElse(Action.SUBSCRIBE);
        int duration = attributes.optionalNumber("duration");
        cursor.nothing();
        return new PresenceOperation.Notify(subscriber, transId, action, duration);
    }

    private Terminate terminate() {
        int transId = attributes.optionalNumber("transID");
        var code = attributes.codeOr(ReplyCode.SUCCESS);
        return new Terminate(transId, code, attributes.diagnostic());
    }

    PresenceEntry entry() {
        if (!cursor.name().equals("presence")) {
            throw ProtocolException.invalid(Excerpt.of(cursor.name()) + " stands where only presence is allowed");
        }
        var publisher = attributes.address("publisher");
        var lastUpdate = attributes.optionalTimestamp("lastUpdate");
        var publisherInfo = cursor.attribute("publisherInfo").orElse("");
        var tuples = new ArrayList<PresenceTuple>();
        while (cursor.nextChild()) {
            limits.check(ProtocolLimit.TUPLES, tuples.size() + 1);
            tuples.add(tuple());
        }
        return new PresenceEntry(publisher, lastUpdate, publisherInfo, tuples);
    }

    private PresenceTuple tuple() {
        if (!cursor.name().equals("tuple")) {
            throw ProtocolException.invalid(
                    "presence holds " + Excerpt.of(cursor.name()) + ": allowed are one tuple or more");
        }
        var destination = cursor.required("destination");
        var availableUntil = timestamp("availableUntil");
        var tupleInfo = cursor.attribute("tupleInfo").orElse("");
        var capabilities = new ArrayList<Capability>();
        while (cursor.nextChild()) {
            limits.check(ProtocolLimit.CAPABILITIES, capabilities.size() + 1);
            capabilities.add(capability());
        }
        return new PresenceTuple(destination, availableUntil, tupleInfo, capabilities);
    }

    private Capability capability() {
        if (!cursor.name().equals("capability")) {
            throw ProtocolException.invalid(
                    "tuple holds " + Excerpt.of(cursor.name()) + ": allowed are capability elements");
        }
        var baseline = cursor.required("baseline");
        return new Capability(baseline, cursor.text(ProtocolLimit.CAPABILITY_CHARS));
    }

    private Instant timestamp(String attribute) {
        return Timestamp.parse(attribute, cursor.required(attribute));
    }
}
