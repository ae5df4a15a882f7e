package org.imxp.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Status;

/** The conversation above, the line that is typed beneath it, and who is attached at the bottom. */
final class TerminalScreen implements ChatScreen {
    private static final String PROMPT = "> ";

    /** What changes the line. */
    private static final List<String> EDITING = List.of(
            LineReader.SELF_INSERT,
            LineReader.BEGIN_PASTE,
            LineReader.BACKWARD_DELETE_CHAR,
            LineReader.DELETE_CHAR,
            LineReader.BACKWARD_KILL_WORD,
            LineReader.BACKWARD_KILL_LINE,
            LineReader.KILL_LINE,
            LineReader.KILL_WHOLE_LINE);

    private final Terminal terminal;
    private final LineReader reader;

    /** The screen of a terminal that can move its cursor. */
    TerminalScreen(Terminal terminal) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("imxp")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.ERASE_LINE_ON_FINISH, true)
                .build();
    }

    /** The terminal's screen, unless the terminal cannot move its cursor or there is none. */
    static Optional<ChatScreen> open() {
        try {
            var terminal = TerminalBuilder.builder().system(true).dumb(true).build();
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close();
                return Optional.empty();
            }
            return Optional.of(new TerminalScreen(terminal));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void show(String line) {
        reader.printAbove(line);
    }

    @Override
    public void status(String line) {
        var status = Status.getStatus(terminal);
        if (status != null) {
            status.update(List.of(new AttributedString(line)));
        }
    }

    @Override
    public void onTyping(Consumer<String> line) {
        var widgets = reader.getWidgets();
        for (var name : EDITING) {
            var plain = Optional.ofNullable(widgets.get(name));
            plain.ifPresent(edit -> widgets.put(name, () -> {
                boolean isDone = edit.apply();
                line.accept(reader.getBuffer().toString());
                return isDone;
            }));
        }
    }

    @Override
    public Optional<String> read() {
        try {
            return Optional.of(reader.readLine(PROMPT));
        } catch (UserInterruptException | EndOfFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            var status = Status.getStatus(terminal, false);
            if (status != null) {
                status.close();
            }
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
