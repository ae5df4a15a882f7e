package org.imxp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The elements of RFC 3341, read and written. */
final class AccessReaderTest {
    private static final Actions BOTH = Actions.of("core:data", "presence:subscribe");
    private static final Instant UPDATED = Instant.parse("2000-05-14T21:02:00Z");

    private static AccessOperation read(String xml) {
        return new AccessReader(ProtocolLimits.defaults()).read(XmlFragment.of(xml));
    }

    private static String write(AccessOperation operation, Dialect dialect) {
        return new AccessWriter().write(operation, dialect).xml();
    }

    @Test
    @Requirement("ACC-2")
    void readsTheQueryOfTheSpecification() {
        assertThat(read("""
            <query owner='fred@example.com' transID='1'
                   actor='barney@example.com'
                   actions='core:data presence:subscribe' />
            """)).isEqualTo(new AccessOperation.Query(1, Examples.FRED, Examples.BARNEY, BOTH));
        assertThat(read("<allow transID='1' />")).isEqualTo(new AccessOperation.Allow(1));
        assertThat(read("<deny transID='1' />")).isEqualTo(new AccessOperation.Deny(1));
        assertThat(read("<reply code='250' transID='1' />")).isEqualTo(new Reply(ReplyCode.SUCCESS, 1));
    }

    @Test
    @Requirement({"ACC-1", "ACC-2"})
    void readsTheEntryOfTheSpecification() {
        var all = ActorPattern.parse("*@example.com");
        assertThat(read("""
            <get transID='2'
                 owner='fred@example.com'
                 actor='*@example.com' />
            """)).isEqualTo(new AccessOperation.Get(2, Examples.FRED, all));
        assertThat(read("""
            <set transID='2'>
                <access owner='fred@example.com'
                        actor='*@example.com'
                        actions='core:data presence:subscribe'
                        lastUpdate='2000-05-14T13:02:00-08:00' />
            </set>
            """))
                .isEqualTo(new AccessOperation.Set(
                        2, new AccessEntry(Examples.FRED, all, Optional.of(BOTH), Optional.of(UPDATED))));
        assertThat(read("<set transID='2'><access owner='fred@example.com' actor='*@example.com' /></set>"))
                .isEqualTo(new AccessOperation.Set(
                        2, new AccessEntry(Examples.FRED, all, Optional.empty(), Optional.empty())));
    }

    @Test
    @Requirement({"WIRE-7", "WIRE-13", "ACC-21"})
    void spellsServicesInTheDialectOfTheReader() {
        var owner = Address.parse("apex=report@example.com");
        var set = new AccessOperation.Set(
                7,
                new AccessEntry(
                        owner, ActorPattern.parse("apex=*@*"), Optional.of(Actions.NONE), Optional.of(UPDATED)));

        assertThat(write(set, Dialect.IMXP))
                .isEqualTo("<set transID='7'><access owner='imxp=report@example.com' actor='imxp=*@*'"
                        + " actions='all:none' lastUpdate='2000-05-14T21:02:00-00:00' /></set>");
        assertThat(read(write(set, Dialect.IMXP))).isEqualTo(set);
        assertThat(read(write(set, Dialect.APEX))).isEqualTo(set);
    }

    @Test
    @Requirement("ACC-5")
    void aQueryHasNoWildcardsAndNoEscapes() {
        var query = (AccessOperation.Query)
                read("<query owner='fred@example.com' transID='1' actor='a\\b*c@example.com' actions='core:data' />");
        assertThat(query.actor().local()).isEqualTo("a\\b*c");

        var get = (AccessOperation.Get)
                read("<get owner='fred@example.com' transID='1' actor='a\\\\b\\*c@example.com' />");
        assertThat(get.actor()).isEqualTo(ActorPattern.exactly(query.actor()));
        assertThat(write(get, Dialect.APEX)).contains("actor='a\\\\b\\*c@example.com'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text",
                "<other transID='1' />",
                "<allow />",
                "<allow transID='0' />",
                "<allow transID='2147483648' />",
                "<allow transID='1' /><allow transID='1' />",
                "<allow transID='1'>text</allow>",
                "<query transID='1' owner='fred@example.com' actor='barney@example.com' />",
                "<query transID='1' owner='fred@example.com' actor='barney@example.com' actions='' />",
                "<query transID='1' owner='fred@example.com' actor='barney@example.com' actions='core' />",
                "<query transID='1' owner='fred@example.com' actor='barney@example.com' actions='core:data:x' />",
                "<query transID='1' owner='fred@example.com' actor='barney@example.com' actions=':data' />",
                "<query transID='1' owner='fred@example.com' actor='barney@example.com' actions='core:' />",
                "<query transID='1' owner='fred@example.com' actor='barney@example.com' actions='core:a/b' />",
                "<query transID='1' owner='fred' actor='barney@example.com' actions='core:data' />",
                "<query transID='1' owner='fred@example.com' actor='*@*' actions='core:data' />",
                "<query owner='fred@example.com' actor='barney@example.com' actions='core:data' />",
                "<get transID='1' owner='fred@example.com' />",
                "<get transID='1' owner='fred@example.com' actor='*' />",
                "<get transID='1' owner='fred@example.com' actor='a\\b@example.com' />",
                "<get transID='1' owner='fred@example.com' actor='a*@example.com' />",
                "<get transID='1' owner='fred@example.com' actor='*@*example.com' />",
                "<set transID='1' />",
                "<set transID='1'><entry /></set>",
                "<set transID='1'><access actor='*@*' /></set>",
                "<set transID='1'><access owner='fred@example.com' actor='*@*' /><access /></set>",
                "<set transID='1'><access owner='fred@example.com' actor='*@*' actions=' ' /></set>",
                "<set transID='1'><access owner='fred@example.com' actor='*@*' lastUpdate='now' /></set>",
                "<set transID='1'><access owner='fred@example.com' actor='*@*'><x /></access></set>",
                "<set><access owner='fred@example.com' actor='*@*' /></set>",
                "<reply transID='1' />",
            })
    @Requirement("ACC-2")
    void refusesWhatIsNoOperation(String xml) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> read(xml))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.PARAMETER_SYNTAX_ERROR))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @Test
    void refusesWhatIsNotWellFormed() {
        for (var xml :
                List.of("<allow transID='1'", "<allow transID='1' /></fragment><x>", "<allow transID='1'></b>")) {
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> read(xml))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ReplyCode.SYNTAX_ERROR));
        }
    }
}
