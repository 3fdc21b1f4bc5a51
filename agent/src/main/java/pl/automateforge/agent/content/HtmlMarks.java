package pl.automateforge.agent.content;

import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/** The marks by which mail programs tell quotations and signatures in their HTML. */
final class HtmlMarks {
  private static final List<String> QUOTE_CLASSES =
      List.of(
          "gmail_quote",
          "gmail_extra",
          "yahoo_quoted",
          "moz-cite-prefix",
          "moz-forward-container",
          "protonmail_quote",
          "zmail_extra",
          "tutanota_quote",
          "moz-email-headers-table");

  private static final Set<String> QUOTE_IDS =
      Set.of("reply-intro", "olk_src_body_section", "mail-editor-reference-message-container");

  private static final Set<String> REST_IDS = Set.of("divrplyfwdmsg", "appendonsend");

  private static final List<String> SIGNATURE_CLASSES =
      List.of("gmail_signature", "moz-signature", "protonmail_signature_block");

  private static final Set<String> SIGNATURE_IDS =
      Set.of("signature", "ms-outlook-mobile-signature", "applemailsignature");

  private HtmlMarks() {}

  static boolean isQuote(Element element) {
    if (element.normalName().equals("blockquote")) {
      // a blockquote without border only indents
      return !element.attr("style").replace(" ", "").contains("border:none");
    }
    return hasClass(element, QUOTE_CLASSES) || QUOTE_IDS.contains(Ascii.lower(element.id()));
  }

  /** Whether all that follows in the message is another one. */
  static boolean beginsRest(Element element) {
    return element.hasAttr("id") && REST_IDS.contains(Ascii.lower(element.id()));
  }

  static boolean isSignature(Element element) {
    return hasClass(element, SIGNATURE_CLASSES)
        || SIGNATURE_IDS.contains(Ascii.lower(element.id()));
  }

  private static boolean hasClass(Element element, List<String> names) {
    if (!element.hasAttr("class")) {
      return false;
    }
    for (String name : names) {
      if (element.hasClass(name)) {
        return true;
      }
    }
    return false;
  }
}
