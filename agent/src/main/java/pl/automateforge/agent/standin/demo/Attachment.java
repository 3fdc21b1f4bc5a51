package pl.automateforge.agent.standin.demo;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A small file that comes along. */
final class Attachment {
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

  private final String name;
  private final String type;
  private final byte[] content;

  private Attachment(String name, String type, byte[] content) {
    this.name = name;
    this.type = type;
    this.content = content;
  }

  /** What fits the mail; null for nothing. */
  static @Nullable Attachment of(Draft draft, Random random) {
    int chance = random.nextInt(100);
    int number = 100 + random.nextInt(900);
    return switch (draft.category()) {
      case "invoice" -> chance < 80 ? pdf(draft.polish() ? "Faktura_" : "Invoice_", number) : null;
      case "tax-office" -> chance < 55 ? scan(draft.polish() ? "pismo_" : "letter_", number) : null;
      case "payroll" -> chance < 40 ? sheet(draft, number) : null;
      case "payment" ->
          chance < 30 ? pdf(draft.polish() ? "Potwierdzenie_" : "Proof_", number) : null;
      default -> null;
    };
  }

  /** A document of one empty page. */
  static Attachment pdf(String name, int number) {
    String text =
        """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
        trailer<</Root 1 0 R>>
        %%EOF
        """;
    return new Attachment(
        name + number + ".pdf", "application/pdf", text.getBytes(StandardCharsets.US_ASCII));
  }

  /** A picture of one pixel. */
  static Attachment scan(String name, int number) {
    return new Attachment(name + number + ".png", "image/png", Base64.getDecoder().decode(PIXEL));
  }

  private static Attachment sheet(Draft draft, int number) {
    String text =
        draft.polish()
            ? "stanowisko;godziny;nadgodziny\nmagazyn;168;12\nbiuro;160;0\n"
            : "post;hours;overtime\nwarehouse;168;12\noffice;160;0\n";
    String name = (draft.polish() ? "załącznik_" : "staff_") + number + ".csv";
    return new Attachment(name, "text/csv", text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes it as one part, between two boundaries. */
  void write(StringBuilder mail) {
    String shown = Mime.isAscii(name) ? "name=\"" + name + "\"" : "name*=utf-8''" + percent(name);
    mail.append("Content-Type: ").append(type).append("; ").append(shown).append("\r\n");
    mail.append("Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; file");
    mail.append(shown).append("\r\n\r\n").append(Mime.base64(content)).append("\r\n");
  }

  private static String percent(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte value : text.getBytes(StandardCharsets.UTF_8)) {
      boolean literal =
          value > 0 && (Character.isLetterOrDigit(value) || value == '.' || value == '_');
      encoded.append(
          literal
              ? String.valueOf((char) value)
              : String.format(Locale.ROOT, "%%%02X", value & 0xff));
    }
    return encoded.toString();
  }
}
