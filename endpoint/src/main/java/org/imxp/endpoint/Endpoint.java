package org.imxp.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.imxp.message.Message;
import org.imxp.message.MessageFault;
import org.imxp.message.MessageLimits;
import org.imxp.message.MessageReader;
import org.imxp.message.receipt.Answering;
import org.imxp.message.receipt.NotificationReader;
import org.imxp.protocol.Address;
import org.imxp.protocol.Data;
import org.imxp.protocol.Dialect;
import org.imxp.protocol.Payload;

/**
 * An endpoint that is attached to its relay: sends and receives instant messages. Thread-safe.
 *
 * <p>Handlers and the stages of futures run on virtual threads and may block; they may send, and close the endpoint.
 */
public final class Endpoint implements AutoCloseable {
    private final EndpointSettings settings;
    private final Stay stay;
    private final Outbox outbox;
    private final ServiceQuestions questions;
    private final PresenceDesk presence;
    private final PublicKeys publicKeys;
    private final Contacts contacts;
    private final AwaitedReceipts receipts;
    private final NotificationReader notifications = new NotificationReader(new MessageReader(MessageLimits.DEFAULT));
    private volatile Disclosure disclosure = Disclosure.NOTHING;

    private Endpoint(EndpointSettings settings, Stay stay, Sendings sendings) {
        this.settings = settings;
        this.stay = stay;
        this.outbox = new Outbox(settings, sendings, stay::attachment);
        this.questions = new ServiceQuestions(this, sendings.questions());
        this.presence = new PresenceDesk(settings, questions);
        this.receipts = sendings.receipts();
        this.publicKeys =
                new PublicKeys(settings.endpoint(), presence, new KeyRequests(questions, settings.environment()));
        this.contacts = new Contacts(settings, new ContactQuestions(questions), presence());
    }

    /**
     * Finds the relay, connects to it, encrypts and authenticates the session, and attaches; waits until that is done, at most
     * {@link EndpointLimits#attachTime}.
     *
     * @param settings who, where and how
     * @return the endpoint, attached
     * @throws AttachException if one of the steps fails; the session is ended then
     * @throws IllegalArgumentException if the name or the password can't be used with SASL
     */
    public static Endpoint attach(EndpointSettings settings) {
        var sendings = new Sendings(settings);
        var stay = new Stay(settings, sendings);
        // Whoever is told of the end listens before there can be one.
        var endpoint = new Endpoint(settings, stay, sendings);
        stay.begin();
        return endpoint;
    }

    /**
     * Who it is.
     *
     * @return the address that it is attached as
     */
    public Address address() {
        return settings.endpoint();
    }

    /**
     * What it speaks with its relay.
     *
     * @return the dialect of its channel, or of the last that it had
     */
    public Dialect dialect() {
        return stay.dialect();
    }

    // ---- receiving -------------------------------------------------------------------------------------------------

    /**
     * Sets who gets messages: one at a time, in order, on a virtual thread. Those that came before are kept for it, within the
     * bounds of the inbox; their senders have been told that they were delivered. A repeat of a message is not given again, and
     * an exception is logged. Receipts, and that somebody is writing, are no messages: {@link #onReceipt} and {@link #onComposing} get
     * them.
     *
     * @param handler gets them; may block
     */
    public void onMessage(Consumer<? super ReceivedMessage> handler) {
        stay.arrivals().messages().handler(arrival -> {
            var received = received(arrival);
            received.receipts().delivered();
            handler.accept(received);
        });
    }

    private ReceivedMessage received(Arrival arrival) {
        var originator = arrival.originator();
        return new ReceivedMessage(
                arrival.message(),
                originator,
                arrival.message().sender(originator.toString()).mismatch(),
                settings.endpoint(),
                arrival.receivedAt(),
                this,
                new ReceiptsDue(
                        Answering.of(
                                arrival.message(),
                                originator.toString(),
                                settings.endpoint().toString(),
                                notifications),
                        originator,
                        () -> disclosure,
                        notification -> outbox.send(notification, arrival.isHeld(), originator)));
    }

    /**
     * Sets who is told of what arrived as an instant message and cannot be read, as for {@link #onMessage}. Its sender is told in any
     * case. What the handler has no time for beyond 100 messages or 1 MiB is dropped.
     *
     * @param handler is told; may block
     */
    public void onUnreadable(Consumer<? super UnreadableMessage> handler) {
        stay.arrivals().unreadables().handler(handler);
    }

