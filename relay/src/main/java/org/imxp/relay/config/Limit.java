package org.imxp.relay.config;

import java.time.Duration;
import java.util.Locale;

/** Each bound of a relay: its key in {@code [limits]}, its default, its range and its reason. */
public enum Limit {
    /** Payload of one frame. */
    MAX_FRAME_PAYLOAD(Unit.OCTETS, kib(64), kib(4), mib(16), "The most payload octets in one BEEP frame."),
    /** One message. */
    MAX_PAYLOAD(
            Unit.OCTETS,
            mib(1),
            kib(4),
            mib(1_024),
            "The most octets in one message: its control element, content and headers together."),
    /** Channels of a session. */
    CHANNELS_PER_SESSION(Unit.COUNT, 257, 2, 65_536, "The most channels open at once in one session."),
    /** Sessions of one peer. */
    SESSIONS_PER_ADDRESS(Unit.COUNT, 100, 1, 1_000_000, "The most sessions at once from one IP address."),
    /** Sessions in all. */
    SESSIONS(Unit.COUNT, 100_000, 1, 10_000_000, "The most sessions at once."),
    /** Time until a greeting. */
    TIME_TO_GREET(Unit.TIME, seconds(10), seconds(1), seconds(600), "How long a peer may take to send its greeting."),
    /** Time until authentication. */
    TIME_TO_AUTHENTICATE(
            Unit.TIME,
            seconds(60),
            seconds(1),
            seconds(3_600),
            "How long a peer may take to authenticate, from the start of its session."),
    /** Octets waiting for a slow receiver. */
    QUEUED_OCTETS_PER_ATTACHMENT(
            Unit.OCTETS, mib(4), kib(4), mib(1_024), "The most octets waiting for one attached endpoint."),
    /** Messages waiting for a slow receiver. */
    QUEUED_DATA_PER_ATTACHMENT(
            Unit.COUNT, 1_000, 1, 1_000_000, "The most data elements waiting for one attached endpoint."),
    /** Attachments of a session. */
    ATTACHMENTS_PER_SESSION(Unit.COUNT, 64, 1, 65_536, "The most endpoints attached by one session."),
    /** Reports that wait for a slow receiver. */
    AWAITED_REPORTS_PER_ATTACHMENT(
            Unit.COUNT,
            10_000,
            1,
            1_000_000,
            "The most delivery reports that one attached endpoint may have asked for and not answered."),
    /** Data of one endpoint that is away. */
    HELD_DATA_PER_ENDPOINT(
            Unit.COUNT, 1_000, 1, 1_000_000, "The most data elements held for one endpoint until it attaches."),
    /** Octets of one endpoint that is away. */
    HELD_OCTETS_PER_ENDPOINT(
            Unit.OCTETS, mib(16), kib(4), mib(1_024), "The most octets held for one endpoint until it attaches."),
    /** Octets of all endpoints that are away. */
    HELD_OCTETS_TOTAL(
            Unit.OCTETS,
            mib(1_024),
            kib(4),
            mib(1_048_576),
            "The most octets held for all endpoints together until they attach."),
    /** How long data is held. */
    HELD_TIME_MOST(
            Unit.TIME,
            seconds(31_536_000),
            seconds(1),
            seconds(3_153_600_000L),
            "The longest that data is held until its recipient attaches, whatever its originator allows."),
    /** How long an endpoint may be silent. */
    HELD_TIME_TO_ANSWER(
            Unit.TIME,
            seconds(60),
            seconds(1),
            seconds(3_600),
            "How long an endpoint may leave a data unanswered that was held for it; then it is detached, and the data"
                    + " stays held."),
    /** Octets on their way to the store. */
    QUEUED_OCTETS_TO_HOLD(
            Unit.OCTETS, mib(64), kib(4), mib(1_024), "The most octets that wait to be written to the store."),
    /** What a session holds. */
    HELD_OCTETS_PER_SESSION(
            Unit.OCTETS,
            mib(16),
            kib(8),
            mib(2_048) - 1,
            "The most octets held for one session on all its channels: messages that come in or wait for a reply, and"
                    + " replies that wait for the peer. Never less than two messages."),
    /** How far windows grow. */
    WINDOW_OCTETS_PER_SESSION(
            Unit.OCTETS,
            mib(4),
            kib(4),
            mib(2_048) - 1,
            "The most octets that the windows of a session's channels grow by together, beyond the 4096 that each has"
                    + " at its start; max-frame-payload is the bound of each."),
    /** Questions to the store. */
    ACCOUNT_LOOKUPS(
            Unit.COUNT,
            1_000,
            1,
            1_000_000,
            "The most questions at once whether an endpoint that is away has an account."),
    /** Sessions of one domain. */
    SESSIONS_PER_PEER_DOMAIN(
            Unit.COUNT, 8, 1, 10_000, "The most sessions at once that the relays of one other domain may open."),
    /** Messages of one domain. */
    DATA_PER_MINUTE_PER_PEER_DOMAIN(
            Unit.COUNT,
            600_000,
            1,
            2_000_000_000,
            "The most data elements that the relays of one other domain may send in a minute."),
    /** Octets of one domain. */
    OCTETS_PER_MINUTE_PER_PEER_DOMAIN(
            Unit.OCTETS,
            mib(1_024),
            kib(4),
            mib(2_048) - 1,
            "The most octets of data that the relays of one other domain may send in a minute."),
    /** Messages waiting for another domain. */
    QUEUED_DATA_PER_NEXT_HOP(
            Unit.COUNT, 10_000, 1, 1_000_000, "The most data elements waiting for the relay of one other domain."),
    /** Octets waiting for another domain. */
    QUEUED_OCTETS_PER_NEXT_HOP(
            Unit.OCTETS, mib(16), kib(4), mib(1_024), "The most octets waiting for the relay of one other domain."),
    /** Other domains. */
    NEXT_HOPS(
            Unit.COUNT,
            10_000,
            1,
            1_000_000,
            "The most other domains with whose relays there are sessions, or that are left alone for a while, at"
                    + " once."),
    /** How far data goes. */
    HOPS(
            Unit.COUNT,
            30,
            1,
            255,
            "How many more relays a data element may reach that came from another relay, if its originator does not say"
                    + " so: with this a loop of routes ends."),
    /** How long a relay may be silent. */
    MESH_TIME_TO_ANSWER(
            Unit.TIME,
            seconds(60),
            seconds(1),
            seconds(3_600),
            "How long another relay may leave everything unanswered that it was sent; then the session ends."),
    /** How long an unused session stands. */
    MESH_IDLE_TIME(
            Unit.TIME,
            seconds(300),
            seconds(1),
            seconds(86_400),
            "How long a session with another relay is kept while nothing is sent on it."),
    /** How long to reach another relay. */
    MESH_TIME_TO_CONNECT(
            Unit.TIME,
            seconds(30),
            seconds(1),
            seconds(600),
            "How long it may take until a session with another relay can be used: to connect, to start TLS, to"
                    + " authenticate and to bind."),
    /** The first pause. */
    MESH_BACK_OFF_LEAST(
            Unit.TIME,
            seconds(1),
            100,
            seconds(60),
            "How long another relay is left alone after it could not be reached once."),
    /** The longest pause. */
    MESH_BACK_OFF_MOST(
            Unit.TIME,
            seconds(300),
            seconds(60),
            seconds(86_400),
            "How long another relay is left alone at most, however often it could not be reached."),
    /** Access entries of one owner. */
    ACCESS_ENTRIES_PER_OWNER(Unit.COUNT, 1_000, 1, 100_000, "The most access entries that one owner may set."),
    /** Access entries in all. */
    ACCESS_ENTRIES(
            Unit.COUNT,
            1_000_000,
            1,
            100_000_000,
            "The most access entries that all owners together may set; all of them are in memory."),
    /** What waits for the store. */
    ACCESS_OPERATIONS(
            Unit.COUNT,
            10_000,
            1,
            1_000_000,
            "The most questions to access services, and changes by them, that wait for the store at once."),
    /** Subscriptions and watches in all. */
    PRESENCE_OPERATIONS(
            Unit.COUNT, 1_000_000, 1, 100_000_000, "The most subscriptions to presence, and watches of them, in all."),
    /** Subscriptions and watches by one endpoint. */
    PRESENCE_OPERATIONS_PER_ENDPOINT(
            Unit.COUNT,
            1_000,
            1,
            1_000_000,
            "The most subscriptions to presence, and watches of them, that one endpoint has."),
    /** Subscriptions to one endpoint. */
    PRESENCE_SUBSCRIBERS_PER_ENDPOINT(
            Unit.COUNT, 10_000, 1, 1_000_000, "The most subscriptions to the presence of one endpoint."),
    /** Watches of one endpoint. */
    PRESENCE_WATCHERS_PER_ENDPOINT(
            Unit.COUNT, 100, 1, 1_000_000, "The most watches of who is subscribed to the presence of one endpoint."),
    /** Entries of one endpoint. */
    PRESENCE_ENTRIES_PER_ENDPOINT(
            Unit.COUNT, 32, 1, 10_000, "The most presence entries of one endpoint and its subaddresses."),
    /** Tuples of one entry. */
    PRESENCE_TUPLES_PER_ENTRY(Unit.COUNT, 32, 1, 10_000, "The most tuples in one presence entry."),
    /** Octets of one entry. */
    PRESENCE_OCTETS_PER_ENTRY(Unit.OCTETS, kib(16), kib(1), mib(1), "The most octets in one presence entry."),
    /** What waits for a slow endpoint. */
    PRESENCE_QUEUED_PER_ENDPOINT(
            Unit.COUNT,
            1_000,
            1,
            1_000_000,
            "The most answers and notices of the presence service that wait for one endpoint, beside changes, of which"
                    + " one waits for each subscription. What is more is not sent, and ends the watch that it is for."),
    /** Requests of one endpoint. */
    PRESENCE_REQUESTS_PER_ENDPOINT(
            Unit.COUNT,
            1_000,
            1,
            1_000_000,
            "The most requests of one endpoint that the presence service has not answered."),
    /** Requests in all. */
    PRESENCE_REQUESTS(
            Unit.COUNT,
            100_000,
            1,
            10_000_000,
            "The most requests that the presence service has not answered, in all."),
    /** Contacts of one owner. */
    CONTACTS_PER_OWNER(Unit.COUNT, 1_000, 1, 100_000, "The most contacts on the list of one owner."),
    /** Contacts in all. */
    CONTACTS(Unit.COUNT, 10_000_000, 1, 1_000_000_000, "The most contacts on the lists of all owners together."),
    /** Requests that one endpoint has to answer. */
    CONTACT_REQUESTS_PER_RECIPIENT(
            Unit.COUNT, 100, 1, 10_000, "The most contact requests that wait for the answer of one endpoint."),
    /** Requests of one endpoint that are not answered. */
    CONTACT_REQUESTS_PER_REQUESTER(
            Unit.COUNT, 20, 1, 1_000, "The most contact requests of one endpoint that are not answered."),
    /** Requests of one endpoint in a day. */
    CONTACT_REQUESTS_PER_DAY(Unit.COUNT, 20, 1, 1_000, "The most contact requests of one endpoint in 24 hours."),
    /** Requests of one other domain in an hour. */
    CONTACT_REQUESTS_PER_PEER_DOMAIN(
            Unit.COUNT,
            100,
            1,
            1_000_000,
            "The most contact requests and acceptances that come from one other domain in an hour."),
    /** Requests in all. */
    CONTACT_REQUESTS(Unit.COUNT, 1_000_000, 1, 100_000_000, "The most contact requests that are kept, in all."),
    /** What waits for the store. */
    CONTACT_OPERATIONS(
            Unit.COUNT,
            10_000,
            1,
            1_000_000,
            "The most operations of contact services that wait for the store at once."),
    /** Recipients. */
    RECIPIENTS_PER_DATA(Unit.COUNT, 100, 1, 10_000, "The most recipients of one data element."),
    /** Options. */
    OPTIONS_PER_ELEMENT(Unit.COUNT, 16, 1, 1_000, "The most options in one element."),
    /** Nesting of elements. */
    XML_DEPTH(Unit.COUNT, 32, 4, 1_000, "How deep XML elements may be nested."),
    /** Attributes. */
    XML_ATTRIBUTES(Unit.COUNT, 64, 8, 1_000, "The most attributes of one XML element."),
    /** Elements. */
    XML_ELEMENTS(Unit.COUNT, 10_000, 16, 1_000_000, "The most XML elements in one document."),
    /** Failures until a pause. */
    FAILED_LOGINS(Unit.COUNT, 5, 1, 1_000, "How many failed logins of one endpoint are borne within the window."),
    /** Failures from one place until a pause. */
    FAILED_LOGINS_PER_ADDRESS(
            Unit.COUNT, 30, 1, 100_000, "How many failed logins from one IP address are borne within the window."),
    /** Time in which failures count. */
    FAILED_LOGIN_WINDOW(Unit.TIME, seconds(60), seconds(1), seconds(86_400), "How long a failed login is remembered.");

