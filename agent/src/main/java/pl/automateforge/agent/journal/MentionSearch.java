package pl.automateforge.agent.journal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Goes over everything in a journal that may hold words of or about people. */
final class MentionSearch {
  private final ReadConnection journal;
  private final SealedTexts sealing;
  private final Predicate<String> somebody;
  private final Set<String> items = new LinkedHashSet<>();
  private final Set<String> places = new LinkedHashSet<>();
  private final List<Long> alerts = new ArrayList<>();
  private final List<Long> runs = new ArrayList<>();

  MentionSearch(ReadConnection journal, SealedTexts sealing, Predicate<String> somebody) {
    this.journal = journal;
    this.sealing = sealing;
    this.somebody = somebody;
  }

  Mentions everywhere() {
    journal.snapshot(() -> {
      texts();
      places();
      descriptions();
      reasons();
      ledgers();
    });
    items.addAll(places);
    return new Mentions(List.copyOf(items), List.copyOf(places), alerts, runs);
  }

  private void texts() {
    record Row(String item, ItemTexts texts) {}
    journal.each(
        r -> new Row(r.getString("item"), RowReader.texts(r, sealing)),
        row -> {
          // A name may stand half in the text and half behind a token.
          if (mentioned(row.texts)
              || (!row.texts.tokens().isEmpty() && mentioned(row.texts.restored()))) {
            items.add(row.item);
          }
        },
        "select item, sealed from item_text where sealed is not null");
  }

  private boolean mentioned(ItemTexts t) {
    return somebody.test(t.sender())
        || somebody.test(t.subject())
        || somebody.test(t.text())
        || somebody.test(t.reason())
        || t.fields().values().stream().anyMatch(somebody)
        || t.tokens().values().stream().anyMatch(somebody);
  }

  private void places() {
    found(places, "select item, key from item_text where key <> ''");
    found(places, "select item, key from known where key <> ''");
  }

  private void descriptions() {
    record Row(String item, String description) {}
    journal.each(
        r ->
            new Row(
                r.getString("item"),
                sealing.description(r.getString("effect"), r.getBytes("sealed")).orElse("")),
        row -> {
          if (somebody.test(row.description)) {
            items.add(row.item);
          }
        },
        "select e.item, t.effect, t.sealed from effect_text t join effect e on e.id = t.effect");
  }

  private void reasons() {
    found(items, "select id, why from item where why <> ''");
    found(items, "select item, cause from effect where cause is not null");
  }

  private void found(Set<String> into, String query) {
    record Row(String item, @Nullable String words) {}
    journal.each(
        r -> new Row(r.getString(1), r.getString(2)),
        row -> {
          if (row.words != null && somebody.test(row.words)) {
            into.add(row.item);
          }
        },
        query);
  }

  private void ledgers() {
    numbers(alerts, "select seq, cause || ' ' || detail from alert");
    numbers(runs, "select id, cause from run where cause <> ''");
  }

  private void numbers(List<Long> into, String query) {
    record Row(long number, String words) {}
    journal.each(
        r -> new Row(r.getLong(1), r.getString(2)),
        row -> {
          if (somebody.test(row.words)) {
            into.add(row.number);
          }
        },
        query);
  }
}
