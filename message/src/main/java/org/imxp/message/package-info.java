/** Story to come. */
package org.imxp.message;
