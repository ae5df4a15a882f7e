package org.imxp.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.imxp.protocol.Address;
import org.imxp.protocol.PresenceOperation;
import org.imxp.protocol.Reply;
import org.imxp.protocol.ReplyCode;
import org.imxp.protocol.Terminate;

/**
 * A subscription or a watch: asked for, renewed before its time is over, and asked for again when the session or the service has
 * lost it, until the program wants no more of it or the service refuses it for good. Guarded by its desk.
 *
 * @param <E> what its handlers are told
 */
abstract class Standing<E> {
    private final PresenceDesk desk;
    private final Address publisher;
    private final List<Bulletin<E>> bulletins = new ArrayList<>();
    /** The transID of what the service has not answered; 0 for none. */
    private int asking;
    /** The transID of what goes on; 0 for none. */
    private int live;

    private int attempts;
    private boolean isAsleep;
    private boolean isInterrupted;
    private boolean isOver;
    private Optional<Future<?>> alarm = Optional.empty();

    Standing(PresenceDesk desk, Address publisher) {
        this.desk = desk;
        this.publisher = publisher;
    }

    // ---- what a subscription and a watch differ in
    // ---------------------------------------------------------------------

    abstract PresenceOperation request(int transId, int seconds);

    /** Whether the service has said by this that it has begun. */
    abstract boolean begins(PresenceOperation operation);

    /**
     * Takes what the service says.
     *
     * @param isFirst whether it has begun with this
     * @return whether it is of the kind that is expected
     */
    abstract boolean take(PresenceOperation operation, boolean isFirst);

    /** What was said may be out of date. */
    abstract void interrupted(ServiceException why);

    /** Nothing is said any more. */
    abstract E ended(ServiceException why);

    /** The end, whoever wanted it. */
    abstract void released(ServiceException why);

    // ---- for them
    // ------------------------------------------------------------------------------------------------------

    final PresenceDesk desk() {
        return desk;
    }

    final Address publisher() {
        return publisher;
    }

    final List<Bulletin<E>> bulletins() {
        return bulletins;
    }

    final boolean isAsleep() {
        return isAsleep;
    }

    final boolean isOver() {
        return isOver;
    }

    /** Although what was asked last was in vain, what went on before still tells how it is now. */
    final void resumed() {
        isInterrupted = false;
    }

    /** Asks, unless that is under way. */
    final void ask() {
        if (asking != 0) {
            return;
        }
        cancelAlarm();
        int id = desk.questions().nextTransId();
        asking = id;
        var wait = desk.limits().statusWait();
        desk.questions().listen(publisher, id, operation -> heard(id, operation));
        alarm = Optional.of(desk.schedule(
                wait, () -> failed(id, "the presence service did not answer within " + wait.toSeconds() + " seconds")));
        int seconds = Math.toIntExact(desk.limits().presence().duration().toSeconds());
        desk.questions().send(publisher, request(id, seconds), why -> failed(id, why));
    }

    // ---- what the service says
    // -----------------------------------------------------------------------------------------

    private boolean heard(int id, PresenceOperation operation) {
        synchronized (desk) {
            if (isOver || (id != asking && id != live)) {
                return false;
            }
            return switch (operation) {
                case Terminate terminate -> {
                    terminated(id, ServiceQuestions.refusal(terminate.code(), terminate.diagnostic()));
                    yield true;
                }
                case Reply reply
                when !reply.code().isDone() -> {
                    if (id == asking) {
                        terminated(id, ServiceQuestions.refusal(reply.code(), reply.diagnostic()));
                    }
                    yield true;
                }
                case Reply _, PresenceOperation.Publish _, PresenceOperation.Notify _ ->
                    (id == asking && begins(operation)) ? begun(operation) : take(operation, false);
                case PresenceOperation.Subscribe _, PresenceOperation.Watch _ -> false;
            };
        }
    }

    private boolean begun(PresenceOperation operation) {
        forgetLive();
        live = asking;
        asking = 0;
        isInterrupted = false;
        cancelAlarm();
        alarm = Optional.of(desk.schedule(desk.renewal(desk.limits().presence().duration()), this::renew));
        return take(operation, true);
    }