    /**
     * Sets who gets data that is no instant message, as for {@link #onMessage}. Without such a handler what a service sends is
     * dropped, and what an endpoint sends is refused with 501.
     *
     * @param handler gets it; may block
     */
    public void onData(Consumer<? super ReceivedData> handler) {
        stay.arrivals().others().handler(handler);
    }

    /**
     * Sets who is told that the attachment has ended for good without {@link #close}; also when that has happened already. An
     * endpoint that attaches again by itself ({@link EndpointSettings#reattaching()}) is at its end when another application has
     * taken its place (556), or the relay does not take its password any more.
     *
     * @param handler is told once, on a virtual thread
     */
    public void onDetached(Consumer<? super Detached> handler) {
        var _ = stay.unasked().thenAcceptAsync(handler, settings.environment().executor());
    }

    /**
     * Sets who is told, from now on, that the attachment was lost, and that the endpoint is attached again; in order, on a virtual
     * thread. Nothing is told unless the endpoint attaches again by itself ({@link EndpointSettings#reattaching()}).
     *
     * @param handler is told; may block, and what it has no time for beyond 1000 events is dropped
     */
    public void onReattach(Consumer<? super ReattachEvent> handler) {
        stay.onReattach(handler);
    }

    // ---- sending ---------------------------------------------------------------------------------------------------

    /**
     * Sends a message. Returns at once; the result tells what becomes of it.
     *
     * @param message the message; from, to, date and message-id are added where it has none
     * @param recipients such as {@code wilma@example.com}; one or more
     * @return its sending
     * @throws org.imxp.protocol.ProtocolException 501 if a recipient is no address
     * @throws MessageFault with 501 if the message can't be written
     */
    public Sending send(Message message, String... recipients) {
        return send(SendOptions.DEFAULT, message, recipients);
    }

    /**
     * Sends a message in a certain way.
     *
     * @param options how
     * @param message the message, as for {@link #send(Message, String...)}
     * @param recipients such as {@code wilma@example.com}; one or more
     * @return its sending
     * @throws org.imxp.protocol.ProtocolException 501 if a recipient is no address
     * @throws MessageFault with 501 if the message can't be written
     */
    public Sending send(SendOptions options, Message message, String... recipients) {
        return send(
                options, message, Arrays.stream(recipients).map(Address::parse).toList());
    }

    /**
     * Sends a message in a certain way.
     *
     * @param options how
     * @param message the message, as for {@link #send(Message, String...)}
     * @param recipients one or more
     * @return its sending
     * @throws MessageFault with 501 if the message can't be written
     */
    public Sending send(SendOptions options, Message message, List<Address> recipients) {
        return outbox.send(options, message, recipients);
    }

    /**
     * Sends any data, such as what the presence or access service takes. What those answer goes to {@link #onData}.
     *
     * @param payload a data with the parts that it refers to
     * @return done when the relay has taken it; fails with {@link SendException}
     */
    public CompletableFuture<Void> sendData(Payload payload) {
        return outbox.send(payload);
    }

    /**
     * Sends any data whose content is in it.
     *
     * @param data the data
     * @return done when the relay has taken it; fails with {@link SendException}
     */
    public CompletableFuture<Void> sendData(Data data) {
        return sendData(Payload.of(data));
    }

    /**
     * An unpredictable number for an operation of a service (requirement CORE-47).
     *
     * @return 1 to 2147483646; no message that is being sent has it
     */
    public int nextTransId() {
        return outbox.nextTransId();
    }

    // ---- receipts, and who is writing ------------------------------------------------------------------------------

    /**
     * Sets what others may be told of this endpoint's user beside messages: that a message has reached the program, that it was shown,
     * that one is being written. Nobody is told anything before. Those who have asked are told by themselves that
     * {@link #onMessage} has got their message; that it was shown is for {@link ReceivedMessage#displayed} to say.
     *
     * @param consent asked whenever there is something to tell, by the thread that has it to tell
     */
    public void disclose(Disclosure consent) {
        disclosure = consent;
    }

    /**
     * Sets who gets the receipts for what this endpoint has sent and has asked them for ({@link SendOptions#requesting}): one at a time,
     * in order, on a virtual thread. Only a recipient of the message is believed, and nothing is told twice. Without a handler
     * they are dropped.
     *
     * @param handler gets them; may block, and what it has no time for beyond 1000 receipts is dropped
     */
    public void onReceipt(Consumer<? super Receipt> handler) {
        receipts.handler(handler);
    }

