package org.imxp.beep.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.imxp.beep.management.ManagementElement.Close;
import org.imxp.beep.management.ManagementElement.Profile;
import org.imxp.beep.management.ManagementElement.Refusal;
import org.imxp.beep.management.ManagementElement.Start;
import org.imxp.testkit.Requirement;

class ManagementProperties {
    @Provide
    Arbitrary<String> texts() {
        // Leading and trailing space is not kept by XML people write by hand, nor by this reader.
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars('ä', '€', '<', '&', '>', ']', '\'', '"')
                .ofMaxLength(60)
                .map(String::strip);
    }

    @Provide
    Arbitrary<ManagementElement> elements() {
        var numbers = Arbitraries.integers().between(1, Integer.MAX_VALUE);
        var codes = Arbitraries.integers().between(100, 999);
        var profiles = Combinators.combine(texts(), texts()).as(Profile::new);
        return Arbitraries.oneOf(
                Combinators.combine(
                                numbers, texts(), profiles.list().ofMinSize(1).ofMaxSize(4))
                        .as(Start::new),
                Combinators.combine(numbers, codes, texts())
                        .as((number, code, text) -> new Close(number, code, "en", text)),
                Combinators.combine(codes, texts()).as((code, text) -> new Refusal(code, "", text)));
    }

    @Property(tries = 500)
    @Requirement({"BEEP-26", "BEEP-31", "BEEP-35", "BEEP-27"})
    void whatIsWrittenReadsTheSame(@ForAll("elements") ManagementElement element) {
        assertThat(ManagementReader.readPayload(ByteBuffer.wrap(ManagementWriter.payload(element))))
                .isEqualTo(element);
    }

    @Property(tries = 500)
    void changedOctetsAreElementsOrFaults(
            @ForAll("elements") ManagementElement element, @ForAll int where, @ForAll byte what) {
        var octets = ManagementWriter.payload(element);
        octets[Math.floorMod(where, octets.length)] = what;
        readsOrFails(octets);
    }

    @Property(tries = 300)
    void anyTextIsAnElementOrAFault(@ForAll String text) {
        readsOrFails(("\r\n" + text).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 300)
    void anyOctetsAreAnElementOrAFault(@ForAll byte[] octets) {
        readsOrFails(octets);
    }

    private static void readsOrFails(byte[] octets) {
        try {
            assertThat(ManagementReader.readPayload(ByteBuffer.wrap(octets))).isNotNull();
        } catch (ManagementException e) {
            assertThat(List.of(500, 501)).contains(e.code());
            assertThat(e.sentence()).isNotBlank();
        }
    }
}
