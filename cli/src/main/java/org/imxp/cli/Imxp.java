package org.imxp.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code imxp} command. Exit status: 0 done, 1 the network or the peer said no, 2 wrong usage. */
@Command(
        name = "imxp",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        sortOptions = false,
        description = "Instant messaging and presence that people run themselves.",
        footer = {
            "",
            "Examples:",
            "  ./imxp demo                                  a conversation, told line by line",
            "  ./imxp serve --domain example.com            a relay",
            "  ./imxp user add fred@example.com             an account on it",
            "  ./imxp chat --as fred@example.com            a conversation of your own",
            "",
            "Each command explains itself: ./imxp COMMAND --help",
            "What it achieves on this machine: ./imxp bench beep",
            "Exit status: 0 done, 1 the network or the peer said no, 2 wrong usage."
        })
public final class Imxp implements Runnable {
    @Option(names = "--debug", description = "Show failures with all there is to know.", scope = ScopeType.INHERIT)
    private boolean debug;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private Imxp() {}

    /**
     * Starts the command.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        var surroundings = new Surroundings(
                System.in,
                new PrintWriter(System.out, false, charset("stdout.encoding")),
                new PrintWriter(System.err, false, charset("stderr.encoding")),
                System.getenv(),
                Prompt.ofSystem(),
                new SystemSignals(),
                charset("stdout.encoding"),
                Path.of(""),
                Clock.system(ZoneId.systemDefault()),
                new SecureRandom());
        var status = run(surroundings, arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        System.exit(status);
    }

    /**
     * Runs one command.
     *
     * @return the exit status
     */
    static int run(Surroundings surroundings, String... arguments) {
        return commandLine(surroundings).execute(arguments);
    }

    /** The command and all below it. */
    static CommandLine commandLine(Surroundings surroundings) {
        var imxp = new Imxp();
        var user = new CommandLine(new UserCommand());
        UserCommand.subcommands(surroundings).forEach(user::addSubcommand);
        var access = new CommandLine(new AccessCommand());
        AccessCommand.subcommands(surroundings).forEach(access::addSubcommand);
        var contacts = new CommandLine(new ContactsCommand());
        ContactsCommand.subcommands(surroundings).forEach(contacts::addSubcommand);
        var presence = new CommandLine(new PresenceCommand());
        PresenceCommand.subcommands(surroundings).forEach(presence::addSubcommand);
        var key = new CommandLine(new KeyCommand());
        KeyCommand.subcommands(surroundings).forEach(key::addSubcommand);
        var beep = new CommandLine(new BeepCommand());
        BeepCommand.subcommands(surroundings).forEach(beep::addSubcommand);
        return new CommandLine(imxp)
                .addSubcommand(new ServeCommand(surroundings))
                .addSubcommand(user)
                .addSubcommand(new HeldCommand(surroundings))
                .addSubcommand(new SendCommand(surroundings))
                .addSubcommand(new ListenCommand(surroundings))
                .addSubcommand(new ChatCommand(surroundings))
                .addSubcommand(new LogCommand(surroundings))
                .addSubcommand(access)
                .addSubcommand(contacts)
                .addSubcommand(presence)
                .addSubcommand(key)
                .addSubcommand(new TraceCommand(surroundings))
                .addSubcommand(new DemoCommand(surroundings))
                .addSubcommand(beep)
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((failure, arguments) -> tellWrongUsage(failure, surroundings))
                .setExecutionExceptionHandler((failure, line, result) ->
                        Failures.tell(failure, surroundings, imxp.debug || surroundings.isDebugging()));
    }

    private static int tellWrongUsage(ParameterException failure, Surroundings surroundings) {
        surroundings.talk("imxp: " + Failures.message(failure));
        surroundings.talk("Try: ./" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return CommandFailure.WRONG_USAGE;
    }

    private static Charset charset(String property) {
        return Charset.forName(System.getProperty(property, "UTF-8"));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is needed, such as demo or serve");
    }
}
