package org.imxp.relay.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/** A second program at the same database: adds accounts and says each one's endpoint when it is acknowledged. */
final class OtherProcess {
    private OtherProcess() {}

    static Process start(Path file, int accounts) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        file.toString(),
                        Integer.toString(accounts))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] arguments) {
        var url = new StoreUrl.Sqlite(Path.of(arguments[0]));
        try (var store = JdbcStore.open(url, Duration.ofSeconds(30))) {
            IntStream.range(0, Integer.parseInt(arguments[1])).forEach(n -> {
                var account = Samples.account("other" + n + "@example.com", "example.com", n);
                store.accounts().add(account);
                System.out.println(account.endpoint());
            });
        }
    }
}
