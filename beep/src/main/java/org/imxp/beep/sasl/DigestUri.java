package org.imxp.beep.sasl;

import java.util.stream.Stream;

/** The digest-uri, {@code beep/host[/serv-name]} (RFC 2831 section 2.1.2). */
final class DigestUri {
    private static final String SERVICE = "beep/";

    private DigestUri() {}

    static String of(String serverName) {
        return SERVICE + serverName;
    }

    /** Whether it is meant for this server. An empty host is accepted, which LibVortex sends when it was given no server name. */
    static boolean isFor(String digestUri, SaslContext context) {
        if (!digestUri.regionMatches(true, 0, SERVICE, 0, SERVICE.length())) {
            return false;
        }
        var names = digestUri.substring(SERVICE.length()).split("/", -1);
        return names.length <= 2 && Stream.of(names).allMatch(name -> name.isEmpty() || isOurs(name, context));
    }

    private static boolean isOurs(String name, SaslContext context) {
        return name.equalsIgnoreCase(context.serverName())
                || context.hosts().stream().anyMatch(name::equalsIgnoreCase);
    }
}
