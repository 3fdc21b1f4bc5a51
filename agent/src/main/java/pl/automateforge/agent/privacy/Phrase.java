package pl.automateforge.agent.privacy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Words around names: what comes before one, and what is none though it is capitalised. */
final class Phrase {
  private static final Set<String> TITLES =
      words(
          "pan pana panu panem panie pani pania panstwo panstwa panstwu mr mrs ms miss mister madam"
              + " sir dr mgr inz prof mec");

  private static final Set<String> PARTICLES =
      words("van von der den de da di del la bin ibn ter ten dos du");

  /** Titles of an office, and nouns that politeness writes with a capital letter. */
  private static final Set<String> COMMON =
      words(
          "dyrektor dyrektorze dyrektora dyrektorem prezes prezesie prezesa prezesem mecenas profesor"
              + " profesorze doktor doktorze inzynier kierownik kierowniku kierownika redaktor magister"
              + " przewodniczacy sekretarz minister burmistrz wojt starosta ksiegowa ksiegowy klient"
              + " klienta klienci klientow klientem specjalista specjalistka manager menedzer asystentka"
              + " asystent koordynator wlasciciel zespol zespole dzial dzialu biuro biura team support"
              + " office sp spolka firma firmy firme firmie zamowienie zamowienia zamowieniu zgloszenie"
              + " zgloszenia faktura faktury fakture konto konta koncie umowa umowy umowe mail maila mailu"
              + " email wiadomosc wiadomosci sprawa sprawy sprawie reklamacja reklamacji reklamacje"
              + " oferta oferty oferte przesylka przesylki przesylke paczka paczki paczke numer nr kod"
              + " adres telefon tel fax nip regon pesel krs www http https prosze dziekuje dziekujemy"
              + " pozdrawiam pozdrawiamy witam czesc hej dzien dobry szanowni szanowna szanowny drogi"
              + " droga drodzy hello hi dear thanks thank regards best kind sincerely yours faithfully"
              + " cheers warm sent from to subject date do od data temat w z i a o na po za we ze u"
              + " poniedzialek wtorek sroda czwartek piatek sobota niedziela monday tuesday wednesday"
              + " thursday friday saturday sunday january february march april may june july august"
              + " september october november december styczen luty marzec kwiecien maj czerwiec lipiec"
              + " sierpien wrzesien pazdziernik listopad grudzien polska polski polskie warszawa krakow"
              + " poznan gdansk wroclaw lodz the and or of in on at is was are this that please if we you"
              + " it he she they your our my can could would will shall has have had not no yes tak nie"
              + " jest czy jak kiedy gdzie ktory ktora co ale oraz lub albo bo gdyz poniewaz zeby aby"
              + " customer service sales manager director head department ltd inc gmbh llc plc corp sa"
              + " group bank panstwo panstwa centrum obsluga obslugi sprzedaz sprzedazy handlowy kadry"
              + " recepcja sekretariat administracja serwis sklep hotel ps re fw fwd odp pd cv"
              + " wszystkim nadzieje noreply info admin system automat bot moj moja twoj twoja nasz nasza"
              + " mobile phone order invoice ticket account request hej witaj witajcie zarzad zarzadu"
              + " ul al os pl m lok woj pow gm");

  /** How the words for offices and trades begin, in every case. */
  private static final Set<String> OFFICES =
      words(
          "dokto profes dyrekt preze mecena redakt kierow manager menedz menadz recepcj psycholo"
              + " masazys kosmetyc parking wlascici specjali sekreta ksiegow lekarz pieleg rehabil"
              + " prezyden minist burmis przewod koordyn asysten konsult inspekt naczeln");

  private static final Set<String> CLOSINGS =
      words(
          "powazaniem pozdrawiam pozdrawiamy pozdrowienia pozdrowieniami szacunku regards sincerely"
              + " wishes faithfully cheers thanks thank dziekuje dziekujemy truly yours uklony gruss");

  private static final String[] SURNAME_ENDINGS = {
    "ski", "ska", "skiego", "skiemu", "skim", "skiej", "cki", "cka", "ckiego", "ckiemu", "ckim",
    "ckiej", "dzki", "dzka", "wicz", "wicza", "wiczowi", "wiczem", "wiczu", "czyk", "czyka",
    "czykowi", "czykiem", "scy", "skich"
  };

  private Phrase() {}

  private static Set<String> words(String list) {
    return new HashSet<>(Arrays.asList(list.split(" ", -1)));
  }

  /** Whether a title or a closing formula may begin so and be so long; a mere saving of time. */
  static boolean mayIntroduce(char first, int length) {
    return length >= 2 && length <= 15 && "pmsditwrfcyug".indexOf(first) >= 0;
  }

  static boolean isTitle(String word) {
    return TITLES.contains(word);
  }

  static boolean isParticle(String word) {
    return PARTICLES.contains(word);
  }

  /** Whether a capitalised word is known to be no surname. */
  static boolean isCommon(String word) {
    if (COMMON.contains(word) || TITLES.contains(word)) {
      return true;
    }
    for (int n = Math.min(word.length(), 8); n >= 5; n--) {
      if (OFFICES.contains(word.substring(0, n))) {
        return true;
      }
    }
    return false;
  }

  static boolean isClosing(String word) {
    return CLOSINGS.contains(word);
  }

  /** Whether the word has an ending that hardly any but surnames have. */
  static boolean looksLikeSurname(String word) {
    for (String ending : SURNAME_ENDINGS) {
      if (word.length() > ending.length() + 2 && word.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
