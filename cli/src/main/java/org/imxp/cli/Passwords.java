package org.imxp.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a password comes from: a file, else the variable {@value #VARIABLE}, else the person at the terminal. Never from the
 * command line, where other users of the machine would see it.
 */
final class Passwords {
    /** The variable. */
    static final String VARIABLE = "IMXP_PASSWORD";

    /** The same for passphrases. */
    static final String PASSPHRASE_VARIABLE = "IMXP_PASSPHRASE";

    /** The most characters in a password. */
    static final int MAX_CHARACTERS = 1_024;

    private static final int MAX_OCTETS = 4 * MAX_CHARACTERS + 2;

    private final Surroundings surroundings;
    private final Kind kind;

    /** What is asked for, by which variable and which option. */
    private record Kind(String name, String variable, String option) {
        private static final Kind PASSWORD = new Kind("password", VARIABLE, "--password-file");
        private static final Kind PASSPHRASE = new Kind("passphrase", PASSPHRASE_VARIABLE, "--passphrase-file");

        String capital() {
            return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        }
    }

    Passwords(Surroundings surroundings) {
        this(surroundings, Kind.PASSWORD);
    }

    private Passwords(Surroundings surroundings, Kind kind) {
        this.surroundings = surroundings;
        this.kind = kind;
    }

    /** Those of files with keys. */
    static Passwords passphrases(Surroundings surroundings) {
        return new Passwords(surroundings, Kind.PASSPHRASE);
    }

    /**
     * The password that an account has.
     *
     * @param endpoint whose
     * @param file the file, if the command line names one
     * @throws CommandFailure if there is none
     */
    char[] existing(String endpoint, Optional<Path> file) {
        return given(file).or(() -> asked(kind.capital() + " of " + endpoint)).orElseThrow(this::missing);
    }

    /**
     * The password that an account will have; a person types it twice.
     *
     * @param endpoint whose
     * @param file the file, if the command line names one
     * @throws CommandFailure if there is none, or the person typed two
     */
    char[] chosen(String endpoint, Optional<Path> file) {
        var given = given(file);
        if (given.isPresent()) {
            return given.get();
        }
        var first = asked("New " + kind.name() + " of " + endpoint).orElseThrow(this::missing);
        var second = asked("The same again").orElseThrow(this::missing);
        var same = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!same) {
            Arrays.fill(first, '\0');
            throw CommandFailure.refused("The two " + kind.name() + "s are not the same; nothing was changed.");
        }
        return first;
    }

    private Optional<char[]> given(Optional<Path> file) {
        if (file.isPresent()) {
            return Optional.of(read(surroundings.folder().resolve(file.get())));
        }
        var variable = surroundings.environment().getOrDefault(kind.variable(), "");
        return variable.isEmpty() ? Optional.empty() : Optional.of(checked(variable.toCharArray(), kind.variable()));
    }

    private Optional<char[]> asked(String question) {
        return surroundings.prompt().secret(question).map(typed -> checked(typed, "what was typed"));
    }

    private CommandFailure missing() {
        return CommandFailure.wrongUsage("There is no " + kind.name() + ": give " + kind.option()
                + " FILE or the variable " + kind.variable() + ", or use a terminal.");
    }

    private char[] read(Path file) {
        var octets = octets(file);
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            return checked(withoutLineEnd(text), file.toString());
        } catch (CharacterCodingException e) {
            throw CommandFailure.refused(file + " is not UTF-8, so it is not a " + kind.name() + ".", e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private byte[] octets(Path file) {
        try (var stream = Files.newInputStream(file)) {
            return stream.readNBytes(MAX_OCTETS + 1);
        } catch (IOException e) {
            throw CommandFailure.refused(
                    "The " + kind.name() + " file " + file + " cannot be read: " + Failures.reason(e) + ".", e);
        }
    }

    /** Editors end a file with a line end, which is not part of the password. */
    private static char[] withoutLineEnd(CharBuffer text) {
        int end = text.length();
        if (end > 0 && text.get(end - 1) == '\n') {
            end -= end > 1 && text.get(end - 2) == '\r' ? 2 : 1;
        }
        var password = new char[end];
        text.get(password);
        if (text.hasArray()) {
            Arrays.fill(text.array(), '\0');
        }
        return password;
    }

    private char[] checked(char[] password, String where) {
        if (password.length < 1 || password.length > MAX_CHARACTERS) {
            throw CommandFailure.refused("The " + kind.name() + " from " + where + " has " + password.length
                    + " characters; 1 to " + MAX_CHARACTERS + " are allowed.");
        }
        return password;
    }
}
