// SPDX-FileCopyrightText: The Trueload Authors
// SPDX-License-Identifier: Apache-2.0
package io.trueload.engine;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts that annotations, options and files share: {@code 30s}, {@code 200/s}, {@code ramp 10/s to 500/s 30s}.
 *
 * <p>Each method throws {@link IllegalArgumentException} with the text, the rule and an example.
 *
 * @since 0.1.0
 */
public final class PlanSyntax {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Pattern DURATION_PART = Pattern.compile("(\\d+(?:\\.\\d+)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");
    private static final Pattern RATE = Pattern.compile("(-?\\d+(?:\\.\\d+)?)\\s*/\\s*(s|min|m|h)");
    private static final Pattern HOLD = Pattern.compile("hold\\s+(\\S+)\\s+(?:for\\s+)?(\\S+)");
    private static final Pattern RAMP =
            Pattern.compile("ramp\\s+(\\S+)\\s+to\\s+(\\S+)\\s+(?:for\\s+|over\\s+)?(\\S+)");

    private PlanSyntax() {}

    /** Parses {@code 250ms}, {@code 1.5s}, {@code 1m30s} or {@code 2h}; units are ns, us, ms, s, m and h. */
    public static Duration duration(String text) {
        String rest = text.strip();
        boolean negative = rest.startsWith("-");
        if (negative) {
            rest = rest.substring(1);
        }
        Matcher part = DURATION_PART.matcher(rest);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (end < rest.length() && part.find(end) && part.start() == end) {
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(nanosPer(part.group(2))));
            end = part.end();
        }
        // Nothing is cut off: a part of a nanosecond would become no time at all.
        boolean whole = nanos.stripTrailingZeros().scale() <= 0 && nanos.compareTo(LARGEST) <= 0;
        if (rest.isEmpty() || end < rest.length() || !whole) {
            throw new IllegalArgumentException("not a duration: '" + HttpText.visible(text)
                    + "'; write a number and a unit, such as 250ms, 30s or 1m30s");
        }
        return Duration.ofNanos(negative ? -nanos.longValue() : nanos.longValue());
    }

    /** Parses {@code 200/s}, {@code 0.5/s}, {@code 90/min} or {@code 1000/h}. */
    public static Rate rate(String text) {
        Matcher matcher = RATE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "not a rate: '" + HttpText.visible(text) + "'; write requests and a unit, such as 200/s or 90/min");
        }
        double number = Double.parseDouble(matcher.group(1));
        double seconds = switch (matcher.group(2)) {
            case "s" -> 1;
            case "h" -> 3600;
            default -> 60;
        };
        return Rate.perSecond(number / seconds);
    }

    /** Parses {@code hold 200/s 10s} or {@code ramp 10/s to 500/s 30s}. */
    public static Stage stage(String text) {
        String normal = text.strip().toLowerCase(Locale.ROOT);
        Matcher hold = HOLD.matcher(normal);
        if (hold.matches()) {
            return Stage.hold(rate(hold.group(1)), duration(hold.group(2)));
        }
        Matcher ramp = RAMP.matcher(normal);
        if (ramp.matches()) {
            return Stage.ramp(rate(ramp.group(1)), rate(ramp.group(2)), duration(ramp.group(3)));
        }
        throw new IllegalArgumentException(
                "not a stage: '" + HttpText.visible(text) + "'; write 'hold 200/s 10s' or 'ramp 10/s to 500/s 30s'");
    }

    /** Parses accepted statuses: {@code 2xx,3xx}, {@code 200,404} or {@code 200-299}. */
    public static StatusSet statuses(String text) {
        List<StatusSet.Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            ranges.add(statusRange(part.strip(), text));
        }
        return new StatusSet(ranges);
    }

    /** Parses an expectation such as {@code p99 < 250ms}, {@code service mean <= 5ms} or {@code error rate = 0%}. */
    public static Requirement expectation(String text) {
        return new ExpectationParser(text).parse();
    }

    /** Returns a duration as this class reads it, such as {@code 1.5s}. */
    public static String format(Duration duration) {
        // Not toNanos(), which overflows at 292 years: what is refused as too long is shown as well.
        BigDecimal nanos = BigDecimal.valueOf(duration.getSeconds(), -9).add(BigDecimal.valueOf(duration.getNano()));
        if (nanos.precision() > 9 || nanos.signum() == 0) {
            return plain(nanos.movePointLeft(9)) + "s";
        }
        if (nanos.precision() > 6) {
            return plain(nanos.movePointLeft(6)) + "ms";
        }
        return nanos.precision() > 3 ? plain(nanos.movePointLeft(3)) + "us" : plain(nanos) + "ns";
    }

    /** Returns a number without exponent and without trailing zeros. */
    static String format(double number) {
        return Double.isFinite(number)
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : Double.toString(number);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal nanosPer(String unit) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "ns" -> 1L;
                    case "us", "µs" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    default -> 3_600_000_000_000L;
                });
    }

    private static StatusSet.Range statusRange(String part, String text) {
        if (part.matches("[1-9]xx")) {
            int first = (part.charAt(0) - '0') * 100;
            return new StatusSet.Range(first, first + 99);
        }
        if (part.matches("[1-9]\\d\\d")) {
            return new StatusSet.Range(Integer.parseInt(part), Integer.parseInt(part));
        }
        if (part.matches("[1-9]\\d\\d-[1-9]\\d\\d")) {
            return new StatusSet.Range(Integer.parseInt(part.substring(0, 3)), Integer.parseInt(part.substring(4)));
        }
        throw new IllegalArgumentException("not a set of status codes: '" + HttpText.visible(text)
                + "'; write it like 2xx,3xx or 200,404 or 200-299");
    }
}
