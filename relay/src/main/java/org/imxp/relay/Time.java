package org.imxp.relay;

import java.time.InstantSource;
import org.imxp.relay.service.Alarms;

/** What time it is, and what is to happen later. Tests have one of their own, so that none waits. Used by all threads. */
interface Time extends InstantSource, Alarms {}
