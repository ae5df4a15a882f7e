package org.imxp.beep;

/** What the windows of a session's channels may take together, beyond the 4096 octets that each has anyhow (BEEP-64). */
final class WindowBudget {
    private long left;

    WindowBudget(long octets) {
        left = octets;
    }

    /** Takes what is there, at most what is asked for. */
    int take(int octets) {
        var taken = (int) Math.min(octets, left);
        left -= taken;
        return taken;
    }

    void giveBack(int octets) {
        left += octets;
    }
}
