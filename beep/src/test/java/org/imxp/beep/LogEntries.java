package org.imxp.beep;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What an operator finds in the log, warnings and errors, while it is open. */
final class LogEntries extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final BlockingQueue<String> entries = new LinkedBlockingQueue<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.imxp.beep");

    static LogEntries open() {
        var entries = new LogEntries();
        entries.start();
        entries.logger.setLevel(Level.WARN);
        entries.logger.addAppender(entries);
        return entries;
    }

    @Override
    protected void append(ILoggingEvent event) {
        entries.add(event.getLevel() + " " + event.getFormattedMessage());
    }

    /** Waits for the next entry that has a text; those before it are forgotten. */
    String next(String text) throws InterruptedException {
        while (true) {
            var entry = entries.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (entry == null) {
                throw new AssertionError("no log entry has " + text);
            }
            if (entry.contains(text)) {
                return entry;
            }
        }
    }

    /** Whether nothing else was written. */
    boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        logger.setLevel(null);
        stop();
    }
}
