package pl.automateforge.agent.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import pl.automateforge.agent.journal.EffectRow;
import pl.automateforge.agent.journal.ItemRow;
import pl.automateforge.agent.journal.JournalView;

/** Says what an erasure emptied, and what such items' effects were. */
record Erased(JournalView view, Console console, boolean json) {
  private static final JsonFactory JSON =
      new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private static final String ELSEWHERE =
      "what effects sent to other systems lies there still: erase it there";

  int report(List<String> items) throws IOException {
    if (json) {
      write(items);
      return ExitCode.DONE;
    }
    console.result(items.size() == 1 ? "1 item erased" : items.size() + " items erased");
    boolean elsewhere = false;
    for (String item : items) {
      console.result("  " + item + "  " + received(item));
      for (EffectRow effect : view.effects(item)) {
        elsewhere = true;
        console.result(
            "    "
                + effect.action()
                + "  "
                + word(effect)
                + "  "
                + effect.at()
                + (effect.receipt() == null ? "" : "  " + JournalText.plain(effect.receipt())));
      }
    }
    if (elsewhere) {
      console.result(ELSEWHERE);
    }
    return ExitCode.DONE;
  }

  /** The agent was busy for too long to wait for it. */
  int left() throws IOException {
    if (json) {
      write(null);
    } else {
      console.result("left for the agent: it is busy, and erases when its run is through");
    }
    return ExitCode.DONE;
  }

  private String received(String item) {
    return view.item(item)
        .map(row -> "received " + row.received())
        .orElse("gone from the journal; its place at the source was erased");
  }

  private static String word(EffectRow effect) {
    return effect.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void write(@Nullable List<String> items) throws IOException {
    try (JsonGenerator out = JSON.createGenerator(console.out())) {
      out.setPrettyPrinter(new DefaultPrettyPrinter());
      out.writeStartObject();
      if (items == null) {
        out.writeNullField("erased");
        out.writeNullField("items");
      } else {
        out.writeNumberField("erased", items.size());
        out.writeArrayFieldStart("items");
        for (String item : items) {
          item(out, item);
        }
        out.writeEndArray();
      }
      out.writeStringField("elsewhere", ELSEWHERE);
      out.writeEndObject();
      out.writeRaw('\n');
    }
    console.out().flush();
  }

  private void item(JsonGenerator out, String item) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", item);
    out.writeStringField(
        "received", view.item(item).map(ItemRow::received).map(Object::toString).orElse(null));
    out.writeArrayFieldStart("effects");
    for (EffectRow effect : view.effects(item)) {
      out.writeStartObject();
      out.writeStringField("id", effect.id());
      out.writeStringField("action", effect.action());
      out.writeStringField("state", effect.state().name());
      out.writeStringField("at", effect.at().toString());
      out.writeStringField("receipt", effect.receipt());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }
}
