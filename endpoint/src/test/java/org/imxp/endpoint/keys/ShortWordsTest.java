package org.imxp.endpoint.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The words that two people compare. */
class ShortWordsTest {
    private static final String ONE = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER = "fedcba9876543210fedcba9876543210fedcba98";

    @Test
    void thereAreAsManyAsAnOctetHasValuesAndNoTwoAreAlike() {
        assertThat(ShortWords.LIST).hasSize(256).doesNotHaveDuplicates().allMatch(word -> word.matches("[a-z]{3,8}"));
        assertThat(ShortWords.LIST.stream().map(word -> word.substring(0, 3)))
                .as("three letters tell them apart")
                .doesNotHaveDuplicates();
    }

    @Test
    void bothSeeTheSame() {
        assertThat(ShortWords.of(ONE, OTHER)).hasSize(ShortWords.COUNT).isEqualTo(ShortWords.of(OTHER, ONE));
        assertThat(ShortWords.of(ONE, OTHER)).isNotEqualTo(ShortWords.of(ONE, OTHER.replace("98", "99")));
    }

    @Test
    void theWordsStayWhatTheyAre() {
        // Another program has to show the same: they may never change.
        assertThat(String.join(" ", ShortWords.of(ONE, OTHER)))
                .isEqualTo("dragon lava office reindeer brick clinic citrus citrus quartz bottle picnic lunch");
    }

    @Test
    void whatIsTypedMatchesWithoutCareForCaseAndSeparators() {
        var words = String.join(", ", ShortWords.of(ONE, OTHER)).toUpperCase(Locale.ROOT);
        assertThat(ShortWords.match(words + "\n", OTHER, ONE)).isTrue();
        assertThat(ShortWords.match(words.substring(words.indexOf(',')), OTHER, ONE))
                .isFalse();
        assertThat(ShortWords.match("", ONE, OTHER)).isFalse();
    }
}
