package org.imxp.protocol;

/** What is said to the access service of a domain, and by it (RFC 3341 section 4). */
public sealed interface AccessOperation
        permits AccessOperation.Query,
                AccessOperation.Get,
                AccessOperation.Set,
                AccessOperation.Allow,
                AccessOperation.Deny,
                Reply {
    /**
     * The transaction-identifier: an answer has that of the request.
     *
     * @return 1 to 2147483647; 0 in a reply that lacks it
     */
    int transId();

    /**
     * Asks whether an actor may do something (section 4.2).
     *
     * @param transId 1 to 2147483647
     * @param owner to whom, or with what is whose
     * @param actor who; an asterisk in it is an asterisk
     * @param actions what
     */
    record Query(int transId, Address owner, Address actor, Actions actions) implements AccessOperation {
        /** Refuses a transID out of range. */
        public Query {
            ProtocolNumber.uniqueId(transId);
        }
    }

    /**
     * Asks for an entry (section 4.3).
     *
     * @param transId 1 to 2147483647
     * @param owner whose
     * @param actor whom it is about, exactly
     */
    record Get(int transId, Address owner, ActorPattern actor) implements AccessOperation {
        /** Refuses a transID out of range. */
        public Get {
            ProtocolNumber.uniqueId(transId);
        }
    }

    /**
     * Makes, changes or removes an entry; from the service, tells what it is (sections 4.3 and 4.4).
     *
     * @param transId 1 to 2147483647
     * @param entry the entry
     */
    record Set(int transId, AccessEntry entry) implements AccessOperation {
        /** Refuses a transID out of range. */
        public Set {
            ProtocolNumber.uniqueId(transId);
        }
    }

    /**
     * All of what a query asks about is granted (section 4.2).
     *
     * @param transId 1 to 2147483647
     */
    record Allow(int transId) implements AccessOperation {
        /** Refuses a transID out of range. */
        public Allow {
            ProtocolNumber.uniqueId(transId);
        }
    }

    /**
     * Some of what a query asks about is not granted (section 4.2).
     *
     * @param transId 1 to 2147483647
     */
    record Deny(int transId) implements AccessOperation {
        /** Refuses a transID out of range. */
        public Deny {
            ProtocolNumber.uniqueId(transId);
        }
    }
}
