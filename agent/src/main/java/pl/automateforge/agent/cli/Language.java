package pl.automateforge.agent.cli;

import java.util.Locale;
import java.util.Map;

/** The languages in which commands speak to newcomers. */
enum Language {
  EN,
  PL;

  /** The code of resources: {@code en} or {@code pl}. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Polish where the shell speaks Polish, else English. */
  static Language of(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value.toLowerCase(Locale.ROOT).startsWith("pl") ? PL : EN;
      }
    }
    return EN;
  }
}
