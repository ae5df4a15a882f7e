package org.imxp.bench.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What commands that measure have in common: which cases, how long, and where the tables go. */
public final class RunOptions {
    private static final double LEAST_SECONDS = 0.1;
    private static final double MOST_SECONDS = 60;

    @Option(names = "--only", paramLabel = "TEXT", description = "Only cases whose title contains this.")
    private @Nullable String only;

    @Option(names = "--quick", description = "A few seconds in all: shows that it runs, and gives no figure of worth.")
    private boolean quick;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Write the tables to a page too, between its markers.")
    private @Nullable Path markdown;

    @Option(
            names = "--recordings",
            paramLabel = "FOLDER",
            description = "Have each process leave a JFR recording there.")
    private @Nullable Path recordings;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** None given. */
    public RunOptions() {}

    /**
     * Whether a quick look is enough.
     *
     * @return true for {@code --quick}
     */
    public boolean quick() {
        return quick;
    }

    /**
     * The part of a title that chosen cases have.
     *
     * @return empty for all cases
     */
    public Optional<String> only() {
        return Optional.ofNullable(only);
    }

    /**
     * Where recordings go.
     *
     * @return empty for none
     */
    public Optional<Path> recordings() {
        return Optional.ofNullable(recordings);
    }

    /**
     * Refuses a number out of range.
     *
     * @param option its name
     * @param value what was given
     * @param most allowed are 1 to this
     * @throws ParameterException if it is out of range
     */
    public void check(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw refusal(option + " is " + value + ", allowed is 1 to " + most);
        }
    }

    /**
     * Refuses a time of a run that is out of range.
     *
     * @param seconds what was given
     * @throws ParameterException if it is not 0.1 to 60
     */
    public void checkSeconds(double seconds) {
        if (!(seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS)) {
            throw refusal("--seconds is " + seconds + ", allowed is 0.1 to 60");
        }
    }

    /**
     * What is wrong with {@code --only} where it leaves nothing.
     *
     * @return to be thrown
     */
    public ParameterException nothingLeft() {
        return refusal("--only \"" + only + "\": no case has this in its title");
    }

    private ParameterException refusal(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /**
     * Looks whether the page can be written, before anything is measured.
     *
     * @param page the markers
     * @throws IOException if it can't be read
     * @throws ParameterException if it has no markers
     */
    public void checkPage(MarkdownFile page) throws IOException {
        if (markdown != null) {
            try {
                page.check(markdown);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(spec.commandLine(), "--markdown " + markdown + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * Prints the tables, and writes them to the page if one is given.
     *
     * @param tables in Markdown
     * @param page the markers
     * @throws IOException if the page can't be written
     */
    public void show(String tables, MarkdownFile page) throws IOException {
        spec.commandLine().getOut().print(tables);
        spec.commandLine().getOut().flush();
        if (markdown != null) {
            page.write(markdown, tables);
        }
    }

    /**
     * Says how far it is.
     *
     * @param line for people
     */
    public void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }
}
