package org.imxp.relay.contact;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.imxp.protocol.Address;
import org.imxp.protocol.ContactOperation;
import org.imxp.protocol.ContactReader;
import org.imxp.protocol.Payload;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.ServiceContent;
import org.imxp.protocol.XmlFragment;
import org.imxp.relay.access.AccessGrants;
import org.imxp.relay.service.DomainService;
import org.imxp.relay.service.ServiceSurroundings;
import org.imxp.relay.store.ContactChange;
import org.imxp.relay.store.ContactData;
import org.imxp.relay.store.ContactRequestRow;
import org.imxp.relay.store.ContactRequestRow.Status;

/** Keeps contact lists, and lets strangers ask each other for permission (docs/contacts.md). Used by all threads. */
public final class ContactService implements DomainService {
    /** What its address has. */
    public static final String NAME = "contact";

    private final ServiceSurroundings around;
    private final ContactData data;
    private final Desk desk;
    private final Rounds rounds;
    private final Voice voice;
    private final Admission admission;
    private final Lists lists;
    private final Pages pages;
    private final Granting granting;
    private final Telling telling;
    private final Asking asking;
    private final Answering answering;
    private final DomainRates rates;
    private final ContactReader reader = new ContactReader(ProtocolLimits.defaults());

    private ContactService(
            ServiceSurroundings around,
            AccessGrants grants,
            ContactData data,
            ContactBounds bounds,
            Executor writing,
            Executor reading) {
        this.around = around;
        this.data = data;
        var clock = around.clock();
        var totals = new Totals(data);
        desk = new Desk(bounds.operations(), writing);
        rounds = new Rounds(data, around, desk, totals);
        voice = new Voice(around.post());
        admission = new Admission(around.accounts(), around.access(), desk);
        lists = new Lists(data, bounds, totals, clock, voice);
        granting = new Granting(grants, desk);
        pages = new Pages(data, granting, clock, reading);
        telling = new Telling(data, clock, around.random(), voice, desk, rounds);
        asking = new Asking(data, bounds, totals, lists, granting, telling, clock);
        answering = new Answering(data, bounds, totals, lists, granting, around.access(), telling, clock);
        rates = new DomainRates(bounds.perPeerDomain(), clock);
    }

    /**
     * The service of a relay. Blocks while it counts what is there.
     *
     * @param around what it may use
     * @param grants changes what owners allow
     * @param data where lists and requests are kept
     * @param bounds what it may keep
     * @param writing runs what changes the store; one command at a time is given to it
     * @param reading runs what reads it, on virtual threads
     * @return the service; to be closed before the store
     */
    public static ContactService open(
            ServiceSurroundings around,
            AccessGrants grants,
            ContactData data,
            ContactBounds bounds,
            Executor writing,
            Executor reading) {
        var service = new ContactService(around, grants, data, bounds, writing, reading);
        service.rounds.begin(service::isPostponed, service::due);
        return service;
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
        operation(payload, service, originator)
                .ifPresent(operation -> take(new Asker(voice, service, originator, operation.transId()), operation));
    }

    private void take(Asker asker, ContactOperation operation) {
        switch (operation) {
            case ContactOperation.Get get ->
                admission.look(asker, get.owner().parent(), since -> pages.show(asker, since, get));
            case ContactOperation.Put put ->
                admission.change(asker, put.owner().parent(), since -> lists.put(since, put));
            case ContactOperation.Remove remove ->
                admission.change(asker, remove.owner().parent(), since -> lists.remove(since, remove));
            case ContactOperation.Ask ask ->
                admission.change(asker, ask.request().from().parent(), since -> asking.ask(since, ask));
            case ContactOperation.Answer answer ->
                admission.change(asker, answer.to().parent(), since -> answering.answer(since, answer));
            case ContactOperation.Tell tell -> request(asker, tell);
            case ContactOperation.Accepted accepted -> accepted(asker, accepted);
            case Reply reply -> {
                if (asker.originator().service().equals(Optional.of(NAME)) && desk.begin()) {
                    desk.take(
                            () -> {
                                desk.end();
                                telling.reply(asker.service(), asker.originator(), reply);
                            },
                            () -> {});
                }
            }
            case ContactOperation.Page _ -> {
                // Answers are not answered, or two services could keep each other busy.
            }
        }
    }

    /** What is asked; what is not an operation is answered if it can be (requirement PRES-30). */
    private Optional<ContactOperation> operation(Payload payload, Address service, Address originator) {
        try {
            var content = ServiceContent.of(payload);
            try {
                return Optional.of(reader.read(content));
            } catch (ProtocolException e) {
                unreadable(content, service, originator, e);
            }
        } catch (ProtocolException e) {
            // There is no transID to answer to.
        }
        return Optional.empty();
    }

    private void unreadable(XmlFragment content, Address service, Address originator, ProtocolException why) {
        if (!ServiceContent.isReply(content)) {
            ServiceContent.transId(content)
                    .ifPresent(transId -> new Asker(voice, service, originator, transId)
                            .refuse(why.code(), String.valueOf(why.getMessage())));
        }
    }

    private void request(Asker asker, ContactOperation.Tell tell) {
        var request = tell.state().request();
        if (!isFromServiceOf(asker, request.from())) {
            return;
        }
        if (isWithinRate(asker, request.to())) {
            admission.told(asker, request.to().parent(), since -> answering.request(since, tell.state()));
        }
    }

    /** Whether another domain has not said too much of this one's endpoints. */
    private boolean isWithinRate(Asker asker, Address owner) {
        var other = asker.originator().domain();
        if (around.domains().contains(other)
                || !owner.domain().equals(asker.service().domain())
                || rates.take(other)) {
            return true;
        }
        asker.refuse(ReplyCode.ABORTED, "too much comes from " + other + " within the hour: try again later");
        return false;
    }

    private void accepted(Asker asker, ContactOperation.Accepted accepted) {
        if (isFromServiceOf(asker, accepted.to()) && isWithinRate(asker, accepted.from())) {
            admission.told(asker, accepted.from().parent(), since -> asking.accepted(since, accepted));
        }
    }

    /** A domain is believed about its own endpoints alone. */
    private static boolean isFromServiceOf(Asker asker, Address endpoint) {
        var service = Telling.service(endpoint);
        if (asker.originator().equals(service)) {
            return true;
        }
        asker.refuse(ReplyCode.NOT_AUTHORIZED, "allowed is this from " + service + " alone");
        return false;
    }

    /** Being answered, or of a domain that has the service no more; it goes on when the domain has it again. */
    private boolean isPostponed(ContactRequestRow row) {
        return granting.isUnderWay(row)
                || !around.domains().contains(Address.parse(row.owner()).domain());
    }

    /** Sees to a request whose time has come; done at the desk. */
    private void due(ContactRequestRow row) {
        var now = around.clock().instant();
        switch (row.status()) {
            case SENDING, TELLING -> {
                if (row.expires().isAfter(now)) {
                    var next = telling.next(row);
                    data.change(List.of(new ContactChange.Update(next)));
                    telling.send(next);
                } else if (row.status() == Status.SENDING) {
                    telling.end(row, Status.EXPIRED);
                } else {
                    data.change(List.of(new ContactChange.Drop(row)));
                }
            }
            case SENT -> telling.end(row, Status.EXPIRED);
            case ACCEPTED, EXPIRED, REFUSED, PENDING, IGNORED -> data.change(List.of(new ContactChange.Drop(row)));
        }
    }

    /** Ends before the store is closed: what was promised is written. */
    public void close() {
        rounds.close();
        desk.close();
    }
}
