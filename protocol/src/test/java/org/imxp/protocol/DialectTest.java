package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

final class DialectTest {
    @Test
    @Requirement({"WIRE-1", "WIRE-2", "CORE-10"})
    void isToldByTheProfileOrItsAlias() {
        assertThat(Dialect.IMXP.profileUri()).isEqualTo("http://iana.org/beep/IMXP");
        assertThat(Dialect.APEX.profileUri()).isEqualTo("http://iana.org/beep/APEX");
        assertThat(Dialect.ofProfile("http://iana.org/beep/IMXP")).contains(Dialect.IMXP);
        assertThat(Dialect.ofProfile("http://iana.org/beep/APEX")).contains(Dialect.APEX);
        assertThat(Dialect.ofProfile("http://xml.resource.org/profiles/IMXP")).contains(Dialect.IMXP);
        assertThat(Dialect.ofProfile("http://xml.resource.org/profiles/APEX")).contains(Dialect.APEX);
        assertThat(Dialect.ofProfile("http://iana.org/beep/TLS")).isEmpty();
        assertThat(Dialect.ofProfile("http://iana.org/beep/apex")).isEmpty();
    }

    @Test
    @Requirement({"WIRE-3", "WIRE-6", "WIRE-7"})
    void spellsServicesAndUris() {
        assertThat(Dialect.IMXP.servicePrefix()).isEqualTo("imxp=");
        assertThat(Dialect.APEX.servicePrefix()).isEqualTo("apex=");
        assertThat(Address.parse("imxp=*@example.com").text(Dialect.APEX)).isEqualTo("apex=*@example.com");
        assertThat(Dialect.IMXP.uriScheme()).isEqualTo("imxp");
        assertThat(Dialect.APEX.uriScheme()).isEqualTo("apex");
    }
}
