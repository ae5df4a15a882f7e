package org.imxp.endpoint.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;

/** Which signed messages have been opened, in a file, so that a repeat is told after a restart too. */
final class SeenMessages {
    /** How long a message is remembered, and so how old one may be that is still believed. */
    static final Duration PERIOD = Duration.ofDays(30);

    private static final String FILE = "seen";
    private static final String SEPARATOR = " ";

    private final SharedFolder folder;
    private final int most;

    SeenMessages(SharedFolder folder, int most) {
        this.folder = folder;
        this.most = most;
    }

    /**
     * Remembers a message, and tells whether it was remembered before. If there is no room the oldest goes, as it does by age.
     *
     * @param sender who has signed it
     * @param id its identifier
     * @param now the time
     */
    boolean repeats(String sender, String id, Instant now) {
        var digest = digest(sender + "\n" + id);
        return folder.alone(() -> {
            var kept = new ArrayList<String>();
            var oldest = now.minus(PERIOD).getEpochSecond();
            for (var line : folder.read(FILE).orElse("").lines().toList()) {
                int space = line.indexOf(SEPARATOR);
                if (space < 0 || line.substring(0, space).chars().anyMatch(c -> c < '0' || c > '9') || space > 18) {
                    continue;
                }
                if (line.substring(space + 1).equals(digest)) {
                    return true;
                }
                if (space > 0 && Long.parseLong(line.substring(0, space)) >= oldest) {
                    kept.add(line);
                }
            }
            kept.add(now.getEpochSecond() + SEPARATOR + digest);
            var rest = kept.subList(Math.max(0, kept.size() - most), kept.size());
            folder.write(FILE, String.join("\n", rest) + "\n");
            return false;
        });
    }

    private static String digest(String text) {
        try {
            var whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
