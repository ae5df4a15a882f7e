package org.imxp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Inbox<String> inbox = new Inbox<>(3, 100, tasks::add);
    private final List<String> handled = new ArrayList<>();

    @Test
    void isIdleUntilThereIsAHandlerAndSomethingForIt() {
        assertThat(inbox.idle()).isDone();
        assertThat(inbox.add("one", 1)).isTrue();
        assertThat(inbox.idle()).isDone();
        inbox.handler(handled::add);
        var idle = inbox.idle();
        assertThat(idle).isNotDone();
        assertThat(inbox.add("two", 1)).isTrue();
        tasks.remove().run();
        assertThat(handled).containsExactly("one", "two");
        assertThat(idle).isDone();
        assertThat(inbox.add("three", 1)).isTrue();
        assertThat(inbox.idle()).isNotDone();
    }

    @Test
    void isNotIdleWhileTheHandlerRuns() {
        var idle = new ArrayList<Boolean>();
        inbox.handler(_ -> idle.add(inbox.idle().isDone()));
        assertThat(inbox.add("one", 1)).isTrue();
        tasks.remove().run();
        assertThat(idle).containsExactly(false);
        assertThat(inbox.idle()).isDone();
    }

    @Test
    void aHandlerThatFailedIsAtItsEnd() {
        inbox.handler(thing -> {
            throw new IllegalStateException(thing);
        });
        assertThat(inbox.add("one", 1)).isTrue();
        tasks.remove().run();
        assertThat(inbox.idle()).isDone();
    }

    @Test
    void knowsItsOwnHandlerFromThatOfAnother() {
        var here = new ArrayList<Boolean>();
        var other = new Inbox<String>(1, 1, Runnable::run);
        inbox.handler(_ -> here.addAll(List.of(inbox.isHandlingHere(), other.isHandlingHere())));
        assertThat(inbox.isHandlingHere()).isFalse();
        assertThat(inbox.add("one", 1)).isTrue();
        tasks.remove().run();
        assertThat(here).containsExactly(true, false);
        assertThat(inbox.isHandlingHere()).isFalse();
    }

    @Test
    void takesNoMoreThanItsBounds() {
        assertThat(inbox.add("one", 98)).isTrue();
        assertThat(inbox.add("two", 3)).isFalse();
        assertThat(inbox.add("two", 1)).isTrue();
        assertThat(inbox.add("three", 1)).isTrue();
        assertThat(inbox.add("four", 0)).isFalse();
    }
}