    /** What a limit counts. */
    public enum Unit {
        /** Things. */
        COUNT,
        /** Octets. */
        OCTETS,
        /** Time, in milliseconds. */
        TIME
    }

    private final Unit unit;
    private final long byDefault;
    private final long least;
    private final long most;
    private final String meaning;

    Limit(Unit unit, long byDefault, long least, long most, String meaning) {
        this.unit = unit;
        this.byDefault = byDefault;
        this.least = least;
        this.most = most;
        this.meaning = meaning;
    }

    /**
     * Its key in {@code [limits]}.
     *
     * @return such as {@code max-payload}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * What it counts.
     *
     * @return the unit of the numbers below
     */
    public Unit unit() {
        return unit;
    }

    /**
     * What it is unless configured.
     *
     * @return in its unit
     */
    public long byDefault() {
        return byDefault;
    }

    /**
     * The least it can be set to.
     *
     * @return in its unit
     */
    public long least() {
        return least;
    }

    /**
     * The most it can be set to.
     *
     * @return in its unit
     */
    public long most() {
        return most;
    }

    /**
     * What it bounds.
     *
     * @return one sentence
     */
    public String meaning() {
        return meaning;
    }

    private static long kib(long number) {
        return number << 10;
    }

    private static long mib(long number) {
        return number << 20;
    }

    private static long seconds(long number) {
        return Duration.ofSeconds(number).toMillis();
    }
}
