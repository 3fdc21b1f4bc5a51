package pl.automateforge.agent.privacy;

import java.util.Set;

/** Finds all kinds in a text, in one pass for numbers and one for words. */
final class Finders {
  private static final Set<PersonalData> DIGITS =
      Set.of(
          PersonalData.IBAN,
          PersonalData.PESEL,
          PersonalData.NIP,
          PersonalData.REGON,
          PersonalData.PAYMENT_CARD,
          PersonalData.PHONE);

  private final Set<PersonalData> kinds;

  Finders(Set<PersonalData> kinds) {
    this.kinds = kinds;
  }

  /**
   * Finds what stands in a text.
   *
   * @param people whose names are known, and who learns those that stand here
   */
  void find(String text, Folded folded, People people, Spans spans) {
    find(folded, people, spans);
    // what looks like an escape may be none: every reading counts
    for (String marks : Escapes.readings(text)) {
      find(Folded.unescaped(text, marks), people, spans);
    }
  }

  private void find(Folded text, People people, Spans spans) {
    if (kinds.stream().anyMatch(DIGITS::contains)) {
      new NumberFinder(text, kinds, spans).find();
    }
    characters(text, spans);
    if (kinds.contains(PersonalData.NAME) || kinds.contains(PersonalData.ADDRESS)) {
      Words words = Words.of(text);
      if (kinds.contains(PersonalData.NAME)) {
        new NameFinder(text, words, people, spans).find();
      }
      if (kinds.contains(PersonalData.ADDRESS)) {
        new AddressFinder(text, words, spans).find();
      }
    }
  }

  private static boolean mentionsPassports(Folded text) {
    for (int at = 0; at < text.length(); at++) {
      if ((text.at(at) | 0x20) == 'p'
          && (text.at(at + 1) | 0x20) == 'a'
          && (text.at(at + 2) | 0x20) == 's') {
        return true;
      }
    }
    return false;
  }

  private void characters(Folded text, Spans spans) {
    var surroundings = new Surroundings(text);
    var ibans = new IbanFinder(text, surroundings, spans);
    var documents = new DocumentFinder(text, kinds, surroundings, spans);
    var emails = new EmailFinder(text, spans);
    boolean iban = kinds.contains(PersonalData.IBAN);
    boolean document =
        kinds.contains(PersonalData.ID_CARD) || kinds.contains(PersonalData.PASSPORT);
    boolean email = kinds.contains(PersonalData.EMAIL);
    boolean passports = kinds.contains(PersonalData.PASSPORT) && mentionsPassports(text);
    boolean begins = true;
    for (int at = 0; at < text.length(); ) {
      int next = at + 1;
      char c = text.at(at);
      boolean part = Letters.isDigit(c) || Letters.isLetter(c);
      if (part && begins) {
        next = iban ? Math.max(next, ibans.find(at)) : next;
        if (document && next == at + 1) {
          documents.find(at);
          if (passports) {
            documents.foreign(at, text.wordEnd(at));
          }
        }
      } else if (part && iban && (text.at(at - 1) | 0x20) == 'n') {
        next = Math.max(next, ibans.find(at));
      } else if (c == '@' && email) {
        next = emails.find(at);
      } else if ((c == '(' || c == '[' || c == '{') && email) {
        next = Math.max(next, emails.inWords(at));
      } else if (c == '<' && document && text.at(at + 1) == '<') {
        next = Math.max(next, documents.machineReadable(at));
      }
      begins = !text.isWordPart(next - 1);
      at = next;
    }
  }
}
