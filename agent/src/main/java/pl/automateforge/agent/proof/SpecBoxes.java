package pl.automateforge.agent.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.source.Cursor;
import pl.automateforge.agent.source.Source;
import pl.automateforge.agent.spec.LoadedSpec;
import pl.automateforge.agent.spec.Recurrence;
import pl.automateforge.agent.spec.SourceSpec;

/** What the spec shows, run through what acts on it: the schedule and the source's filter. */
final class SpecBoxes {
  private static final int RUNS = 5;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm xxx", Locale.ENGLISH);

  private final LoadedSpec loaded;
  private final Source source;
  private final Counterpart of;
  private final Clock clock;

  SpecBoxes(LoadedSpec loaded, Source source, Counterpart of, Clock clock) {
    this.loaded = loaded;
    this.source = source;
    this.of = of;
    this.clock = clock;
  }

  Map<Box, Verdict.Prover> provers() {
    Map<Box, Verdict.Prover> provers = new LinkedHashMap<>();
    provers.put(Box.SOURCE_FILTER, this::filter);
    provers.put(Box.SCHEDULE, this::schedule);
    provers.put(Box.SCHEDULE_FREQUENCY, () -> written("every", "how often it runs"));
    provers.put(Box.SCHEDULE_HOURS, () -> written("hours", "the hours in which it runs"));
    provers.put(Box.SCHEDULE_DAYS, () -> written("days", "the days on which it runs"));
    return provers;
  }

  private Verdict schedule() throws JsonProcessingException {
    Recurrence recurrence = recurrence();
    ZoneId zone = loaded.spec().timezone();
    List<Instant> next = recurrence.next(clock.instant(), RUNS);
    String runs =
        next.stream().map(at -> TIME.format(at.atZone(zone))).collect(Collectors.joining(", "));
    if (next.size() < RUNS) {
      return Verdict.failed("the schedule is due fewer than five times: " + runs, runs);
    }
    for (String key : List.of("every", "hours", "days")) {
      Verdict part = written(key, key);
      if (part.result() != BoxResult.Result.PASSED) {
        return new Verdict(part.result(), part.detail(), "next runs: " + runs, part.counterpart());
      }
    }
    return Verdict.passed("the next five runs: " + runs, runs);
  }

  /** A default is nobody's choice: only what is written is set. A cron says all three. */
  private Verdict written(String key, String what) throws JsonProcessingException {
    JsonNode schedule = JSON.readTree(loaded.canonical()).path("schedule");
    for (String each : List.of("cron", key)) {
      JsonNode value = schedule.path(each);
      if (!value.isMissingNode() && !value.isNull()) {
        return Verdict.passed("schedule." + each + " says " + what, each + ": " + value);
      }
    }
    return Verdict.notDemonstrated(
        "schedule." + key + " is not written, so the default holds: write " + what);
  }

  private Verdict filter() throws IOException {
    Duration since = since();
    if (since == null) {
      return Verdict.notDemonstrated("source.filter sets no bound, and the first run takes all");
    }
    Source.Batch batch =
        source.fetch(Cursor.START, _ -> false, loaded.spec().limits().itemsPerRun());
    String found =
        batch.items().size()
            + " items match now (a run takes at most "
            + loaded.spec().limits().itemsPerRun()
            + "), "
            + batch.skipped().size()
            + " are left out by a filter";
    Optional<Recurrence.Gap> gap = recurrence().longestGap();
    if (gap.isPresent() && since.compareTo(gap.get().length()) < 0) {
      return Verdict.failed(
              "source.filter.since is shorter than the schedule's longest gap, "
                  + gap.get()
                  + ": what comes then may be left out",
              found)
          .against(of);
    }
    return Verdict.passed(found + "; the filter reaches over the longest gap", found).against(of);
  }

  private @Nullable Duration since() {
    return switch (loaded.spec().source()) {
      case SourceSpec.Folder folder -> folder.filter() == null ? null : folder.filter().since();
      case SourceSpec.Imap imap -> imap.filter().since();
      case SourceSpec.Http _, SourceSpec.Sql _ -> null;
    };
  }

  private Recurrence recurrence() {
    return Recurrence.of(loaded.spec().schedule(), loaded.spec().timezone());
  }
}
