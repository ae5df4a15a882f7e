/** Story to come. */
package org.imxp.beep;
