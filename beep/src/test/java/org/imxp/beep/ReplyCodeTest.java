package org.imxp.beep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.imxp.testkit.Requirement;
import org.junit.jupiter.api.Test;

class ReplyCodeTest {
    @Test
    @Requirement("BEEP-37")
    void theCodesAreThoseOfSection8() throws IllegalAccessException {
        List<Integer> codes = new ArrayList<>();
        for (var field : ReplyCode.class.getFields()) {
            codes.add(field.getInt(null));
        }
        assertThat(codes)
                .containsExactlyInAnyOrder(
                        200, 421, 450, 451, 454, 500, 501, 504, 530, 534, 535, 537, 538, 550, 553, 554);
    }
}
