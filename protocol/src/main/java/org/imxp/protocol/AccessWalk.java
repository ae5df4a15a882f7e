package org.imxp.protocol;

/** Reads one element by the DTD of the access service (RFC 3341 section 6). */
final class AccessWalk {
    static final String ALLOWED = "query, get, set, allow, deny and reply";

    private final XmlCursor cursor;
    private final ProtocolLimits limits;
    private final Attributes attributes;

    AccessWalk(XmlCursor cursor, ProtocolLimits limits) {
        this.cursor = cursor;
        this.limits = limits;
        attributes = new Attributes(cursor, limits);
    }

    AccessOperation operation() {
        return switch (cursor.name()) {
            case "query" -> query();
            case "get" -> get();
            case "set" -> set();
            case "allow" -> allow();
            case "deny" -> deny();
            case "reply" -> attributes.reply();
            default ->
                throw ProtocolException.invalid(
                        "unknown element " + Excerpt.of(cursor.name()) + ": allowed are " + ALLOWED);
        };
    }

    private AccessOperation query() {
        int transId = attributes.number("transID");
        var owner = attributes.address("owner");
        var actor = attributes.address("actor");
        var actions = actions(cursor.required("actions"));
        cursor.nothing();
        return new AccessOperation.Query(transId, owner, actor, actions);
    }

    private AccessOperation get() {
        int transId = attributes.number("transID");
        var owner = attributes.address("owner");
        var actor = actor();
        cursor.nothing();
        return new AccessOperation.Get(transId, owner, actor);
    }

    private AccessOperation set() {
        int transId = attributes.number("transID");
        if (!cursor.nextChild()) {
            throw ProtocolException.invalid("set holds nothing: allowed is one access");
        }
        var entry = entry();
        if (cursor.nextChild()) {
            throw ProtocolException.invalid("set holds more than one element: allowed is one access");
        }
        return new AccessOperation.Set(transId, entry);
    }

    private AccessEntry entry() {
        if (!cursor.name().equals("access")) {
            throw ProtocolException.invalid("set holds " + Excerpt.of(cursor.name()) + ": allowed is one access");
        }
        var owner = attributes.address("owner");
        var actor = actor();
        var actions = cursor.attribute("actions").map(this::actions);
        var lastUpdate = attributes.optionalTimestamp("lastUpdate");
        cursor.nothing();
        return new AccessEntry(owner, actor, actions, lastUpdate);
    }

    private AccessOperation allow() {
        int transId = attributes.number("transID");
        cursor.nothing();
        return new AccessOperation.Allow(transId);
    }

    private AccessOperation deny() {
        int transId = attributes.number("transID");
        cursor.nothing();
        return new AccessOperation.Deny(transId);
    }

    private ActorPattern actor() {
        var text = cursor.required("actor");
        limits.check(ProtocolLimit.ADDRESS_CHARS, text.length());
        return ActorPattern.parse(text);
    }

    private Actions actions(String text) {
        var actions = Actions.parse(text);
        limits.check(ProtocolLimit.ACTIONS, actions.tokens().size());
        return actions;
    }
}
