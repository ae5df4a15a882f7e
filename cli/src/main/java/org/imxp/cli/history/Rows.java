package org.imxp.cli.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.protocol.Address;
import org.sqlite.SQLiteErrorCode;

/** Entries as rows. Lists are lines of one text: neither an address nor a file's name has a line end. */
final class Rows {
    static final String COLUMNS =
            "SELECT number, sent, peer, subaddress, originator, recipients, at, message_id, subject,"
                    + " text, security, fate, files FROM entry";

    private Rows() {}

    /** Reads the current row. */
    @FunctionalInterface
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    static String joined(List<String> lines) {
        return String.join("\n", lines);
    }

    /** SQLite does not see every damage: what is no entry is one, too. */
    static Recorded recorded(ResultSet row) throws SQLException {
        try {
            return read(row);
        } catch (RuntimeException e) {
            throw new SQLException("a row is no entry", "", SQLiteErrorCode.SQLITE_CORRUPT.code, e);
        }
    }

    private static Recorded read(ResultSet row) throws SQLException {
        var parent = Address.parse(row.getString(3));
        var peer = optional(row, 4)
                .map(name -> new Address(parent.address() + "/" + name, parent.domain()))
                .orElse(parent);
        return new Recorded(
                row.getLong(1),
                new Entry(
                        row.getBoolean(2),
                        peer,
                        Address.parse(row.getString(5)),
                        row.getString(6).lines().map(Address::parse).toList(),
                        Instant.ofEpochMilli(row.getLong(7)),
                        optional(row, 8),
                        optional(row, 9),
                        row.getString(10),
                        optional(row, 11),
                        optional(row, 12),
                        row.getString(13).lines().toList()));
    }

    private static Optional<String> optional(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
