/**
 * The XML of channel 0 and of the tuning profiles (RFC 3080 sections 2.3.1, 3.1, 4.1) as values, read and written.
 *
 * <p>Everything that is XML in BEEP passes {@link org.imxp.beep.management.ManagementReader}: one parser, one set of
 * bounds, and nothing of XML that section 6.4 does not allow.
 */
package org.imxp.beep.management;
