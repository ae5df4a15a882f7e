package org.imxp.relay.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One key of the configuration.
 *
 * @param key with its section, such as {@code listen.edge}
 * @param kind the form of its value
 * @param byDefault its default as written in the file, or in words
 * @param allowed what it allows, in words
 * @param meaning what it does, in sentences
 */
record Setting(String key, Kind kind, String byDefault, String allowed, String meaning) {
    /** The form of a value. */
    enum Kind {
        TEXT,
        TEXTS,
        FLAG,
        TABLE,
        TABLES,
        AMOUNT
    }

    static final Setting DOMAINS = new Setting(
            "domains",
            Kind.TEXTS,
            "[\"localhost\"]",
            "one or more domain names",
            "The domains this relay serves. Each endpoint and service in them is this relay's.");
    static final Setting DATA = new Setting(
            "data",
            Kind.TEXT,
            "\"imxp-data\"",
            "a folder",
            "Where the relay keeps what it makes itself: the embedded database, a certificate. Made if missing, for its"
                    + " owner alone.");
    static final Setting LISTEN_EDGE = new Setting(
            "listen.edge",
            Kind.TEXT,
            "\"127.0.0.1:10913\"",
            "HOST:PORT; port 0: any free one",
            "Where endpoints connect. The registered port is 913.");
    static final Setting LISTEN_MESH = new Setting(
            "listen.mesh",
            Kind.TEXT,
            "\"127.0.0.1:10912\"",
            "HOST:PORT; port 0: any free one",
            "Where other relays connect. The registered port is 912.");
    static final Setting LISTEN_HTTP = new Setting(
            "listen.http",
            Kind.TEXT,
            "\"127.0.0.1:10980\"",
            "HOST:PORT, or \"off\"",
            "Where browsers connect, and where health and metrics are.");
    static final Setting STORE_URL = new Setting(
            "store.url",
            Kind.TEXT,
            "`\"sqlite:imxp-data/imxp.db\"`, in the folder of `data`",
            "sqlite:PATH, or postgresql://USER[:PASSWORD]@HOST[:PORT]/DATABASE[?PARAMETERS]",
            "Where accounts and other lasting things are kept. A PostgreSQL password that is not in the URL is in the"
                + " file of its parameter `password-file`, or in the variable `PGPASSWORD`. Other parameters are"
                + " `sslmode` (`disable`, `prefer`, `require` or `verify-full`; beyond this machine `require` unless"
                + " set) and `sslrootcert`.");
    static final Setting SECURITY_TLS = new Setting(
            "security.tls",
            Kind.TEXT,
            "\"required\"",
            "\"required\", \"optional\", \"off\"",
            "Whether a peer must use TLS before it authenticates. Off is refused unless `listen.edge` and"
                    + " `listen.mesh` are loopback addresses.");
    static final Setting SECURITY_CERTIFICATE = new Setting(
            "security.certificate",
            Kind.TEXT,
            "absent: one is made in the folder of `data`",
            "a PEM file; goes with `security.key`",
            "The relay's certificate, followed by those that lead to its authority. One that the relay makes is"
                + " self-signed, and its fingerprint is printed at the start. Files that are replaced are taken within"
                + " a minute, without a restart; if they can't be used, that is logged, and the old ones stay.");
    static final Setting SECURITY_KEY = new Setting(
            "security.key",
            Kind.TEXT,
            "absent: one is made in the folder of `data`",
            "a PEM file; goes with `security.certificate`",
            "The key of the certificate, not encrypted; only the relay's user should be able to read it.");
    static final Setting SECURITY_CERTIFICATES = new Setting(
            "security.certificates",
            Kind.TABLE,
            "{}",
            "{ \"DOMAIN\" = { certificate = \"PATH\", key = \"PATH\" } }",
            "Certificates of single domains, each in PEM files as above. A peer that asks for such a domain is shown"
                    + " its certificate, in which the domain must be a DNS name of the subjectAltName; all others are"
                    + " shown the one above.");
    static final Setting SECURITY_MECHANISMS = new Setting(
            "security.mechanisms",
            Kind.TEXTS,
            "[\"SCRAM-SHA-256-PLUS\", \"SCRAM-SHA-256\", \"DIGEST-MD5\", \"PLAIN\"]",
            "one or more of these and `\"ANONYMOUS\"`, each once",
            "The SASL mechanisms offered, best first. Whatever this says, PLAIN is offered only inside TLS, and"
                    + " SCRAM-SHA-256-PLUS, which nobody in between can pass on, only inside TLS 1.3. With ANONYMOUS"
                    + " anybody can attach as `anonymous/ID@DOMAIN`, and do what owners have allowed to"
                    + " `anonymous/*@DOMAIN`: by default nothing.");
    static final Setting SECURITY_LEGACY = new Setting(
            "security.legacy",
            Kind.FLAG,
            "false",
            "true, false",
            "Whether a peer that offers nothing better gets TLS_RSA_WITH_3DES_EDE_CBC_SHA. The drafts require it; it"
                + " is no longer safe. It needs an RSA key, which the one is that the relay makes; another kind stops"
                + " the start.");
    static final Setting MESH_TRUST = new Setting(
            "mesh.trust",
            Kind.TEXTS,
            "[]",
            "PEM files",
            "Authorities, or other relays' own certificates, to trust beside the system's authorities. A certificate"
                    + " that names a domain is a relay's own: it is trusted itself, and nothing that it signs.");
    static final Setting MESH_ROUTES = new Setting(
            "mesh.routes",
            Kind.TABLE,
            "{}",
            "{ \"DOMAIN\" = \"HOST:PORT\", or \"through:DOMAIN\" }",
            "Where a domain's relay is, instead of asking DNS; or the other domain whose relay, as an intermediary,"
                    + " sends on what is for it.");
    static final Setting MESH_SECRETS = new Setting(
            "mesh.secrets",
            Kind.TABLE,
            "{}",
            "{ \"DOMAIN\" = \"file:PATH\" }",
            "For a domain whose relay authenticates by a secret rather than a certificate: the file that holds it.");
    static final Setting MESH_TRUSTED = new Setting(
            "mesh.trusted",
            Kind.TEXTS,
            "[]",
            "domains, or \"file:PATH\" for PEM files",
            "Intermediaries: relays from which data of any domain is believed, not of their own alone. Each is a"
                    + " domain, or a file with the relay's own certificate, which is then trusted too.");
    static final Setting MESH_ALLOW = new Setting(
            "mesh.allow",
            Kind.TEXTS,
            "[]",
            "domains",
            "The domains that the relay talks with. Without any, it talks with all.");
    static final Setting MESH_BLOCK = new Setting(
            "mesh.block",
            Kind.TEXTS,
            "[]",
            "domains",
            "The domains that the relay does not talk with, even if `mesh.allow` has them. Their data is refused with"
                    + " 537.");
    static final Setting MESH_DNS = new Setting(
            "mesh.dns",
            Kind.TEXTS,
            "[]",
            "HOST:PORT, best first",
            "The DNS servers that are asked where a domain's relay is. Without any, those of the system.");
    static final Setting MESH_TRANSIT_REPORTS = new Setting(
            "mesh.transit-reports",
            Kind.FLAG,
            "true",
            "true, false",
            "Whether originators are told, if they ask, of data that only passes through this relay, from one other"
                + " domain to another. Without, such data is passed on in silence: what stands inside an organisation"
                + " stays unseen. Of data from and to the relay's own domains it always tells.");
    static final Setting ACCESS_DEFAULTS = new Setting(
            "access.defaults",
            Kind.TABLES,
            "absent: for each domain { actor = \"*@DOMAIN\", actions = \"core:data presence:subscribe\" }",
            "a list of { actor = \"LOCAL@DOMAIN\", actions = \"SERVICE:OPERATION ...\" }",
            "The access entries an owner has until they set their own. By default a new domain's endpoints can talk to"
                    + " each other at once, and nobody else can talk to them.");