    /** That its time was over, or that the transID was in use, is no reason not to ask again. */
    private void terminated(int id, ServiceException why) {
        if (why.code().isPermanent() && !why.code().equals(ReplyCode.TRANSACTION_IN_PROGRESS)) {
            end(why);
        } else if (id == asking) {
            failed(id, why);
        } else {
            forgetLive();
            if (asking == 0) {
                later(why);
            }
        }
    }

    private void failed(int id, String why) {
        synchronized (desk) {
            failed(id, new ServiceException(ReplyCode.SERVICE_NOT_AVAILABLE, why));
        }
    }

    private void failed(int id, ServiceException why) {
        if (!isOver && id == asking) {
            desk.questions().forget(id);
            asking = 0;
            later(why);
        }
    }

    // ---- time
    // ----------------------------------------------------------------------------------------------------------

    private void renew() {
        synchronized (desk) {
            if (!isOver && !isAsleep) {
                // It went well for long: whatever happens next has nothing to do with what was before.
                attempts = 0;
                ask();
            }
        }
    }

    private void later(ServiceException why) {
        cancelAlarm();
        interrupt(why);
        var delay = desk.limits().presence().retry().delay(attempts++, desk.random());
        alarm = Optional.of(desk.schedule(delay, this::again));
    }

    private void again() {
        synchronized (desk) {
            if (!isOver && !isAsleep) {
                ask();
            }
        }
    }

    private void interrupt(ServiceException why) {
        if (!isInterrupted) {
            isInterrupted = true;
            interrupted(why);
        }
    }

    private void cancelAlarm() {
        alarm.ifPresent(due -> due.cancel(false));
        alarm = Optional.empty();
    }

    // ---- the session
    // ---------------------------------------------------------------------------------------------------

    final void sleep(ServiceException why) {
        cancelAlarm();
        isAsleep = true;
        forgetAll();
        interrupt(why);
    }

    /** Also one that began meanwhile, asked in vain, and waits before it asks again. */
    final void wake() {
        isAsleep = false;
        if (!isOver && live == 0) {
            attempts = 0;
            ask();
        }
    }

    // ---- the end
    // -------------------------------------------------------------------------------------------------------

    private void forgetLive() {
        desk.questions().forget(live);
        live = 0;
    }

    private void forgetAll() {
        forgetLive();
        desk.questions().forget(asking);
        asking = 0;
    }

    /** For good, and not because the program wants it. */
    final void end(ServiceException why) {
        if (!isOver) {
            over(why);
            forgetAll();
            bulletins.forEach(bulletin -> bulletin.addLast(ended(why)));
        }
    }

    /** The program wants no more of it: the service is told, and what it says meanwhile is dropped (requirement PRES-22). */
    final void stop() {
        if (!isOver) {
            over(new ServiceException(ReplyCode.SERVICE_NOT_AVAILABLE, "the subscription was closed"));
            for (int id : new int[] {live, asking}) {
                desk.questions().forget(id);
                if (id != 0) {
                    desk.hush(publisher, id);
                    desk.questions().send(publisher, new Terminate(id), _ -> {});
                }
            }
            bulletins.forEach(Bulletin::close);
        }
    }

    private void over(ServiceException why) {
        isOver = true;
        cancelAlarm();
        released(why);
        desk.gone(this);
    }

    /** How many handlers there are. */
    final int handlers() {
        return bulletins.size();
    }

    /** One handler wants no more. */
    final void leave(Bulletin<E> bulletin) {
        bulletin.close();
        drop(bulletin);
    }

    /** One handler gets no more than what waits for it; the last takes all with it. */
    final void drop(Bulletin<E> bulletin) {
        if (!isOver && bulletins.remove(bulletin)) {
            desk.left();
            if (bulletins.isEmpty()) {
                stop();
            }
        }
    }

    /** The longest that is waited without a look at the clock. */
    static Duration bounded(Duration delay) {
        var most = Duration.ofDays(1);
        var least = Duration.ofMillis(1);
        return delay.compareTo(most) > 0 ? most : delay.compareTo(least) < 0 ? least : delay;
    }
}
