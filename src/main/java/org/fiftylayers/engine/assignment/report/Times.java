package org.fiftylayers.engine.assignment.report;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times as readers see them: where the deadline is, or at UTC if there is none.
 *
 * @param due until when an assignment was to be handed in; null if nothing is late
 */
record Times(@Nullable OffsetDateTime due) {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss", Locale.UK);

    Element shown(Instant time) {
        ZoneOffset offset = due == null ? ZoneOffset.UTC : due.getOffset();
        String zone = offset.equals(ZoneOffset.UTC) ? " UTC" : " UTC" + offset;
        return Element.of("time", time.atOffset(offset).format(SHOWN) + zone)
                .set("datetime", time.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    boolean isLate(Instant time) {
        return due != null && time.isAfter(due.toInstant());
    }

    /** How late something is, in words. */
    String lateness(Instant time) {
        Duration late = due == null ? Duration.ZERO : Duration.between(due.toInstant(), time);
        if (late.toDays() > 0) {
            return late.toDays() + " d " + late.toHoursPart() + " h";
        }
        if (late.toHours() > 0) {
            return late.toHours() + " h " + late.toMinutesPart() + " min";
        }
        return late.toMinutes() > 0 ? late.toMinutes() + " min" : late.toSeconds() + " s";
    }
}
