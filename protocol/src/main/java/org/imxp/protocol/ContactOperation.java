package org.imxp.protocol;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said to the contact service of a domain, and by it (docs/contacts.md). */
public sealed interface ContactOperation
        permits ContactOperation.Get,
                ContactOperation.Page,
                ContactOperation.Put,
                ContactOperation.Remove,
                ContactOperation.Ask,
                ContactOperation.Answer,
                ContactOperation.Tell,
                ContactOperation.Accepted,
                Reply {
    /**
     * The transaction-identifier: an answer has that of the request.
     *
     * @return 1 to 2147483647; 0 in a reply that lacks it
     */
    int transId();

    /** What an owner has several of. */
    enum Kind {
        /** Who is on the contact list. */
        CONTACTS,
        /** Requests that the owner has not answered. */
        PENDING,
        /** Requests of the owner, and what has become of them. */
        ASKED;

        /** As it is written. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind parse(String text) {
            for (var kind : values()) {
                if (kind.word().equals(text)) {
                    return kind;
                }
            }
            throw ProtocolException.invalid(
                    "kind is \"" + Excerpt.of(text) + "\": allowed are contacts, pending and asked");
        }
    }

    /** What the one who is asked says. */
    enum Verdict {
        /** Yes. */
        ACCEPT,
        /** Nothing, and nobody is to be shown such a request for a while. */
        IGNORE,
        /** Nothing, and the one who asks is not to be allowed anything. */
        BLOCK;

        /** As it is written. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Verdict parse(String text) {
            for (var verdict : values()) {
                if (verdict.word().equals(text)) {
                    return verdict;
                }
            }
            throw ProtocolException.invalid(
                    "verdict is \"" + Excerpt.of(text) + "\": allowed are accept, ignore and block");
        }
    }

    /**
     * Asks for a page of what there is.
     *
     * @param transId 1 to 2147483647
     * @param owner whose
     * @param kind of what
     * @param after the {@link Page#next} of the page before; empty for the first page
     */
    record Get(int transId, Address owner, Kind kind, Optional<Address> after) implements ContactOperation {
        /** Refuses a transID out of range. */
        public Get {
            ProtocolNumber.uniqueId(transId);
        }
    }

    /**
     * A page of what there is, from the service.
     *
     * @param transId 1 to 2147483647
     * @param owner whose
     * @param kind of what
     * @param contacts in the order of their addresses; none if the kind is another
     * @param requests in the order of the others' addresses; none if the kind is contacts
     * @param next where the next page goes on; empty if there is no more
     */
    record Page(
            int transId,
            Address owner,
            Kind kind,
            List<ContactEntry> contacts,
            List<ContactState> requests,
            Optional<Address> next)
            implements ContactOperation {
        /** Refuses a transID out of range, and things of another kind. */
        public Page {
            ProtocolNumber.uniqueId(transId);
            contacts = List.copyOf(contacts);
            requests = List.copyOf(requests);
            if (kind == Kind.CONTACTS ? !requests.isEmpty() : !contacts.isEmpty()) {
                throw new IllegalArgumentException("a page of " + kind.word() + " has something else in it");
            }
        }
    }

    /**
     * Puts somebody on the list, or gives them another name; from the service, tells the owner of that.
     *
     * @param transId 1 to 2147483647
     * @param owner whose list
     * @param contact who; the service alone says since when
     */
    record Put(int transId, Address owner, ContactEntry contact) implements ContactOperation {
        /** Refuses a transID out of range. */
        public Put {
            ProtocolNumber.uniqueId(transId);
        }
    }

    /**
     * Takes somebody off the list; from the service, tells the owner of that.
     *
     * @param transId 1 to 2147483647
     * @param owner whose list
     * @param address who
     */
    record Remove(int transId, Address owner, Address address) implements ContactOperation {
        /** Refuses a transID out of range. */
        public Remove {
            ProtocolNumber.uniqueId(transId);
        }
    }

    /**
     * Has the service of the one who asks take a request on.
     *
     * @param transId 1 to 2147483647
     * @param request the request
     */
    record Ask(int transId, ContactRequest request) implements ContactOperation {
        /** Refuses a transID out of range. */
        public Ask {
            ProtocolNumber.uniqueId(transId);
        }
    }

    /**
     * The one who is asked says what is to become of a request.
     *
     * @param transId 1 to 2147483647
     * @param to who was asked
     * @param from who asked
     * @param verdict what is to become of it
     * @param grants what is granted, if not all that was asked for
     * @param name for the contact list; may be empty
     */
    record Answer(int transId, Address to, Address from, Verdict verdict, Optional<Actions> grants, String name)
            implements ContactOperation {
        /** Refuses a transID out of range, and other actions and names than are allowed. */
        public Answer {
            ProtocolNumber.uniqueId(transId);
            grants.ifPresent(actions -> ContactRequest.check("grants", actions));
            name = name.strip();
            ContactText.name(name);
        }
    }

    /**
     * Tells of a request: one service another, a service the one who is asked, or what has become of it the one who asked.
     *
     * @param transId 1 to 2147483647
     * @param state the request, and what has become of it
     */
    record Tell(int transId, ContactState state) implements ContactOperation {
        /** Refuses a transID out of range. */
        public Tell {
            ProtocolNumber.uniqueId(transId);
        }
    }

    /**
     * Tells the service of the one who asked that a request was accepted.
     *
     * @param transId 1 to 2147483647
     * @param from who asked
     * @param to who has accepted
     * @param granted what the one who asked is allowed now
     */
    record Accepted(int transId, Address from, Address to, Actions granted) implements ContactOperation {
        /** Refuses a transID out of range, and other actions than are allowed. */
        public Accepted {
            ProtocolNumber.uniqueId(transId);
            ContactRequest.check("granted", granted);
        }
    }
}
