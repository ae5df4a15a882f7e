package org.imxp.relay.presence;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceOperation;
import org.imxp.protocol.PresenceWriter;
import org.imxp.protocol.ReplyCode;
import org.imxp.relay.service.Post;

/**
 * What the service has to say. Adding only queues, so that it may be done while a {@link Presentity} is lent; whoever has given
 * it back calls {@link #flush}. Used by all threads.
 */
final class Outgoing {
    private static final PresenceWriter WRITER = new PresenceWriter();

    private final Post post;
    private final int most;
    private final int mostAnyway;
    private final ConcurrentMap<Address, Outbox> boxes = new ConcurrentHashMap<>();
    private final Queue<Address> ready = new ConcurrentLinkedQueue<>();

    /**
     * Says nothing yet.
     *
     * @param most how many letters may wait for one recipient
     * @param operations how many operations one recipient may have: so many changes, and as many ends, may wait beside
     */
    Outgoing(Post post, int most, int operations) {
        this.post = post;
        this.most = most;
        mostAnyway = most + 2 * operations;
    }

    /** What the service says, to be written as the recipient speaks. */
    static Post.Content content(PresenceOperation said) {
        return dialect -> WRITER.write(said, dialect);
    }

    /** Says something once; false if too much waits for the recipient. */
    boolean say(Address service, Address recipient, PresenceOperation said) {
        return say(service, recipient, content(said));
    }

    /** Likewise. */
    boolean say(Address service, Address recipient, Post.Content said) {
        return add(recipient, new Once(service, said, outcome -> {}), most);
    }

    /** Says that an operation has ended, however much waits, unless its recipient takes nothing at all. */
    void sayAnyway(Address service, Address recipient, PresenceOperation said) {
        sayAnyway(service, recipient, said, outcome -> {});
    }

    /** Likewise, and tells what became of it. */
    void sayAnyway(Address service, Address recipient, PresenceOperation said, Outcome then) {
        add(recipient, new Once(service, content(said), then), mostAnyway);
    }

    /** Says several things in a row; they count as one. */
    boolean sayAll(Address service, Address recipient, List<? extends PresenceOperation> said) {
        return said.isEmpty() || add(recipient, new Row(service, said.iterator()), most);
    }

    /**
     * Tells a subscriber of a change, if it is not about to be told anyway.
     *
     * @param current makes of the operation what there is to tell when it leaves; called with nothing locked
     */
    void change(Operation operation, Function<Operation, Post.Content> current) {
        if (operation.changed()) {
            queue(operation, current);
        }
    }

    private void queue(Operation operation, Function<Operation, Post.Content> current) {
        if (!add(operation.originator(), new Change(operation, current), mostAnyway)) {
            // A recipient that takes nothing: the next change is another chance.
            var _ = operation.told();
        }
    }

    /** What becomes of what is said. */
    @FunctionalInterface
    interface Outcome {
        void of(ReplyCode code);
    }

    private record Once(Address service, Post.Content said, Outcome then) implements Outbox.Letter {
        @Override
        public Optional<Post.Content> next() {
            return Optional.of(said);
        }

        @Override
        public void answered(ReplyCode outcome) {
            then.of(outcome);
        }
    }

    private record Row(Address service, Iterator<? extends PresenceOperation> rest) implements Outbox.Letter {
        @Override
        public Optional<Post.Content> next() {
            return Optional.of(content(rest.next()));
        }

        @Override
        public boolean hasMore() {
            return rest.hasNext();
        }
    }

    private final class Change implements Outbox.Letter {
        private final Operation operation;
        private final Function<Operation, Post.Content> current;

        Change(Operation operation, Function<Operation, Post.Content> current) {
            this.operation = operation;
            this.current = current;
        }

        @Override
        public Address service() {
            return operation.service();
        }

        @Override
        public Optional<Post.Content> next() {
            return operation.tell() ? Optional.of(current.apply(operation)) : Optional.empty();
        }

        @Override
        public void answered(ReplyCode outcome) {
            if (operation.told()) {
                queue(operation, current);
                flush();
            }
        }
    }

    private boolean add(Address recipient, Outbox.Letter letter, int bound) {
        var added = new AtomicBoolean();
        boxes.compute(recipient, (same, before) -> {
            var box = before == null ? new Outbox() : before;
            added.set(box.offer(letter, bound));
            return box;
        });
        ready.add(recipient);
        return added.get();
    }

    /** Sends what may leave. Not to be called while a {@link Presentity} is lent. */
    void flush() {
        for (var recipient = ready.poll(); recipient != null; recipient = ready.poll()) {
            pump(recipient);
        }
    }

    private void pump(Address recipient) {
        var box = boxes.get(recipient);
        if (box != null) {
            box.pump((letter, said, then) -> {
                var _ = post.send(letter.service(), recipient, said).thenAccept(outcome -> {
                    letter.answered(outcome);
                    then.run();
                    tidy(recipient);
                });
            });
            tidy(recipient);
        }
    }

    private void tidy(Address recipient) {
        boxes.computeIfPresent(recipient, (same, box) -> box.isIdle() ? null : box);
    }

    /** For how many recipients something waits. */
    int size() {
        return boxes.size();
    }
}
