package org.imxp.relay.presence;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.imxp.protocol.Address;
import org.imxp.relay.service.AccountDirectory;

/** The first two steps of subscribe, watch and publish: is the subject one of this domain, and is there such an endpoint? */
final class Admission {
    private final AccountDirectory accounts;
    private final Operations operations;

    Admission(AccountDirectory accounts, Operations operations) {
        this.accounts = accounts;
        this.operations = operations;
    }

    /**
     * Goes on with a request if the subject may be asked about, else refuses it.
     *
     * @param then gets since when there is the subject
     * @return ends when the request is done; never fails
     */
    CompletionStage<Object> admit(Request request, Address subject, Function<Instant, CompletionStage<Object>> then) {
        if (!subject.domain().equals(request.service().domain())) {
            operations.refuse(request, Refusal.outside(subject, request.service()));
            return Done.DONE;
        }
        return accounts.since(subject)
                .handle((since, failure) -> failure == null ? Optional.of(since) : Optional.<Optional<Instant>>empty())
                .thenCompose(known -> {
                    if (known.isEmpty()) {
                        operations.refuse(request, Refusal.notKnownNow(subject));
                    } else if (known.get().isEmpty()) {
                        operations.forgetAll(subject.parent());
                        operations.refuse(request, Refusal.unknown(subject));
                    } else {
                        return then.apply(known.get().get());
                    }
                    return Done.DONE;
                });
    }
}
