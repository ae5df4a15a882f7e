/** The relay. */
@org.jspecify.annotations.NullMarked
module org.imxp.relay {
    requires transitive org.jspecify;
    requires transitive org.imxp.beep;
    requires transitive org.imxp.protocol;
    requires org.imxp.dns;
    requires org.slf4j;
    requires java.sql;
    requires com.zaxxer.hikari;
    requires flyway.core;
    requires org.tomlj;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.tls;
    requires org.xerial.sqlitejdbc;

    exports org.imxp.relay;
    exports org.imxp.relay.certificate;
    exports org.imxp.relay.config;
    exports org.imxp.relay.store;
}
