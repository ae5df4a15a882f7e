package org.imxp.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where a password comes from: a file, else the variable {@value #VARIABLE}, else the person at the terminal. Never from the
 * command line, where other users of the machine would see it.
 */
final class Passwords {
    /** The variable. */
    static final String VARIABLE = "IMXP_PASSWORD";

    /** The most characters in a password. */
    static final int MAX_CHARACTERS = 1_024;

    private static final int MAX_OCTETS = 4 * MAX_CHARACTERS + 2;

    private final Surroundings surroundings;

    Passwords(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * The password that an account has.
     *
     * @param endpoint whose
     * @param file the file, if the command line names one
     * @throws CommandFailure if there is none
     */
    char[] existing(String endpoint, Optional<Path> file) {
        return given(file).or(() -> asked("Password of " + endpoint)).orElseThrow(Passwords::missing);
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
        var first = asked("New password of " + endpoint).orElseThrow(Passwords::missing);
        var second = asked("The same again").orElseThrow(Passwords::missing);
        var same = Arrays.equals(first, second);
        Arrays.fill(second, '\0');
        if (!same) {
            Arrays.fill(first, '\0');
            throw CommandFailure.refused("The two passwords are not the same; nothing was changed.");
        }
        return first;
    }

    private Optional<char[]> given(Optional<Path> file) {
        if (file.isPresent()) {
            return Optional.of(read(surroundings.folder().resolve(file.get())));
        }
        var variable = surroundings.environment().getOrDefault(VARIABLE, "");
        return variable.isEmpty() ? Optional.empty() : Optional.of(checked(variable.toCharArray(), VARIABLE));
    }

    private Optional<char[]> asked(String question) {
        return surroundings.prompt().secret(question).map(typed -> checked(typed, "what was typed"));
    }

    private static CommandFailure missing() {
        return CommandFailure.wrongUsage(
                "There is no password: give --password-file FILE or the variable " + VARIABLE + ", or use a terminal.");
    }

    private static char[] read(Path file) {
        var octets = octets(file);
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets));
            return checked(withoutLineEnd(text), file.toString());
        } catch (CharacterCodingException e) {
            throw CommandFailure.refused(file + " is not UTF-8, so it is not a password.", e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    private static byte[] octets(Path file) {
        try (var stream = Files.newInputStream(file)) {
            return stream.readNBytes(MAX_OCTETS + 1);
        } catch (IOException e) {
            throw CommandFailure.refused(
                    "The password file " + file + " cannot be read: " + Failures.reason(e) + ".", e);
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

    private static char[] checked(char[] password, String where) {
        if (password.length < 1 || password.length > MAX_CHARACTERS) {
            throw CommandFailure.refused("The password from " + where + " has " + password.length + " characters; 1 to "
                    + MAX_CHARACTERS + " are allowed.");
        }
        return password;
    }
}
