package org.imxp.relay.store;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code postgresql://} URLs. A mistaken one may hold a password: no message repeats it. */
final class PostgresqlUrl {
    static final String FORM = "postgresql://USER[:PASSWORD]@HOST[:PORT]/DATABASE"
            + "[?password-file=FILE&sslmode=MODE&sslrootcert=FILE], other characters percent-encoded";

    private static final String PASSWORD_FILE = "password-file";
    private static final String MODE = "sslmode";
    private static final String AUTHORITIES = "sslrootcert";
    private static final Set<String> PARAMETERS = Set.of(PASSWORD_FILE, MODE, AUTHORITIES);

    private PostgresqlUrl() {}

    static StoreUrl.Postgresql parse(String url) {
        var uri = uri(url);
        var path = text(uri.getPath());
        if (uri.getHost() == null || path.lastIndexOf('/') > 0 || uri.getFragment() != null) {
            throw malformed();
        }
        var host = uri.getHost().replaceAll("[\\[\\]]", "");
        var credentials = text(uri.getRawUserInfo()).split(":", 2);
        var parameters = parameters(text(uri.getRawQuery()));
        return new StoreUrl.Postgresql(
                host,
                uri.getPort() < 0 ? StoreUrl.Postgresql.PORT : uri.getPort(),
                path.isEmpty() ? "" : path.substring(1),
                decode(credentials[0]),
                credentials.length < 2 ? Optional.empty() : Optional.of(octets(decode(credentials[1]))),
                Optional.ofNullable(parameters.get(PASSWORD_FILE)).map(Path::of),
                new DatabaseTls(
                        mode(parameters.get(MODE), host),
                        Optional.ofNullable(parameters.get(AUTHORITIES)).map(Path::of)));
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException _) {
            throw malformed(); // without its cause, which repeats the URL
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("the postgresql URL can't be read: " + FORM);
    }

    private static Map<String, String> parameters(String query) {
        var parameters = new HashMap<String, String>();
        for (var parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            var nameAndValue = parameter.split("=", 2);
            var name = nameAndValue[0];
            if (!PARAMETERS.contains(name) || nameAndValue.length < 2 || nameAndValue[1].isEmpty()) {
                throw new IllegalArgumentException("a parameter of the postgresql URL is unknown or empty: allowed are "
                        + PARAMETERS.stream().sorted().collect(Collectors.joining(", ")));
            }
            if (parameters.put(name, decode(nameAndValue[1])) != null) {
                throw new IllegalArgumentException(name + " is there twice in the postgresql URL");
            }
        }
        return parameters;
    }

    /** What leaves the machine is encrypted, unless somebody says otherwise. */
    private static DatabaseTls.Mode mode(@Nullable String word, String host) {
        if (word == null) {
            return isLoopback(host) ? DatabaseTls.Mode.PREFER : DatabaseTls.Mode.REQUIRE;
        }
        return Arrays.stream(DatabaseTls.Mode.values())
                .filter(mode -> mode.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(MODE + " is \"" + word + "\": allowed are "
                        + Arrays.stream(DatabaseTls.Mode.values())
                                .map(DatabaseTls.Mode::word)
                                .collect(Collectors.joining(", "))));
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false; // a name
        }
    }

    private static String decode(String text) {
        // A plus is a plus here, not a space as in forms.
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw malformed();
        }
    }

    private static Octets octets(String password) {
        return Octets.of(password.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(@Nullable String part) {
        return part == null ? "" : part;
    }
}
