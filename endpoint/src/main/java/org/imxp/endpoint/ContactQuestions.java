package org.imxp.endpoint;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.imxp.protocol.Actions;
import org.imxp.protocol.Address;
import org.imxp.protocol.ContactEntry;
import org.imxp.protocol.ContactOperation;
import org.imxp.protocol.ContactOperation.Kind;
import org.imxp.protocol.ContactOperation.Verdict;
import org.imxp.protocol.ContactReader;
import org.imxp.protocol.ContactRequest;
import org.imxp.protocol.ContactWriter;
import org.imxp.protocol.ProtocolException;
import org.imxp.protocol.ProtocolLimits;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.XmlFragment;

/** Asks the contact service of one's own domain (docs/contacts.md). Thread-safe. */
final class ContactQuestions {
    private static final String SERVICE = "contact";
    private static final ContactReader READER = new ContactReader(ProtocolLimits.defaults());
    private static final ContactWriter WRITER = new ContactWriter();

    private final ServiceQuestions questions;

    ContactQuestions(ServiceQuestions questions) {
        this.questions = questions;
    }

    /** Whose contacts these are: programs share those of the endpoint that they belong to. */
    Address owner() {
        return questions.self().parent();
    }

    private Address service() {
        return Address.service(SERVICE, owner().domain());
    }

    /** Listens to what the service says unasked. */
    void listen(Predicate<ContactOperation> listener) {
        questions.listen(service(), content -> read(content).filter(listener).isPresent());
    }

    void onSession(Questions.SessionListener listener) {
        questions.onSession(listener);
    }

    void offSession(Questions.SessionListener listener) {
        questions.offSession(listener);
    }

    CompletableFuture<ContactOperation.Page> page(Kind kind, Optional<Address> after) {
        int transId = questions.nextTransId();
        var owner = owner();
        return ask(new ContactOperation.Get(transId, owner, kind, after), answer -> switch (answer) {
            case ContactOperation.Page page ->
                page.owner().equals(owner) && page.kind() == kind ? Answer.given(page) : Optional.empty();
            case Reply reply -> reply.code().isDone() ? Optional.empty() : Answer.refused(reply);
            case ContactOperation.Get _,
                    ContactOperation.Put _,
                    ContactOperation.Remove _,
                    ContactOperation.Ask _,
                    ContactOperation.Answer _,
                    ContactOperation.Tell _,
                    ContactOperation.Accepted _ -> Optional.empty();
        });
    }

    CompletableFuture<ReplyCode> put(ContactEntry contact) {
        return change(new ContactOperation.Put(questions.nextTransId(), owner(), contact));
    }

    CompletableFuture<ReplyCode> remove(Address address) {
        return change(new ContactOperation.Remove(questions.nextTransId(), owner(), address));
    }

    CompletableFuture<ReplyCode> request(Address to, String note, Actions wants, Optional<Actions> grants) {
        return change(new ContactOperation.Ask(
                questions.nextTransId(), new ContactRequest(owner(), to, wants, grants, note)));
    }

    CompletableFuture<ReplyCode> answer(Address from, Verdict verdict, Optional<Actions> grants, String name) {
        return change(new ContactOperation.Answer(questions.nextTransId(), owner(), from, verdict, grants, name));
    }

    /** A copy for the owner has the same transID, and is no answer: the reply is. */
    private CompletableFuture<ReplyCode> change(ContactOperation question) {
        return ask(question, answer -> switch (answer) {
            case Reply reply -> reply.code().isDone() ? Answer.given(reply.code()) : Answer.refused(reply);
            case ContactOperation.Get _,
                    ContactOperation.Page _,
                    ContactOperation.Put _,
                    ContactOperation.Remove _,
                    ContactOperation.Ask _,
                    ContactOperation.Answer _,
                    ContactOperation.Tell _,
                    ContactOperation.Accepted _ -> Optional.empty();
        });
    }

    private <T> CompletableFuture<T> ask(
            ContactOperation question, Function<ContactOperation, Optional<Answer<T>>> answers) {
        return questions.ask(
                service(),
                question.transId(),
                WRITER.write(question, questions.dialect()),
                content -> read(content).flatMap(answers));
    }

    private static Optional<ContactOperation> read(XmlFragment content) {
        try {
            return Optional.of(READER.read(content));
        } catch (ProtocolException e) {
            return Optional.empty();
        }
    }
}
