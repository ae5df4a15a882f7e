package org.imxp.beep.simulation;

/** Something that an application does later, at once or in several goes. */
interface Deed {
    /** Goes on; tells whether it is done. */
    boolean goOn();
}
