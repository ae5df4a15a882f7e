package org.imxp.relay.access;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.imxp.protocol.AccessEntry;
import org.imxp.protocol.AccessOperation;
import org.imxp.protocol.AccessReader;
import org.imxp.protocol.Address;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.ServiceContent;
import org.imxp.relay.service.AccountDirectory;
import org.imxp.relay.service.DomainService;
import org.imxp.relay.service.Post;
import org.imxp.relay.service.ServiceSurroundings;
import org.imxp.relay.store.AccessRows;

/** Tells owners and others what is allowed, and lets them change it (RFC 3341 section 4). Used by all threads. */
public final class AccessService implements DomainService {
    /** What its address has. */
    public static final String NAME = "access";

    private static final String QUERY = "access:query";
    private static final String GET = "access:get";

    private final AccessTable table;
    private final EntryWriter writer;
    private final AccountDirectory accounts;
    private final Post post;
    private final int mostWaiting;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AccessReader reader = new AccessReader(ProtocolLimits.defaults());

    private AccessService(
            ServiceSurroundings around, AccessTable table, AccessRows rows, AccessBounds bounds, Executor executor) {
        this.table = table;
        this.writer = new EntryWriter(table, rows, bounds, around.clock(), executor);
        this.accounts = around.accounts();
        this.post = around.post();
        this.mostWaiting = bounds.waiting();
        table.changeBy(new EntryGrants(table, writer, entry -> tell(entry, around.random())));
    }

    /** The owner is told of what other services change too; nobody has asked, so the number is new. */
    private void tell(AccessEntry entry, RandomGenerator random) {
        var owner = entry.owner();
        new Asker(post, Address.service(NAME, owner.domain()), owner)
                .say(new AccessOperation.Set(random.nextInt(1, Integer.MAX_VALUE), entry));
    }

    /**
     * The service of a relay.
     *
     * @param around what it may use
     * @param table by which the relay decides
     * @param rows where entries are kept
     * @param bounds what it may keep
     * @param executor runs what writes to the store; one command at a time is given to it
     * @return the service; to be closed before the store
     */
    public static AccessService open(
            ServiceSurroundings around, AccessTable table, AccessRows rows, AccessBounds bounds, Executor executor) {
        return new AccessService(around, table, rows, bounds, executor);
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
        if (originator.equals(service)) {
            // Its own copies, to an owner that is the service itself, are not to be obeyed.
            return;
        }
        var asker = new Asker(post, service, originator);
        operation(payload, asker).ifPresent(operation -> {
            switch (operation) {
                case AccessOperation.Query query ->
                    whenValid(asker, query.transId(), query.owner(), () -> query(asker, query));
                case AccessOperation.Get get -> whenValid(asker, get.transId(), get.owner(), () -> get(asker, get));
                case AccessOperation.Set set ->
                    whenValid(asker, set.transId(), set.entry().owner(), () -> set(asker, set));
                case AccessOperation.Allow _, AccessOperation.Deny _, Reply _ -> {
                    // Answers are not answered, or two services could keep each other busy.
                }
            }
        });
    }

    /** What is asked; what is not an operation is answered if it can be (requirement PRES-30). */
    private Optional<AccessOperation> operation(Payload payload, Asker asker) {
        try {
            var content = ServiceContent.of(payload);
            try {
                return Optional.of(reader.read(content));
            } catch (ProtocolException e) {
                if (!ServiceContent.isReply(content)) {
                    ServiceContent.transId(content)
                            .ifPresent(transId -> asker.refuse(transId, e.code(), String.valueOf(e.getMessage())));
                }
            }
        } catch (ProtocolException e) {
            // There is no transID to answer to.
        }
        return Optional.empty();
    }

    /** Steps 1 and 2, which all operations have in common. */
    private void whenValid(Asker asker, int transId, Address subject, Runnable next) {
        if (!subject.domain().equals(asker.service().domain())) {
            asker.refuse(
                    transId,
                    ReplyCode.PARAMETER_INVALID,
                    subject + " is not in the domain of this service, "
                            + asker.service().domain());
            return;
        }
        if (!begin(asker, transId)) {
            return;
        }
        var _ = accounts.exists(subject).whenComplete((exists, failure) -> {
            waiting.decrementAndGet();
            if (failure != null) {
                asker.refuse(transId, ReplyCode.ABORTED, "whether " + subject + " exists can't be told at the moment");
            } else if (exists) {
                next.run();
            } else {
                asker.refuse(transId, ReplyCode.NOT_TAKEN, subject + " does not exist");
            }
        });
    }

    private boolean begin(Asker asker, int transId) {
        if (waiting.incrementAndGet() <= mostWaiting) {
            return true;
        }
        waiting.decrementAndGet();
        asker.refuse(transId, ReplyCode.ABORTED, "too many operations wait, allowed are " + mostWaiting);
        return false;
    }

    /** Step 3; of a set it comes later, when nothing else changes the entries. */
    private boolean mayAsk(Asker asker, int transId, Address subject, String action) {
        if (table.grants(subject, asker.originator(), action)) {
            return true;
        }
        asker.refuse(transId, ReplyCode.NOT_AUTHORIZED, subject + " does not grant you " + action);
        return false;
    }

    private void query(Asker asker, AccessOperation.Query query) {
        if (mayAsk(asker, query.transId(), query.owner(), QUERY)) {
            boolean granted = table.actions(query.owner(), query.actor()).grantAll(query.actions());
            asker.say(granted ? new AccessOperation.Allow(query.transId()) : new AccessOperation.Deny(query.transId()));
        }
    }

    private void get(Asker asker, AccessOperation.Get get) {
        if (!mayAsk(asker, get.transId(), get.owner(), GET)) {
            return;
        }
        table.of(get.owner())
                .find(get.actor())
                .map(granted -> new AccessEntry(
                        get.owner(), get.actor(), Optional.of(granted.actions()), Optional.of(granted.lastUpdate())))
                .ifPresentOrElse(
                        entry -> asker.say(new AccessOperation.Set(get.transId(), entry)),
                        () -> asker.refuse(
                                get.transId(),
                                ReplyCode.NO_SUCH_ENTRY,
                                get.owner() + " has set no entry for " + get.actor()));
    }

    private void set(Asker asker, AccessOperation.Set set) {
        if (!begin(asker, set.transId())) {
            return;
        }
        writer.set(asker.originator(), set.entry(), outcome -> {
            waiting.decrementAndGet();
            switch (outcome) {
                case SetOutcome.Refused refused -> asker.refuse(set.transId(), refused.code(), refused.words());
                case SetOutcome.Done done -> {
                    asker.say(new Reply(ReplyCode.SUCCESS, set.transId()));
                    // The owner is told whoever asked (requirement ACC-20).
                    asker.tell(done.entry().owner(), new AccessOperation.Set(set.transId(), done.entry()));
                }
            }
        });
    }

    /** Ends before the store is closed: what was promised is written. */
    public void close() {
        writer.close();
    }
}
