package org.imxp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imxp.relay.Reports.data;
import static org.imxp.relay.Reports.hopping;
import static org.imxp.relay.Reports.timing;
import static org.imxp.relay.Reports.to;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.imxp.protocol.Dialect;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LanguageTest {
    private static final String BARNEY = "barney@example.com";

    private final MemoryWorld world = new MemoryWorld();
    private final EdgePeer fred = world.attached("fred@example.com");

    private static String wanting(String languages, String option) {
        return option.replaceFirst("transID=", "localize='" + languages + "' transID=");
    }

    private String fredIsTold(String recipient, String options) {
        return fred.says(data(to(recipient), options)).hears("<ok />").gets().body();
    }

    @ParameterizedTest
    @CsvSource({"en,en", "de,de", "DE-ch,de", "de-1996 en,de", "fr de,de", "fr en-GB de,en", "fr,en", "deu,en", "'',en"
    })
    @Requirement("CORE-40")
    void aReportIsInALanguageThatItsOptionWants(String wanted, String served) {
        var text = served.equals("de") ? "der Endpunkt ist nicht angemeldet" : "the endpoint is not attached";
        assertThat(fredIsTold(BARNEY, wanting(wanted, Reports.ask(86))))
                .contains("<reply code='450' transID='86' xml:lang='" + served + "'>" + text + "</reply>");
    }

    @Test
    @Requirement({"CORE-40", "OPEN-21"})
    void eachOptionHasItsOwnLanguage() {
        var options = Reports.ask(86) + wanting("de", timing(87, "noLaterThan='1' reportErrors='true'"));
        assertThat(fredIsTold(BARNEY, options)).contains("code='450' transID='86' xml:lang='en'>the endpoint");
        assertThat(fred.gets().body()).contains("code='550' transID='87' xml:lang='de'>der Endpunkt");
    }

    @Test
    @Requirement("CORE-40")
    void everyKindOfReportCanBeInGerman() {
        world.farRelays().answer(Outcome.DELIVERED);
        assertThat(fredIsTold("a@elsewhere.example", wanting("de", hopping(86, "noMoreThan='1' reportErrors='true'"))))
                .contains("xml:lang='de'>von so vielen Relays weitergesandt, wie noMoreThan erlaubt<");
        assertThat(fredIsTold(
                        "a@elsewhere.example", wanting("de", Reports.ask(86)).replace("'final'", "'all'")))
                .contains("xml:lang='de'>an das n\u00c3\u00a4chste Relay weitergesandt<");
        world.attached(BARNEY).answersByHand();
        fred.says(data(to(BARNEY), wanting("de", timing(86, "reportAfter='5'"))))
                .hears("<ok />");
        world.pass(5);
        assertThat(fred.gets().body()).contains("xml:lang='de'>noch nicht zugestellt<");
    }

    @Test
    @Requirement("CORE-40")
    void anErrorOfAnOptionIsInItsLanguage() {
        fred.says(data(to(BARNEY), timing(1, "noLaterThan='1'") + wanting("de", timing(2, "noLaterThan='1'"))));
        fred.hears(
                "<error code='501' xml:lang='de'>die Option dataTiming steht zweimal da: erlaubt ist einmal</error>");
        fred.says(data(to(BARNEY), wanting("de", Reports.option("dance", "all", 5, ""))));
        fred.hears("<error code='504' xml:lang='de'>die Option dance ist hier nicht bekannt</error>");
    }

    @Test
    @Requirement("CORE-40")
    void whatAnotherSaidIsNotTranslated() {
        var barney = world.attached(BARNEY).answersByHand();
        fred.says(data(to(BARNEY), wanting("de", Reports.ask(86)))).hears("<ok />");
        barney.answers(barney.gets(), "<error code='554' xml:lang='fr'>pas maintenant</error>");
        assertThat(fred.gets().body()).contains("xml:lang='fr'>pas maintenant<");
    }

    @ParameterizedTest
    @EnumSource
    void sentencesHaveTheSameValuesInEachLanguage(Sentence sentence) {
        var values = Collections.<Object>nCopies(4, "<value>");
        var counts = List.of(Language.values()).stream()
                .map(language -> Pattern.compile("<value>")
                        .matcher(sentence.in(language, values))
                        .results()
                        .count())
                .toList();
        assertThat(counts).containsOnly(counts.getFirst());
        assertThat(sentence.in(Language.GERMAN, values)).isNotEqualTo(sentence.in(Language.ENGLISH, values));
    }

    @Test
    @Requirement("CORE-40")
    void aGreetingsLanguagesCountWhereNoOptionSays() {
        var german = world.peerWanting("fr de").on(Dialect.APEX, BARNEY);
        german.says(data(to(BARNEY), ""))
                .hears("<error code='537' xml:lang='de'>diese Sitzung ist nicht als fred@example.com angemeldet und"
                        + " kann nicht daf\u00c3\u00bcr senden</error>");
    }
}
