package org.imxp.bench.beep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.imxp.bench.measure.Cores;
import org.imxp.bench.measure.Figures;
import org.imxp.bench.measure.Latencies;
import org.imxp.bench.measure.MarkdownFile;
import org.imxp.bench.measure.Spread;
import org.junit.jupiter.api.Test;

/** The arithmetic of the report. */
class FiguresTest {
    @Test
    void medianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(new Spread(1, 2.5, 4));
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        assertThat(Spread.ofRatios(List.of(10.0, 30.0, 20.0), List.of(20.0, 30.0, 80.0)))
                .isEqualTo(new Spread(0.25, 0.5, 1));
    }

    @Test
    void percentilesAreOfWhatWasTaken() {
        var latencies = Latencies.ready();
        for (int i = 100; i >= 1; i--) {
            latencies.add(i);
        }

        assertThat(latencies.percentile(50)).isEqualTo(51);
        assertThat(latencies.percentile(99.9)).isEqualTo(100);
        assertThat(Latencies.none().percentile(50)).isZero();
    }

    @Test
    void coresAreReadFromTheSystemsList() {
        assertThat(Cores.parse("0-2,8")).containsExactly(0, 1, 2, 8);
    }

    @Test
    void caseKeepsItsWord() {
        var wanted = Case.bulk(Case.Shape.STREAM, true);

        assertThat(Case.parse(wanted.word())).isEqualTo(wanted);
    }

    @Test
    void workerThatAnswersOtherwiseIsQuoted() {
        assertThatThrownBy(() -> Figures.parse("Killed"))
                .hasMessage("a worker answered \"Killed\", expected name=number");
    }

    @Test
    void onlyWhatStandsBetweenTheMarkersIsReplaced() {
        var place = MarkdownFile.of("beep");
        var page = "before\n" + place.begin() + "old" + place.end() + "\nafter\n";

        assertThat(place.page(page, "new\n"))
                .isEqualTo("before\n" + place.begin() + "\n\nnew\n\n" + place.end() + "\nafter\n");
    }
}
