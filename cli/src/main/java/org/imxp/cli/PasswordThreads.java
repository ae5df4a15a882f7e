package org.imxp.cli;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where a BEEP command derives passwords: one thread for each processor, and no more that wait than {@link #MOST_WAITING}. */
final class PasswordThreads implements Executor, AutoCloseable {
    /** Attempts that wait for a thread; a peer with one more is told to try later (454). */
    static final int MOST_WAITING = 100;

    private final ThreadPoolExecutor threads;

    PasswordThreads() {
        this(Runtime.getRuntime().availableProcessors());
    }

    PasswordThreads(int atOnce) {
        // Daemons, and none before there is work: most sessions have no account.
        threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("passwords-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public void execute(Runnable derivation) {
        threads.execute(derivation);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
