package org.imxp.beep.blocking;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.imxp.beep.PayloadFlow;
import org.imxp.beep.PayloadReceiver;
import org.imxp.beep.Reply;
import org.imxp.beep.ReplyHandler;
import org.imxp.beep.ReplyKind;
import org.imxp.beep.Session;
import org.imxp.beep.SessionEndedException;
import org.jspecify.annotations.Nullable;

/** A thread waits for a reply of whatever style. Answers that it has not taken keep the peer's window closed. */
final class WaitingReply implements ReplyHandler {
    /** Octets of answers that may wait to be taken. */
    private static final int MOST = 1 << 16;

    private final Session session;
    private final Duration most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> answers = new ArrayDeque<>();
    private long waiting;
    private final Deque<Runnable> unconsumed = new ArrayDeque<>();
    private @Nullable Reply reply;
    private @Nullable SessionEndedException failure;
    private boolean finished;

    WaitingReply(Session session, Duration most) {
        this.session = session;
        this.most = most;
    }

    // ---- from the event loop ---------------------------------------------------------------------------------------

    @Override
    public void reply(Reply came) {
        changing(() -> reply = came);
    }

    @Override
    public void finished() {
        changing(() -> finished = true);
    }

    @Override
    public void failed(SessionEndedException reason) {
        changing(() -> failure = reason);
    }

    @Override
    public Optional<PayloadReceiver> begins(ReplyKind kind) {
        return kind == ReplyKind.ANSWER ? Optional.of(new Collected()) : Optional.empty();
    }

    /** One answer, collected within the bound of a message. */
    private final class Collected implements PayloadReceiver {
        private byte[] octets = new byte[0];

        @Override
        public void octets(ByteBuffer piece, PayloadFlow from) {
            var limit = session.settings().limits().message();
            if (piece.remaining() > limit - octets.length) {
                session.terminate("an answer of the peer has over " + limit + " octets, the most that is allowed here");
                return;
            }
            var size = piece.remaining();
            octets = java.util.Arrays.copyOf(octets, octets.length + size);
            piece.get(octets, octets.length - size, size);
            changing(() -> {
                unconsumed.add(() -> from.consumed(size));
                consume();
            });
        }

        @Override
        public void complete() {
            changing(() -> {
                answers.add(octets);
                waiting += octets.length;
            });
        }
    }

    private void consume() {
        while (waiting < MOST && !unconsumed.isEmpty()) {
            session.execute(unconsumed.remove());
        }
    }

    private void changing(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- from the thread that waits --------------------------------------------------------------------------------

    boolean isThere() {
        lock.lock();
        try {
            return reply != null;
        } finally {
            lock.unlock();
        }
    }

    /** The one reply; an error if there are answers. */
    Reply one() {
        lock.lock();
        try {
            var left = most.toNanos();
            while (reply == null) {
                if (finished) {
                    throw new SessionEndedException("the peer replied one-to-many (ANS, NUL), expected one RPY or ERR");
                }
                answers.clear();
                waiting = 0;
                consume();
                left = await(left);
            }
            return reply;
        } finally {
            lock.unlock();
        }
    }

    /** Each answer, until there are no more. */
    void each(Consumer<Message> taker) {
        for (var answer = next(); answer.isPresent(); answer = next()) {
            taker.accept(Message.read(answer.get()));
        }
    }

    private Optional<byte[]> next() {
        lock.lock();
        try {
            var left = most.toNanos();
            while (answers.isEmpty()) {
                var one = reply;
                if (one != null) {
                    reply = null;
                    finished = true;
                    return Optional.of(BlockingChannel.positive(one)).map(message -> one.payload());
                }
                if (finished) {
                    return Optional.empty();
                }
                left = await(left);
            }
            var answer = answers.remove();
            waiting -= answer.length;
            consume();
            return Optional.of(answer);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a change; returns how much of the time is left. */
    @SuppressWarnings("WaitNotInLoop") // Each caller loops until what it waits for is there.
    private long await(long nanos) {
        if (failure != null) {
            throw failure;
        }
        if (nanos <= 0) {
            throw new SessionEndedException("the reply: nothing within " + most);
        }
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SessionEndedException("the reply: the thread was interrupted");
        }
    }
}
