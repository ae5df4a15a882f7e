/** Story to come. */
package org.imxp.protocol;
