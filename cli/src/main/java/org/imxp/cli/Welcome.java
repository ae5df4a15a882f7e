package org.imxp.cli;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.imxp.protocol.Domain;
import org.imxp.relay.CertificateInUse;
import org.imxp.relay.Relay;
import org.imxp.relay.config.Configuration;
import org.imxp.relay.config.HostPort;

/** What {@code serve} says when the relay runs: where it is, and exactly what to type next. */
final class Welcome {
    private final Relay relay;
    private final Configuration configuration;
    private final StoreOptions store;
    private final Path folder;

    private Welcome(Relay relay, Configuration configuration, StoreOptions store, Path folder) {
        this.relay = relay;
        this.configuration = configuration;
        this.store = store;
        this.folder = folder;
    }

    static List<String> lines(Relay relay, Configuration configuration, StoreOptions store, Path folder) {
        return new Welcome(relay, configuration, store, folder).lines();
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("A relay for " + String.join(", ", configuration.domains()) + " is running.");
        lines.add("  Endpoints connect to  " + hostPort());
        relay.meshAddress().ifPresent(address -> lines.add("  Other relays to       " + hostPort(address)));
        relay.certificate()
                .map(this::certificate)
                .ifPresentOrElse(
                        lines::addAll,
                        () -> lines.add("  TLS is off: everything but passwords can be read on the way"));
        lines.add("  Accounts are in       " + configuration.store());
        lines.add("");
        lines.add("Next, in other terminals of this folder:");
        lines.addAll(next(configuration.domains().getFirst()));
        lines.add("");
        lines.add("Ctrl-C stops the relay.");
        return lines;
    }

    private List<String> certificate(CertificateInUse certificate) {
        return List.of(
                "  Its certificate is    " + shown(certificate.file())
                        + (certificate.madeNow() ? " (made just now)" : ""),
                "  with SHA-256          " + certificate.fingerprint());
    }

    private List<String> next(String domain) {
        var fred = "fred@" + domain;
        var wilma = "wilma@" + domain;
        var client = clientOptions(domain);
        return List.of(
                "  ./imxp user add " + fred + store.typed(),
                "  ./imxp user add " + wilma + store.typed(),
                "  ./imxp listen --as " + wilma + client,
                "  ./imxp send --as " + fred + client + " --to " + wilma + " --status \"Yabba dabba doo\"");
    }

    /** What a client on this machine needs beyond its defaults. */
    private String clientOptions(String domain) {
        var typed = new StringBuilder();
        var isFound =
                hostPort().equals(LocalRelay.ADDRESS.toString()) && LocalRelay.serves(Domain.parse(domain), folder);
        if (!isFound) {
            typed.append(" --relay ").append(ShellWord.of(hostPort()));
        }
        relay.certificate()
                .ifPresentOrElse(
                        certificate -> typed.append(trust(certificate.file())), () -> typed.append(" --tls off"));
        return typed.toString();
    }

    private String trust(Path certificate) {
        var found = folder.resolve(Trust.LOCAL).toAbsolutePath().normalize();
        var isFound = found.equals(certificate.toAbsolutePath().normalize())
                && HostPort.parse(hostPort()).isLoopback();
        return isFound ? "" : " --trust " + ShellWord.of(shown(certificate));
    }

    /** Where a client on this machine reaches it. */
    private String hostPort() {
        return hostPort(relay.edgeAddress());
    }

    private static String hostPort(InetSocketAddress socket) {
        var address = socket.getAddress();
        var host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return new HostPort(host, socket.getPort()).toString();
    }

    private String shown(Path file) {
        var here = folder.toAbsolutePath().normalize();
        var target = file.toAbsolutePath().normalize();
        return target.startsWith(here) ? here.relativize(target).toString() : target.toString();
    }
}
