package org.imxp.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.utils.Signals;

/** The signals INT (Ctrl-C) and TERM. The first asks the program to end well, the second ends it. */
final class SystemSignals implements StopSignal {
    private static final int INTERRUPTED = 130;

    private final AtomicBoolean asked = new AtomicBoolean();

    SystemSignals() {}

    @Override
    public void onStop(Runnable action) {
        for (var name : List.of("INT", "TERM")) {
            Signals.register(name, () -> {
                if (asked.compareAndSet(false, true)) {
                    action.run();
                } else {
                    Runtime.getRuntime().halt(INTERRUPTED);
                }
            });
        }
    }
}
