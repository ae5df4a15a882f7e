package org.imxp.message;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The dates of a header: one form is written; all of RFC 822, RFC 2822 and RFC 3339 are read. */
public final class MessageDates {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    /** RFC 2822 section 4.3. What is not here, the military zones included, says nothing about the local time. */
    private static final Map<String, Integer> ZONE_HOURS =
            Map.of("EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8, "PDT", -7);

    private static final Pattern RFC822 = Pattern.compile("(?:[a-z]{3} ?, ?)?(\\d{1,2}) ([a-z]{3}) (\\d{2,4}) "
            + "(\\d{1,2}) ?: ?(\\d{2})(?: ?: ?(\\d{2}))? ?([+-]\\d{4}|[a-z]{1,5})");
    private static final Pattern RFC3339 = Pattern.compile(
            "(\\d{4})-(\\d{2})-(\\d{2})[t ](\\d{2}):(\\d{2}):(\\d{2})(?:\\.\\d{1,9})?(z|[+-]\\d{2}:\\d{2})");
    private static final int LONGEST = 200;
    private static final int LAST_WRITTEN_YEAR = 9999;
    private static final int FIRST_WRITTEN_YEAR = 1900;

    private MessageDates() {}

    /**
     * Writes a date.
     *
     * @param date a date from 1900 to 9999; parts of a second, and parts of a minute in its zone's offset, are dropped
     * @return such as {@code Wed, 18 Oct 2000 14:23:07 +0100}
     * @throws MessageFault with 501 if the year has no four digits
     */
    public static String write(ZonedDateTime date) {
        int offset = date.getOffset().getTotalSeconds() / 60;
        ZonedDateTime local = date.withZoneSameInstant(ZoneOffset.ofTotalSeconds(offset * 60));
        if (local.getYear() < FIRST_WRITTEN_YEAR || local.getYear() > LAST_WRITTEN_YEAR) {
            throw MessageFault.invalid("The year " + local.getYear() + " is not from 1900 to 9999.");
        }
        return String.format(
                Locale.ROOT,
                "%s, %d %s %04d %02d:%02d:%02d %s%02d%02d",
                DAYS.get(local.getDayOfWeek().getValue() - 1),
                local.getDayOfMonth(),
                MONTHS.get(local.getMonthValue() - 1),
                local.getYear(),
                local.getHour(),
                local.getMinute(),
                local.getSecond(),
                offset < 0 ? "-" : "+",
                Math.abs(offset) / 60,
                Math.abs(offset) % 60);
    }

    /**
     * Reads a date: with or without day name, seconds, century and comments, with a numeric, a named or a military
     * zone, or as RFC 3339 has it.
     *
     * @param text a header value
     * @return the date to the second with its offset, or nothing if the text is none; a leap second is the next second
     */
    public static Optional<ZonedDateTime> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = withoutComments(text).strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        Matcher mail = RFC822.matcher(plain);
        Matcher internet = RFC3339.matcher(plain);
        try {
            if (mail.matches()) {
                return Optional.of(mailDate(mail));
            }
            return internet.matches() ? Optional.of(internetDate(internet)) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime mailDate(Matcher parts) {
        String name = parts.group(2);
        int month = MONTHS.indexOf(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)) + 1;
        LocalDate day = LocalDate.of(year(parts.group(3)), month, number(parts.group(1)));
        return at(
                day,
                new int[] {number(parts.group(4)), number(parts.group(5)), number(parts.group(6))},
                parts.group(7));
    }

    private static ZonedDateTime internetDate(Matcher parts) {
        LocalDate day = LocalDate.of(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
        String zone = parts.group(7).replace(":", "");
        return at(day, new int[] {number(parts.group(4)), number(parts.group(5)), number(parts.group(6))}, zone);
    }

    private static ZonedDateTime at(LocalDate day, int[] time, String zone) {
        boolean leap = time[2] == 60;
        LocalTime clock = LocalTime.of(time[0], time[1], leap ? 59 : time[2]);
        return ZonedDateTime.of(day, clock, offset(zone)).plusSeconds(leap ? 1 : 0);
    }

    /** Two digits are of 1950 to 2049, three are counted from 1900 (RFC 2822 section 4.3). */
    private static int year(String digits) {
        int year = number(digits);
        return switch (digits.length()) {
            case 2 -> year < 50 ? 2000 + year : 1900 + year;
            case 3 -> 1900 + year;
            default -> year;
        };
    }

    private static ZoneOffset offset(String zone) {
        if (zone.startsWith("+") || zone.startsWith("-")) {
            int minutes = number(zone.substring(1, 3)) * 60 + number(zone.substring(3));
            return ZoneOffset.ofTotalSeconds((zone.startsWith("-") ? -minutes : minutes) * 60);
        }
        return ZoneOffset.ofHours(ZONE_HOURS.getOrDefault(zone.toUpperCase(Locale.ROOT), 0));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static String withoutComments(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && depth > 0) {
                i++;
            } else if (c == '(') {
                depth++;
                plain.append(' ');
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
