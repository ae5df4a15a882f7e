/** The {@code imxp} command. The only room that knows all the others. */
@org.jspecify.annotations.NullMarked
module org.imxp.cli {
    requires static transitive org.jspecify;
    requires org.imxp.beep;
    requires org.imxp.dns;
    requires org.imxp.endpoint;
    requires org.imxp.message;
    requires org.imxp.protocol;
    requires org.imxp.relay;
    requires com.google.zxing;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires info.picocli;
    requires java.sql;
    requires org.jline.reader;
    requires org.jline.terminal;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;

    opens org.imxp.cli to
            info.picocli;
}
