package org.imxp.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One relay with accounts for all tests that leave it as it was: starting one takes seconds. */
final class SharedRelay implements ParameterResolver {
    private record Running(Path folder, RelayProcess relay) implements AutoCloseable {
        static Running start() {
            try {
                var folder = Files.createTempDirectory("imxp-system");
                // All tests come from one address, and some guess passwords. Of rubble.com nobody may send.
                var relay = RelayProcess.start(
                        folder,
                        Map.of(
                                "IMXP_LIMITS_FAILED_LOGINS",
                                "1000",
                                "IMXP_ACCESS_DEFAULTS",
                                "[{ actor = \"*@example.com\", actions = \"core:data\" }]"));
                RelayProcess.addAccounts(
                        folder, "fred@example.com", "wilma@example.com", "barney@example.com", "pebbles@rubble.com");
                return new Running(folder, relay);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            relay.close();
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RelayProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedRelay.class))
                .computeIfAbsent(Running.class, type -> Running.start(), Running.class)
                .relay();
    }
}
