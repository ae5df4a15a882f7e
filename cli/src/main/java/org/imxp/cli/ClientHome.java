package org.imxp.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.imxp.protocol.Address;

/**
 * Where the programs of one person keep what is theirs: keys, what is known of others, conversations. Several programs may use it at once.
 *
 * @param folder of one endpoint
 */
record ClientHome(Path folder) {
    /** The variable that says where homes are. */
    static final String VARIABLE = "IMXP_HOME";

    private static final String DEFAULT = ".imxp";
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789._@+-";

    /**
     * The home of an endpoint, of which its subaddresses are part.
     *
     * @param given what the command line says
     * @param fallback the folder in which to look where the environment names none
     */
    static ClientHome of(Optional<Path> given, Map<String, String> environment, Path fallback, Address endpoint) {
        var homes = given.or(
                        () -> Optional.ofNullable(environment.get(VARIABLE)).map(Path::of))
                .orElseGet(() -> Optional.ofNullable(environment.get("HOME"))
                        .map(Path::of)
                        .orElse(fallback)
                        .resolve(DEFAULT));
        return new ClientHome(homes.resolve(name(endpoint.parent().toString())));
    }

    /** A name that every file system tells from others, which is why capitals are written as numbers. */
    static String name(String text) {
        var name = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf(octet) >= 0 && (octet != '.' || !name.isEmpty())) {
                name.append((char) octet);
            } else {
                name.append("%%%02X".formatted(octet));
            }
        }
        return name.toString();
    }

    /**
     * A file in it. The folder is made if it is not there; nobody else may look into it.
     *
     * @throws CommandFailure if the folder cannot be made
     */
    Path file(String name) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder, OwnersOnly.folder());
            }
        } catch (IOException e) {
            throw CommandFailure.refused(
                    "The folder " + folder + " cannot be made: " + Failures.reason(e) + ". --home or the variable "
                            + VARIABLE + " names another.",
                    e);
        }
        return folder.resolve(name);
    }
}
