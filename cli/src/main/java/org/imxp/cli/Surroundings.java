package org.imxp.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * What a command has around it, so that tests can give it other things.
 *
 * @param in standard input
 * @param out where data goes
 * @param err where talk about it goes
 * @param environment variables
 * @param prompt asks the person at the terminal
 * @param stop tells when the person, or the system, wants the program to end
 * @param charset the characters that {@code out} can show
 * @param folder the working directory
 * @param clock the time, in the zone to show it in
 * @param random for salts and identifiers
 */
record Surroundings(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        Map<String, String> environment,
        Prompt prompt,
        StopSignal stop,
        Charset charset,
        Path folder,
        Clock clock,
        SecureRandom random) {
    /** Shows failures as they are, for those who mend the program. */
    static final String DEBUG = "IMXP_DEBUG";

    /** Prints a line of data. */
    void data(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints a line of talk. */
    void talk(String line) {
        err.println(line);
        err.flush();
    }

    /** Whether failures are to be shown with all there is to know. */
    boolean isDebugging() {
        return environment.getOrDefault(DEBUG, "").equals("1");
    }
}
