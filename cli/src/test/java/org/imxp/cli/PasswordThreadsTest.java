package org.imxp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PasswordThreadsTest {
    @Test
    void derivationsAreBoundedAndTheOneTooManyIsRefused() throws InterruptedException {
        var atOnce = 2;
        var begun = new CountDownLatch(atOnce);
        var held = new CountDownLatch(1);
        var done = new CountDownLatch(atOnce + PasswordThreads.MOST_WAITING);
        try (var threads = new PasswordThreads(atOnce)) {
            for (int i = 0; i < atOnce + PasswordThreads.MOST_WAITING; i++) {
                threads.execute(() -> {
                    begun.countDown();
                    await(held);
                    done.countDown();
                });
            }
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
            held.countDown();
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
