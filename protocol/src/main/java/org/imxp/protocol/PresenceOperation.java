package org.imxp.protocol;

import java.time.Instant;

/** What is said to the presence service of a domain, and by it (RFC 3343 section 4). */
public sealed interface PresenceOperation
        permits PresenceOperation.Subscribe,
                PresenceOperation.Watch,
                PresenceOperation.Publish,
                PresenceOperation.Notify,
                Terminate,
                Reply {
    /**
     * The transaction-identifier: whatever is said of an operation has that of its request.
     *
     * @return 1 to 2147483647; 0 in a terminate or reply that lacks it
     */
    int transId();

    /**
     * Asks for a presence entry, and to be told of its changes (section 4.2).
     *
     * @param publisher whose
     * @param transId 1 to 2147483647
     * @param duration for how many seconds; 0 for the entry alone
     */
    record Subscribe(Address publisher, int transId, int duration) implements PresenceOperation {
        /** Refuses numbers out of range. */
        public Subscribe {
            ProtocolNumber.uniqueId(transId);
            ProtocolNumber.zeroOrMore("duration", duration);
        }
    }

    /**
     * Asks who is subscribed to a presence entry, and to be told who comes and goes (section 4.3).
     *
     * @param publisher whose entry
     * @param transId 1 to 2147483647
     * @param duration for how many seconds; 0 for those alone who are there
     */
    record Watch(Address publisher, int transId, int duration) implements PresenceOperation {
        /** Refuses numbers out of range. */
        public Watch {
            ProtocolNumber.uniqueId(transId);
            ProtocolNumber.zeroOrMore("duration", duration);
        }
    }

    /**
     * To the service, the entry that shall be; from the service, the entry that is (section 4.4). That both publishers are
     * the same is left to the service to check, which has a reply for it (OPEN-3).
     *
     * @param publisher whose entry
     * @param transId 1 to 2147483647
     * @param timeStamp what time it is for the one who sends this
     * @param presence the entry
     */
    record Publish(Address publisher, int transId, Instant timeStamp, PresenceEntry presence)
            implements PresenceOperation {
        /** Refuses what has no text form. */
        public Publish {
            ProtocolNumber.uniqueId(transId);
            Timestamp.check("timeStamp", timeStamp);
        }
    }

    /**
     * Tells a watcher who comes or goes (section 4.6).
     *
     * @param subscriber who
     * @param transId that of the watch: 1 to 2147483647
     * @param action which of both
     * @param duration for how many seconds the subscriber asked; not how many are left (OPEN-17)
     */
    record Notify(Address subscriber, int transId, Action action, int duration) implements PresenceOperation {
        /** Refuses numbers out of range. */
        public Notify {
            ProtocolNumber.uniqueId(transId);
            ProtocolNumber.zeroOrMore("duration", duration);
        }
    }

    /** What happened to a subscription. */
    enum Action {
        /** It has begun. */
        SUBSCRIBE("subscribe"),
        /** It has ended. */
        TERMINATE("terminate");

        private final String text;

        Action(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static Action parse(String text) {
            for (var action : values()) {
                if (action.text.equals(text)) {
                    return action;
                }
            }
            throw ProtocolException.invalid(
                    "action is \"" + Excerpt.of(text) + "\": allowed are subscribe and terminate");
        }
    }
}
