package org.imxp.beep.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.imxp.beep.management.ManagementElement.Close;
import org.imxp.beep.management.ManagementElement.Profile;
import org.imxp.beep.management.ManagementElement.Ready;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What XML can't carry as it is; found by fuzzing. */
class ManagementWriterTest {
    private static ManagementElement again(ManagementElement element) {
        return ManagementReader.readPayload(ByteBuffer.wrap(ManagementWriter.payload(element)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\u001Bb", "a\uFFFFb", "a]]>b", "a\rb"})
    @Requirement("BEEP-27")
    void contentThatCdataDoesNotHoldRidesInBase64(String content) {
        var profile = new Profile("http://example.com/beep/echo", content);
        assertThat(ManagementWriter.write(profile)).contains("encoding='base64'");
        assertThat(again(profile)).isEqualTo(profile);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<ready />", "one\r\ntwo", "\uD83D\uDE00"})
    void otherContentRidesInCdata(String content) {
        assertThat(ManagementWriter.write(new Profile("a", content))).contains("<![CDATA[" + content + "]]>");
    }

    @Test
    void halfACharacterIsAQuestionMark() {
        assertThat(again(new Close(1, 550, "", "a\uD800b"))).isEqualTo(new Close(1, 550, "", "a?b"));
    }

    @Test
    void attributesAndTextKeepTheirLines() {
        var ready = new Ready("1\t2\r\n3");
        var close = new Close(1, 550, "", "one\r\ntwo");
        assertThat(again(ready)).isEqualTo(ready);
        assertThat(again(close)).isEqualTo(close);
    }
}
