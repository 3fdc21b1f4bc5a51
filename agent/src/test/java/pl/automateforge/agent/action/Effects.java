package pl.automateforge.agent.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import pl.automateforge.agent.source.ItemIdentity;

/** Requests for tests. */
public final class Effects {
  public static final String SENDER = "Anna Nowak <anna.nowak@acme.example>";
  public static final String SUBJECT = "Zażółć gęślą jaźń";
  private static final byte[] MAIL =
      "From: jan@acme.example\r\nSubject: Faktura\r\n\r\nDzień dobry\r\n".getBytes(UTF_8);
  public static final ItemIdentity ITEM = new ItemIdentity("folder", "1.eml", "ab".repeat(32));

  /** Its raw bytes are a mail of four lines. */
  public static final Origin ORIGIN =
      new Origin(ITEM, MAIL.length, limit -> Arrays.copyOf(MAIL, Math.min(limit, MAIL.length)));

  private Effects() {}

  /** The same request for the same word. */
  public static EffectRequest request(String word) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("summary", "Faktura " + word);
    fields.put("deadline", "2026-11-30");
    return new EffectRequest(
        EffectIds.of("acme-biuro", ITEM, word, 0),
        "acme-biuro",
        ITEM.id("acme-biuro"),
        "invoice",
        0.875,
        SENDER,
        SUBJECT,
        "It holds an invoice.",
        fields,
        ORIGIN);
  }
}
