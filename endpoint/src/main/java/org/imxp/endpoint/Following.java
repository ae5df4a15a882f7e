package org.imxp.endpoint;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.imxp.protocol.Address;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to the presence of everybody on the contact list, and of those who come on it later, whichever program puts them
 * there. Thread-safe.
 */
public final class Following implements AutoCloseable {
    /** How long it waits for a list that it did not get. */
    static final Duration RETRY = Duration.ofMinutes(1);

    private static final Duration AFTER_A_CHANGE = Duration.ofSeconds(1);

    private final Contacts contacts;
    private final Presence presence;
    private final EndpointSettings settings;
    private final BiConsumer<? super Contact, ? super PresenceEvent> handler;
    private final Map<Address, Followed> followed = new LinkedHashMap<>();
    private final Questions.SessionListener session = new Questions.SessionListener() {
        @Override
        public void lost(String why) {
            // Each subscription tells it.
        }

        // Changes of the list may have been missed.
        @Override
        public void back() {
            refresh();
        }

        @Override
        public void over(String why) {
            close();
        }
    };

    private Optional<Future<?>> next = Optional.empty();
    private int changes;
    private boolean isClosed;

    /** One of them, and what came of the subscription. */
    private static final class Followed {
        private volatile Contact contact;
        private volatile boolean isOver;
        private volatile @Nullable Subscription subscription;

        Followed(Contact contact) {
            this.contact = contact;
        }

        void close() {
            isOver = true;
            var begun = subscription;
            if (begun != null) {
                begun.close();
            }
        }
    }

    Following(
            Contacts contacts,
            Presence presence,
            EndpointSettings settings,
            BiConsumer<? super Contact, ? super PresenceEvent> handler) {
        this.contacts = contacts;
        this.presence = presence;
        this.settings = settings;
        this.handler = handler;
    }

    Questions.SessionListener session() {
        return session;
    }

    /** Gets the list, now and from time to time: a program that is attached as a subaddress is not told of changes. */
    void refresh() {
        int before = changes();
        var _ = contacts.list().whenComplete((list, failure) -> {
            if (list != null) {
                again(update(list, before) ? settings.limits().presence().duration() : AFTER_A_CHANGE);
            } else {
                again(isForLong(failure) ? settings.limits().presence().duration() : RETRY);
            }
        });
    }

    private synchronized int changes() {
        return changes;
    }

    /** A service that is not there, or says no, will hardly say otherwise in a minute. */
    private static boolean isForLong(@Nullable Throwable failure) {
        var cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
        return cause instanceof ServiceException refused && refused.code().isPermanent();
    }

    private synchronized void again(Duration delay) {
        next.ifPresent(planned -> planned.cancel(false));
        next = isClosed
                ? Optional.empty()
                : Optional.of(settings.environment().scheduler().schedule(delay, this::refresh));
    }

    /** Takes a list over; false if it is older than a change that was told meanwhile. */
    private synchronized boolean update(List<Contact> list, int before) {
        if (before != changes) {
            return false;
        }
        var gone = new LinkedHashMap<>(followed);
        for (var contact : list) {
            gone.remove(contact.address());
            follow(contact);
        }
        gone.keySet().forEach(this::leave);
        return true;
    }

    /** Takes note of a change that the service tells. */
    synchronized void changed(ContactEvent event) {
        changes++;
        switch (event) {
            case ContactEvent.Added(var contact) -> follow(contact);
            case ContactEvent.Removed(var address) -> leave(address);
        }
    }

    /** Subscribes to somebody, again if it was refused before: that may be otherwise by now. */
    private void follow(Contact contact) {
        if (isClosed) {
            return;
        }
        var known = followed.get(contact.address());
        if (known != null && !known.isOver) {
            known.contact = contact;
            return;
        }
        var one = new Followed(contact);
        followed.put(contact.address(), one);
        one.subscription = presence.subscribe(contact.address().toString(), event -> told(one, event));
    }

    private void told(Followed one, PresenceEvent event) {
        if (event instanceof PresenceEvent.Ended) {
            one.isOver = true;
        }
        handler.accept(one.contact, event);
    }

    private void leave(Address address) {
        var known = followed.remove(address);
        if (known != null) {
            known.close();
        }
    }

    /** Ends all of the subscriptions: nothing more is told but what the handler is at. Returns at once. */
    @Override
    public void close() {
        contacts.left(this);
        synchronized (this) {
            isClosed = true;
            next.ifPresent(planned -> planned.cancel(false));
            next = Optional.empty();
            followed.values().forEach(Followed::close);
            followed.clear();
        }
    }
}