    static final Setting ACCESS_OWN_PROGRAMS = new Setting(
            "access.own-programs",
            Kind.FLAG,
            "true",
            "true, false",
            "Whether an owner has one access entry more: programs that are attached as its subaddresses, such as"
                + " `fred/desk@example.com` for `fred@example.com`, may do all that it may do to itself, until it sets"
                + " another entry for `fred/*@example.com`. Nobody but the owner can attach so.");

    static final Setting SERVICES_OFF = new Setting(
            "services.off",
            Kind.TEXTS,
            "[]",
            "services, each as SERVICE or SERVICE@DOMAIN: \"access\", \"presence\", \"contact\"",
            "What is not offered, in all domains or in one. Data for such a service is refused as for one that does not"
                    + " exist; what owners have allowed still counts while `access` is off.");

    static final Setting PRESENCE_CLOSE_LOST = new Setting(
            "presence.close-lost",
            Kind.FLAG,
            "true",
            "true, false",
            "Whether an endpoint that is attached no more counts as not available any more: the presence service ends"
                    + " the availability of the tuples whose destination names it. Without, only their own time does.");

    private static final List<Setting> ALL = Stream.concat(
                    Stream.of(
                            DOMAINS,
                            DATA,
                            LISTEN_EDGE,
                            LISTEN_MESH,
                            LISTEN_HTTP,
                            STORE_URL,
                            SECURITY_TLS,
                            SECURITY_CERTIFICATE,
                            SECURITY_KEY,
                            SECURITY_CERTIFICATES,
                            SECURITY_MECHANISMS,
                            SECURITY_LEGACY,
                            MESH_TRUST,
                            MESH_ROUTES,
                            MESH_SECRETS,
                            MESH_TRUSTED,
                            MESH_ALLOW,
                            MESH_BLOCK,
                            MESH_DNS,
                            MESH_TRANSIT_REPORTS,
                            ACCESS_DEFAULTS,
                            ACCESS_OWN_PROGRAMS,
                            SERVICES_OFF,
                            PRESENCE_CLOSE_LOST),
                    Stream.of(Limit.values()).map(Setting::of))
            .toList();

    /** Every key, in the order of the documentation. */
    static List<Setting> all() {
        return ALL;
    }

    static Setting of(Limit limit) {
        var text = Amount.format(limit.byDefault(), limit.unit());
        return new Setting(
                "limits." + limit.key(),
                Kind.AMOUNT,
                text.matches("[0-9]+") ? text : "\"" + text + "\"",
                Limits.range(limit),
                limit.meaning());
    }

    static Optional<Setting> find(String key) {
        return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
    }

    static boolean isSection(String name) {
        return ALL.stream().anyMatch(setting -> setting.section().equals(name));
    }

    /** The part of the key before the dot; empty where there is none. */
    String section() {
        return key.contains(".") ? key.substring(0, key.indexOf('.')) : "";
    }

    /** The environment variable that overrides it. */
    String variable() {
        return "IMXP_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
