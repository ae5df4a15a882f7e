package org.imxp.relay.contact;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.imxp.protocol.Address;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.access.AccessDecisions;
import org.imxp.relay.service.AccountDirectory;

/** The steps that all operations begin with: whose is it, is there such an endpoint, and does it let the asker? */
final class Admission {
    static final String GET = "contact:get";
    static final String SET = "contact:set";

    private final AccountDirectory accounts;
    private final AccessDecisions access;
    private final Desk desk;

    Admission(AccountDirectory accounts, AccessDecisions access, Desk desk) {
        this.accounts = accounts;
        this.access = access;
        this.desk = desk;
    }

    /** Has an owner's things changed, at the desk, and answers. */
    void change(Asker asker, Address owner, Function<Instant, CompletionStage<Outcome>> step) {
        admit(asker, owner, Optional.of(SET), step);
    }

    /** Likewise for another service, whom owners need to allow nothing. */
    void told(Asker asker, Address owner, Function<Instant, CompletionStage<Outcome>> step) {
        admit(asker, owner, Optional.empty(), step);
    }

    private void admit(
            Asker asker, Address owner, Optional<String> action, Function<Instant, CompletionStage<Outcome>> step) {
        admit(asker, owner, action, since -> desk.turn(() -> step.apply(since)), outcome -> {
            outcome.refusal().ifPresentOrElse(asker::refuse, asker::done);
            outcome.then().run();
        });
    }

    /** Lets somebody look at an owner's things; what follows answers. */
    void look(Asker asker, Address owner, Function<Instant, CompletionStage<Outcome>> step) {
        admit(asker, owner, Optional.of(GET), step, outcome -> {
            outcome.refusal().ifPresent(asker::refuse);
            outcome.then().run();
        });
    }

    /** What takes an outcome. */
    private interface Answer {
        void with(Outcome outcome);
    }

    private void admit(
            Asker asker,
            Address owner,
            Optional<String> action,
            Function<Instant, CompletionStage<Outcome>> step,
            Answer answer) {
        if (!owner.domain().equals(asker.service().domain())) {
            asker.refuse(
                    ReplyCode.PARAMETER_INVALID,
                    owner + " is not in the domain of this service, "
                            + asker.service().domain());
            return;
        }
        if (owner.isService()) {
            asker.refuse(ReplyCode.NOT_TAKEN, owner + " is a service, which has no contacts");
            return;
        }
        if (!desk.begin()) {
            asker.refuse(ReplyCode.ABORTED, "too many operations wait, allowed are " + desk.most());
            return;
        }
        var _ = accounts.since(owner)
                .handle((since, failure) -> failure == null ? Optional.of(since) : Optional.<Optional<Instant>>empty())
                .thenCompose(known -> known.map(since -> since(asker, owner, action, since, step))
                        .orElseGet(() -> CompletableFuture.completedStage(Outcome.refused(
                                ReplyCode.ABORTED, "whether " + owner + " exists can't be told at the moment"))))
                .whenComplete((outcome, failure) -> {
                    desk.end();
                    answer.with(failure == null ? outcome : Outcome.NOT_STORED);
                });
    }

    private CompletionStage<Outcome> since(
            Asker asker,
            Address owner,
            Optional<String> action,
            Optional<Instant> since,
            Function<Instant, CompletionStage<Outcome>> step) {
        if (since.isEmpty()) {
            return Outcome.refused(ReplyCode.NOT_TAKEN, owner + " does not exist")
                    .now();
        }
        return action.filter(it -> !access.grants(owner, asker.originator(), it))
                .map(it -> Outcome.refused(ReplyCode.NOT_AUTHORIZED, owner + " does not grant you " + it)
                        .now())
                .orElseGet(() -> step.apply(since.get()));
    }
}
