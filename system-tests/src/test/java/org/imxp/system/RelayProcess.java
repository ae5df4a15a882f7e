package org.imxp.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.imxp.system.raw.Login;
import org.imxp.system.raw.RawClient;

/** A relay for example.com and rubble.com that runs as {@code ./imxp serve} on a free port. */
final class RelayProcess implements AutoCloseable {
    private final Path folder;
    private final Imxp serve;
    private final int port;

    private RelayProcess(Path folder, Imxp serve) {
        this.folder = folder;
        this.serve = serve;
        var line = serve.err().await("Endpoints connect to");
        port = portIn(line);
        serve.err().await("Ctrl-C stops the relay");
    }

    private static int portIn(String line) {
        return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
    }

    /** Starts it with its data in the folder {@code imxp-data} of another. */
    static RelayProcess start(Path folder, String... options) {
        return start(folder, Map.of(), options);
    }

    /** Starts it, with variables of the configuration. */
    static RelayProcess start(Path folder, Map<String, String> variables, String... options) {
        var arguments = Stream.concat(
                Stream.of(
                        "serve",
                        "--domain",
                        "example.com",
                        "--domain",
                        "rubble.com",
                        "--edge",
                        "127.0.0.1:0",
                        "--mesh",
                        "127.0.0.1:0"),
                Stream.of(options));
        return of(folder, variables, arguments.toArray(String[]::new));
    }

    /** Starts whatever the whole command says. */
    static RelayProcess of(Path folder, Map<String, String> variables, String... command) {
        var serve = Imxp.start(folder, variables, command);
        try {
            return new RelayProcess(folder, serve);
        } catch (AssertionError e) {
            // Nobody else would end it.
            serve.close();
            throw e;
        }
    }

    /** Makes accounts, each by the command, all at a time. */
    static void addAccounts(Path folder, String... endpoints) {
        var adding = Stream.of(endpoints)
                .map(endpoint -> Imxp.start(folder, "user", "add", endpoint))
                .toList();
        for (var added : adding) {
            if (added.status() != 0) {
                throw new AssertionError(added.said());
            }
        }
    }

    int port() {
        return port;
    }

    /** Where other relays connect. */
    int meshPort() {
        return portIn(serve.err().await("Other relays to"));
    }

    Imxp serve() {
        return serve;
    }

    /** Starts a client command of ours with what it needs to reach this relay. */
    Imxp start(String... command) {
        return Imxp.start(folder, reaching(command));
    }

    /** Runs a client command of ours to its end. */
    Imxp run(String... command) {
        return Imxp.run(folder, reaching(command));
    }

    private String[] reaching(String... command) {
        var arguments = new ArrayList<>(List.of(command));
        Collections.addAll(arguments, "--relay", "127.0.0.1:" + port);
        return arguments.toArray(String[]::new);
    }

    /** A client that is not ours, encrypted and authenticated. */
    RawClient client(Login login) {
        var client = encrypted();
        int code = client.authenticate(login);
        if (code != 250) {
            client.close();
            throw new AssertionError(login.mechanism() + " is refused with " + code);
        }
        return client;
    }

    /** A client that is not ours, encrypted. */
    RawClient encrypted() {
        var client = RawClient.connect(port);
        client.encrypt(tls());
        return client;
    }

    /** Trusts the certificate that the relay has made, and nothing else. */
    private SSLSocketFactory tls() {
        try (var file = Files.newInputStream(folder.resolve("imxp-data/relay.pem"))) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "relay", CertificateFactory.getInstance("X.509").generateCertificate(file));
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        serve.close();
    }
}