    /**
     * Sets who is told that others begin and end to write to this endpoint: on a virtual thread, and no change of one peer before
     * another. A message that comes ends it, and so does time. Of no more than 1000 peers at once it is told. Without a handler it is
     * dropped.
     *
     * @param handler is told; may block, and is then told how it is by the time that it has time
     */
    public void onComposing(Consumer<? super ComposingEvent> handler) {
        stay.arrivals().composers().handler(handler);
    }

    /**
     * That this endpoint's user is writing to somebody.
     *
     * @param peer such as {@code wilma@example.com}
     * @return tells the peer, if {@link #disclose} has it that he may know; one is enough for a peer, and each keeps to the rate of its
     *     own
     * @throws org.imxp.protocol.ProtocolException 501 if the peer is no address
     */
    public Composing composing(String peer) {
        return composing(Address.parse(peer));
    }

    /**
     * That this endpoint's user is writing to somebody, as {@link #composing(String)}.
     *
     * @param peer to whom
     * @return tells the peer
     */
    public Composing composing(Address peer) {
        var options = SendOptions.DEFAULT.withStatus(SendOptions.Status.NONE);
        return new Composing(
                peer,
                () -> disclosure,
                status -> outbox.send(options, new Message(List.of(), status.content()), List.of(peer)),
                settings.environment());
    }

    // ---- services --------------------------------------------------------------------------------------------------

    /**
     * Who may do what to this endpoint.
     *
     * @return asks the access service of its domain
     */
    public Access access() {
        return access(settings.endpoint());
    }

    /**
     * Who may do what to somebody else, who has to allow this endpoint to ask and to change.
     *
     * @param owner to whom
     * @return asks the access service of the owner's domain
     */
    public Access access(Address owner) {
        return new Access(owner, new AccessQuestions(questions));
    }

    /**
     * Whether this endpoint is there, and whether others are.
     *
     * @return speaks for this endpoint to presence services
     */
    public Presence presence() {
        return presence(settings.endpoint());
    }

    /**
     * The same in somebody else's name, such as that of the address that this is a subaddress of, who has to allow this endpoint to
     * publish and to watch.
     *
     * @param publisher whose presence is published and whose subscribers are watched
     * @return speaks for the publisher to presence services
     */
    public Presence presence(Address publisher) {
        return new Presence(publisher, presence);
    }

    /**
     * Who is on the contact list, and who asks to be.
     *
     * @return speaks to the contact service of its domain; the same each time. For a subaddress it is the list of the endpoint that it
     *     belongs to
     */
    public Contacts contacts() {
        return contacts;
    }

    /**
     * By which keys this endpoint, and others, are written to.
     *
     * @return shows one's own and finds those of others
     */
    public PublicKeys publicKeys() {
        return publicKeys;
    }

    /**
     * What the endpoint takes from around it.
     *
     * @return its clock, randomness and executor
     */
    public Environment environment() {
        return settings.environment();
    }

    // ---- the end ---------------------------------------------------------------------------------------------------

    /**
     * Detaches, closes the channel and releases the session, each by agreement with the relay; waits for that, at most
     * {@link EndpointLimits#closeTime}. What the relay has not accepted by then fails, and outcomes that nobody has reported are
     * {@link Outcome.Unknown}. Before that, within the same time again, what was published is taken back, and subscriptions end.
     *
     * <p>No message is taken any more. Those in the inbox still go to their handler, and so do data and what cannot be read; that is
     * waited for, before the endpoint detaches, at most the same time from the beginning. What takes longer goes on, as long as the
     * program does. A handler that calls this itself is not waited for, and neither is what comes behind it.
     */
    @Override
    public void close() {
        stay.arrivals().part();
        var late = new CompletableFuture<Void>();
        var alarm =
                settings.environment().scheduler().schedule(settings.limits().closeTime(), () -> late.complete(null));
        presence.close();
        awaitHandlers(late);
        stay.close();
        // One may have come in while it parted.
        awaitHandlers(late);
        alarm.cancel(false);
    }

    private void awaitHandlers(CompletableFuture<Void> late) {
        CompletableFuture.anyOf(late, stay.arrivals().handled()).join();
    }
}
