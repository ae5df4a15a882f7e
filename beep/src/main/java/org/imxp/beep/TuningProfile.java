package org.imxp.beep;

/** A profile that changes the session itself; known even where it is not advertised, so that it can say why not. */
interface TuningProfile extends Profile {}
