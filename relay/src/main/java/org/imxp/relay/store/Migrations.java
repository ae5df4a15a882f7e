package org.imxp.relay.store;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/** Brings a database's schema up to date. */
final class Migrations {
    /** In order. Named here rather than searched for, which a module path does not allow and a start does not need. */
    private static final List<String> FILES = List.of(
            "V1__accounts.sql",
            "V2__held_data.sql",
            "V3__access.sql",
            "V4__presence.sql",
            "V5__contact.sql",
            "V6__presence_closing.sql");

    private Migrations() {}

    static void apply(Dialect dialect, DataSource connections) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(connections)
                    .placeholders(dialect.types())
                    .resourceProvider(new Files())
                    .locations(new String[0])
                    // An unknown migration in the database means a newer program made it; to go on would damage it.
                    .ignoreMigrationPatterns(new String[0])
                    .cleanDisabled(true)
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayValidateException e) {
            throw new StoreException(
                    StoreException.Reason.UNUSABLE,
                    dialect.name() + " has a schema that this version does not know: a newer version made it",
                    e);
        } catch (FlywayException e) {
            if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw new StoreException(
                        StoreException.Reason.UNUSABLE,
                        dialect.name() + " is a database of another program: give another one",
                        e);
            }
            throw causeIn(e)
                    .map(dialect::explain)
                    .orElseGet(() -> new StoreException(
                            StoreException.Reason.UNUSABLE, dialect.name() + ": its schema could not be made", e));
        }
    }

    private static Optional<SQLException> causeIn(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
    }

    /** The migrations, read from where this class is. */
    private static final class Files implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            return FILES.contains(name) ? new File(name) : null;
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return FILES.stream()
                    .filter(name ->
                            name.startsWith(prefix) && Stream.of(suffixes).anyMatch(name::endsWith))
                    .<LoadableResource>map(File::new)
                    .toList();
        }
    }

    /** One migration. */
    private static final class File extends LoadableResource {
        private final String name;

        File(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            try (var file = Migrations.class.getResourceAsStream("migration/" + name)) {
                if (file == null) {
                    throw new IllegalStateException("migration " + name + " is missing");
                }
                return new StringReader(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
