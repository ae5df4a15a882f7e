package org.imxp.system.raw;

/** How the two protocols spell the same things. */
public enum Spelling {
    /** The drafts of 2000. */
    IMXP("imxp=", "seeNoEvil='true'"),
    /** RFC 3340. */
    APEX("apex=", "mustUnderstand='true'");

    private final String prefix;
    private final String flag;

    Spelling(String prefix, String flag) {
        this.prefix = prefix;
        this.flag = flag;
    }

    /**
     * The BEEP profile.
     *
     * @return its URI (RFC 3340 section 8.1)
     */
    public String profile() {
        return "http://iana.org/beep/" + name();
    }

    /**
     * The flag of an option.
     *
     * @return such as {@code mustUnderstand=}
     */
    public String flag() {
        return flag.substring(0, flag.indexOf('=') + 1);
    }

    /**
     * The report service.
     *
     * @param domain of the relay
     * @return such as {@code apex=report@example.com}
     */
    public String reportService(String domain) {
        return prefix + "report@" + domain;
    }

    /**
     * An option that asks what became of a data (RFC 3340 section 5.1).
     *
     * @param transId with which the answer comes
     * @return the element
     */
    public String statusRequest(int transId) {
        return "<option internal='statusRequest' targetHop='final' " + flag + " transID='" + transId + "' />";
    }
}
