package org.imxp.relay.presence;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.imxp.protocol.Address;
import org.imxp.protocol.Payload;
import org.imxp.protocol.PresenceOperation;
import org.imxp.protocol.PresenceOperation.Notify;
import org.imxp.protocol.PresenceOperation.Publish;
import org.imxp.protocol.PresenceOperation.Subscribe;
import org.imxp.protocol.PresenceOperation.Watch;
import org.imxp.protocol.PresenceReader;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.ServiceContent;
import org.imxp.protocol.Terminate;
import org.imxp.protocol.XmlFragment;
import org.imxp.relay.access.AccessChanges;
import org.imxp.relay.config.Limits;
import org.imxp.relay.service.DomainService;
import org.imxp.relay.service.ServiceSurroundings;
import org.imxp.relay.store.PresenceChange;
import org.imxp.relay.store.PresenceData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The presence service of the relay's domains (RFC 3343). */
public final class PresenceService implements DomainService {
    /** Its name. */
    public static final String NAME = "presence";

    private static final Logger LOG = LoggerFactory.getLogger(PresenceService.class);

    private final PresenceReader reader;
    private final Journal journal;
    private final Operations operations;
    private final Subscribing subscribing;
    private final Watching watching;
    private final Publishing publishing;
    private final Turns turns;

    PresenceService(PresenceBounds bounds, ServiceSurroundings around, Journal journal) {
        this.journal = journal;
        reader = new PresenceReader(bounds.elements());
        operations = new Operations(
                new Presentities(around.domains()),
                bounds,
                new Deadlines(around.clock(), around.alarms()),
                new Outgoing(around.post(), bounds.queuedPerEndpoint(), bounds.operationsPerEndpoint()),
                journal,
                new Permissions(around.access()),
                around.clock());
        var admission = new Admission(around.accounts(), operations);
        var beginning = new Beginning(operations, bounds);
        subscribing = new Subscribing(admission, beginning, operations);
        watching = new Watching(admission, beginning, operations);
        publishing = new Publishing(admission, operations, bounds);
        turns = new Turns(bounds.requestsPerEndpoint(), bounds.requests());
    }

    /**
     * A service that keeps what it has to in a store. Blocks while it reads what is there.
     *
     * @param limits its bounds
     * @param around what it may use
     * @param store where entries and operations are kept
     * @param changes who tells it that something is allowed no more
     * @param closesLost whether an endpoint that is attached no more is not available any more (OPEN-41)
     * @return the service; to be closed before the store
     */
    public static PresenceService open(
            Limits limits, ServiceSurroundings around, PresenceData store, AccessChanges changes, boolean closesLost) {
        var service = new PresenceService(PresenceBounds.of(limits), around, new StoredJournal(store));
        new Restoring(service.operations, around).restore(store);
        service.listen(around, changes, closesLost);
        return service;
    }

    void listen(ServiceSurroundings around, AccessChanges changes, boolean closesLost) {
        changes.whenChanged(new Withdrawal(operations)::check);
        if (closesLost) {
            around.attachments().whenGone(this::gone);
        }
    }

    private void gone(Address endpoint) {
        var lost = operations.now();
        var published = operations.with(
                endpoint,
                presentity -> presentity.entries().stream().map(Kept::publisher).toList());
        published.forEach(publisher -> publishing.close(publisher, endpoint, lost));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void receive(Payload payload) {
        var data = payload.data().orElseThrow();
        var service =
                Address.service(NAME, data.recipients().getFirst().identity().domain());
        var originator = data.originator().identity();
        XmlFragment content;
        try {
            content = ServiceContent.of(payload);
        } catch (ProtocolException e) {
            LOG.debug("{} sent what can't be answered: {}", originator, e.getMessage());
            return;
        }
        try {
            var operation = reader.read(content);
            take(new Request(service, originator, operation.transId()), operation);
        } catch (ProtocolException e) {
            unreadable(service, originator, content, e);
        }
    }

    /** Requirement PRES-30. */
    private void unreadable(Address service, Address originator, XmlFragment content, ProtocolException why) {
        var transId = ServiceContent.transId(content);
        if (transId.isPresent() && !ServiceContent.isReply(content)) {
            var request = new Request(service, originator, transId.getAsInt());
            operations.refuse(request, new Refusal(why.code(), String.valueOf(why.getMessage())));
            operations.flush();
        }
    }

    private void take(Request request, PresenceOperation operation) {
        switch (operation) {
            case Subscribe subscribe -> inTurn(request, () -> subscribing.receive(request, subscribe));
            case Watch watch -> inTurn(request, () -> watching.receive(request, watch));
            case Publish publish -> inTurn(request, () -> publishing.receive(request, publish));
            case Terminate _ -> inTurn(request, () -> terminate(request));
            case Notify _ -> {
                operations.refuse(
                        request,
                        new Refusal(
                                ReplyCode.PARAMETER_SYNTAX_ERROR,
                                "notify is what the service says: allowed are subscribe, watch, publish and"
                                        + " terminate"));
                operations.flush();
            }
            case Reply _ -> {
                // The service has asked for nothing.
            }
        }
    }

    /** What one endpoint asks is done in the order in which it asks. */
    private void inTurn(Request request, Supplier<CompletionStage<?>> step) {
        boolean taken = turns.take(
                request.originator(),
                () -> Turns.begun(step).whenComplete((done, failure) -> {
                    if (failure != null) {
                        LOG.error("a request of {} failed", request.originator(), failure);
                    }
                    operations.flush();
                }));
        if (!taken) {
            operations.refuse(request, Refusal.tooManyRequests());
            operations.flush();
        }
    }

    /** RFC 3343 section 4.5; the one who asks for it need not be allowed anything any more. */
    private CompletionStage<?> terminate(Request request) {
        var found = operations.live().find(new Operation.Id(request.originator(), request.transId()));
        var ended = found.filter(operation -> operations.with(operation.subject(), presentity -> {
            boolean isGoingOn = operation.state() != Operation.State.ENDED;
            operations.end(presentity, operation);
            return isGoingOn;
        }));
        if (ended.isEmpty()) {
            operations.refuse(
                    request,
                    new Refusal(
                            ReplyCode.NOT_TAKEN,
                            "transID " + request.transId() + " is that of no subscription or watch of yours"));
            return Done.DONE;
        }
        var _ = operations.write(new PresenceChange.End(Rows.of(ended.get()))).thenAccept(isWritten -> {
            operations.reply(
                    request,
                    isWritten
                            ? new Reply(ReplyCode.SUCCESS, request.transId())
                            : Refusal.notStored().reply(request.transId()));
            operations.flush();
        });
        return Done.DONE;
    }

    /** Ends before the store is closed: what was promised is written. */
    public void close() {
        journal.close();
    }
}
