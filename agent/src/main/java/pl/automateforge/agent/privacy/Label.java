package pl.automateforge.agent.privacy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a word says of the number beside it. */
enum Label {
  PESEL(1 << 0, "pesel pesele peselu peselem pesl", "peselu"),
  NIP(1 << 1, "nip nipu nipem nip-u vat-id vatid utr", ""),
  REGON(1 << 2, "regon regonu regonem", ""),
  ACCOUNT(
      1 << 3,
      "iban nrb konto konta koncie kontem rachunek rachunku rachunkiem account acct acc bank banku"
          + " bankowy bankowe bankowego bankowym bban",
      ""),
  ID_CARD(
      1 << 4,
      "dowod dowodu dowodem dowodzie dow osobisty osobistego osobistym tozsamosci identity ido",
      ""),
  PASSPORT(1 << 5, "", "paszport passport"),
  CARD(
      1 << 6,
      "karta karty karte karcie kartal visa mastercard amex maestro card pan cvv",
      "kredytow"),
  PHONE(
      1 << 7,
      "tel kom tel.kom fax faks fon gsm sms cell call dzwon msisdn mobile mobil viber infolinia"
          + " infolinie",
      "telef komork zadzwon dzwoni phon whatsap kontakt oddzwo contact callb"),
  /** A number that is the client's or a thing's, so that a check digit may be right by chance. */
  SOFT(
      1 << 8,
      "id klient klienta klientem kod kodu kodem code indeks index sku ean gtin isbn model seria serii"
          + " serial sn abonent abonenta platnik platnika customer client user uzytkownik uzytkownika"
          + " login uid version wersja wersji build rev licencja licencji license licence klucz key"
          + " nadawca odbiorca kontrahent kontrahenta krs bdo imei imsi mac vin gps pkd pin puk",
      "umow polis kontrakt contrac"),
  /** The number of an order, invoice, parcel, case, meter or amount. */
  OTHER(
      1 << 9,
      "zam fv fvat fs fa fk wz pz zk zd po pn pnr rma ppe awb bol so lp szt ilosc kwota kwoty kwote"
          + " kwocie suma sumie sume cena ceny cene pln eur usd gbp chf czk zl zlotych"
          + " brutto netto order orders ordered invoice invoices inv bill receipt parcel parcels"
          + " package shipment tracking waybill ticket tickets case cases ref reference refs amount"
          + " total price sum meter quantity qty sygn sygnatura sygnatury akt sprawa sprawy sprawe"
          + " sprawie paragon paragonu paragonem proforma nota noty note licznik licznika licznikiem"
          + " paczka paczki paczke paczce paczek bug issue commit req request zgl numeracja partia partii"
          + " partie lot batch transakcja transakcji transakcje transaction txn txid delivery booking"
          + " rezerwacja rezerwacji rezerwacje pozycja pozycji ksef jpk upo",
      "zamow faktu przesyl list przewo zglosz zgłosz reklam dostaw zwrot rejestra serwis wplat katal"
          + " artyku produk seryjn licznik blad bled error raport report"),
  /** A word that may stand between a label and its number. */
  FILLER(
      1 << 10,
      "nr nry numer numeru numery numerem numerow no nos num number numbers numero is to jest o i and"
          + " or oraz lub the of for a an moj mój moje mojego my nasz nasze our your twoj pana pani"
          + " panstwa vat ue eu w na pod z ze do dla podaje wynosi firmy spolki firma brzmi by by"
          + " jako as at on in stacjonarny stacjonarnego sluzbowy sluzbowego prywatny prywatnego pl"
          + " our his her swoj sa are was byl bylo the this ten ta te tego",
      "");

  private static final int SHORTEST_STEM = 4;
  private static final int LONGEST_STEM = 8;
  private static final Map<String, Label> WORDS = new HashMap<>();
  private static final Map<String, Label> STEMS = new HashMap<>();

  static {
    for (Label label : values()) {
      for (String word : label.words.split(" ", -1)) {
        WORDS.put(word, label);
      }
      for (String stem : label.stems.split(" ", -1)) {
        STEMS.put(stem, label);
      }
    }
    STEMS.remove("");
    STEMS.remove("list");
    WORDS.remove("");
    WORDS.put("list", OTHER);
    WORDS.put("listu", OTHER);
    WORDS.put("listem", OTHER);
  }

  private final String words;
  private final String stems;
  private final int bit;

  Label(int bit, String words, String stems) {
    this.bit = bit;
    this.words = words;
    this.stems = stems;
  }

  /** What a word in lower case without diacritics says; null where it says nothing. */
  static @Nullable Label of(String word) {
    Label whole = WORDS.get(word);
    for (int n = Math.min(word.length(), LONGEST_STEM); whole == null && n >= SHORTEST_STEM; n--) {
      whole = STEMS.get(word.substring(0, n));
    }
    return whole;
  }

  /** Whether this is the word of a kind of personal data. */
  boolean isOwn() {
    return compareTo(SOFT) < 0;
  }

  int bit() {
    return bit;
  }
}
