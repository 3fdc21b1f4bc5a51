package pl.automateforge.agent.content;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import pl.automateforge.agent.content.Content.TextLanguage;

/** What the words of a text say about its language. For one text by one thread. */
final class LanguageEvidence {
  private static final String POLISH_LETTERS = "ąęłśćńźż";
  private static final String OTHER_LETTERS = "äöüßéèêëàâáíîïìúûùůýřěčšžťďňľĺŕôòõãåæøœçñğışőűţșăâđ";
  private static final int MAX_WORD = 30;

  private static final Set<String> POLISH =
      words(
          """
          nie sie jest na z za ze w we od po o przez przy pod nad bez dla oraz ale lub czy jak jako ktory ktora ktore
          ktorzy ktorych ktorej ktorym co tak tylko juz jeszcze bardzo moze mozna musi trzeba byl byla bylo byly bede
          bedzie beda sa jestem jestesmy mam mamy masz ma maja mial miala mnie mi mu jej jego ich nas nam was wam im ja
          ty pan pani panstwo panstwa panu pana panem tego tej ten ta te temu tym tych swoj swoja swoje moj moja moje
          nasz nasza wasz gdy gdzie kiedy dlaczego poniewaz zeby aby wiec jednak takze rowniez teraz dzis dzisiaj wczoraj
          jutro dzien dobry witam czesc prosze prosba dziekuje dziekujemy pozdrawiam faktura fakture faktury faktur
          zaplata zaplaty platnosc platnosci zamowienie zamowienia termin terminu numer konto konta umowa umowy oferta
          oferty cena ceny klient klienta firma firmy informacja informacje informacji pytanie odpowiedz wiadomosc
          zalaczniku zalacznik zalaczam przesylam wysylam chcialbym chcialabym chce moge czym kto ani albo niz tez sobie
          bo to i do a u ku wszystko wszystkie wszystkim kazdy kazda zawsze nigdy dobrze zle lekarz polecam hotel pokoj
          pokoje obsluga jedzenie wizyta wizyte polska polski polskie polskiej polsce rok roku lat lata latach zl brutto
          netto dni dnia miesiac temat sprawa sprawie powodu przed podczas miedzy wedlug dzieki nawet wlasnie znowu tam
          tutaj tu stad dosc raczej naprawde niestety oczywiscie jestes jesli jezeli skad ile duzo malo wiele kilka jeden
          dwa trzy pierwszy nowy nowa nowe nowych najlepszy lepszy wiekszy reklamacja zwrot towar paczka przelew kwota
          skladka podatek ksiegowosc pilne uprzejmie ponownie potwierdzam zgodnie dotyczy jaki jaka jakie czemu jakby
          przeciez wiem mozesz moglby odnosnie wobec prezydent swiata swiat
          """);

  private static final Set<String> ENGLISH =
      words(
          """
          the and of to in is are was were be been have has had i you he she it we they me my your his her its our their
          this that these those for with on at by from as or but not do does did can could will would should may might
          must what when where which who whom why how if then than there here about into out up down all any some no yes
          an a am just like want need get got make made know think please thank thanks hello hi dear regards sincerely
          invoice payment order account card money transfer bank number email mail message attached list question answer
          help tell say said go going went one two new old good best time day week month year today tomorrow yesterday
          so very much many more most other only also even still over after before because while through between during
          it's i'm i'd i'll i've don't doesn't didn't can't won't isn't what's that's there's you're we're let's who's
          how's been being them us him use using work see find show give take set call put send change check look read
          weather play song phone alarm book flight cost price much long far free click subject re fwd wrote
          """);

  private static final Map<String, Set<String>> OTHERS =
      Map.of(
          "de",
          words(
              """
              der die das und ist ich nicht sie mit ein eine einen einem einer auf fur von dem den des zu im sich auch
              es an werden aus er hat dass wie bei wir haben wird sind noch nach nur oder aber vor zur bis mehr durch
              man dann soll sehr geehrte geehrter damen herren bitte danke vielen dank rechnung ihre ihren ihr unsere
              wenn uber kein keine konnen muss guten tag grussen freundlichen bestellung zahlung mir mich uns was
              """),
          "fr",
          words(
              """
              le la les de des du et est une un que qui dans pour pas sur au avec ce il elle je vous nous ne se plus
              par sont votre notre mais ou ont cette bonjour merci facture madame monsieur aux bien ai ete etre tout
              c'est j'ai n'est qu'il d'une d'un l'on cordialement veuillez s'il leur ses mes
              """),
          "es",
          words(
              """
              el la los las de del y es una un que en por para con no se lo su al como mas pero sus le ya o este si
              porque esta entre cuando muy sin sobre tambien me hasta hay donde quien desde todo nos factura gracias
              hola buenos dias usted estimado pago saludos mi por favor pedido
              """),
          "it",
          words(
              """
              il lo la i gli le di del della e un una che in per con non si sono ma come piu anche questo questa nel
              alla dei ho ha mi ci buongiorno grazie fattura gentile saluti cordiali essere stato molto degli delle
              dalla sul vi vostro nostro pagamento prego perche
              """),
          "nl",
          words(
              """
              de het een en van ik te dat die in is niet zijn op aan met voor er maar om hem dan zou wat mijn ook als
              nog bij uit kan geen naar heeft ze wij jullie uw onze graag bedankt factuur geachte groeten wordt deze
              """),
          "cs",
          words(
              """
              a je se na v ve s z ze o do za pro by jsem jsme jsou byl byla bylo ale jak tak co to ktery ktera ktere
              jeho jako nebo kdyz uz jen jeste muze prosim dekuji dobry den fakturu faktura vas vam nas nam si kde proc
              pokud take po pri od mne toho tom teto tento tato pozdravem objednavka platba mate mam nebude bude
              """),
          "sk",
          words(
              """
              a je sa na v vo s so z zo o do za pre by som sme su bol bola bolo ale ako tak co to ktory ktora ktore jeho
              alebo ked uz len este moze prosim dakujem dobry den vas vam nas nam si kde preco ak tiez po pri od mna
              toho tom tento tato pozdravom objednavka platba mate mam nebude bude
              """),
          "pt",
          words(
              """
              o a os as de do da dos das e um uma que em no na nos nas por para com nao se mais como mas foi ao ele seu
              sua ou quando muito ja eu tambem so pelo pela ate isso ela entre sem obrigado obrigada fatura bom dia
              senhor senhora pagamento cumprimentos voce esta
              """),
          "sv",
          words(
              """
              och i att det som en pa ar av for med den till inte har de ett om jag var men sig fran vi sa kan nar han
              hon hej tack faktura vill er ni oss din mitt eller ska bli vanliga halsningar och af er ikke til jeg der
              """),
          "hu",
          words(
              """
              a az es hogy nem is egy van meg ez de ha csak mar el vagy mint volt lesz kell koszonom szamla tisztelt
              udvozlettel kerem jo napot ezt azt minden nagyon meg ki fel en mi ti hogyan szamlat
              """));

  private static final String[] POLISH_PIECES = {
    "szcz", "prz", "trz", "krz", "rz", "cz", "sz", "dzi", "dz", "wy", "owa", "ych", "ego", "emu",
    "osc", "nia", "ami", "iem", "nie", "uje", "aja", "lem", "lam", "wie", "owi", "zie"
  };
  private static final String[] ENGLISH_PIECES = {
    "th", "ing", "tion", "ight", "ough", "wh", "ck", "sh", "ould", "ment", "ness", "oo", "ee", "ea",
    "ly", "ed", "qu"
  };

  private final Map<String, Double> others = new HashMap<>();
  private double polish;
  private double english;
  private double foreignLetters;
  private int words;
  private int latinLetters;
  private int otherLetters;

  private static Set<String> words(String text) {
    return Set.copyOf(Arrays.asList(text.strip().split("\\s+")));
  }

  void add(String word) {
    words++;
    if (Character.UnicodeScript.of(word.codePointAt(0)) != Character.UnicodeScript.LATIN) {
      otherLetters += word.length();
      return;
    }
    latinLetters += word.length();
    if (word.length() > MAX_WORD) {
      return;
    }
    String lower = word.toLowerCase(Locale.ROOT);
    addLetters(lower);
    addWord(fold(lower));
  }

  private void addLetters(String word) {
    boolean marked = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c > 127) {
        if (!marked && POLISH_LETTERS.indexOf(c) >= 0) {
          polish += 1.5;
          marked = true;
        } else if (OTHER_LETTERS.indexOf(c) >= 0) {
          foreignLetters += 1.5;
          return;
        }
      }
    }
  }

  private void addWord(String word) {
    boolean known = false;
    if (POLISH.contains(word)) {
      polish += weight(word);
      known = true;
    }
    if (ENGLISH.contains(word)) {
      english += weight(word);
      known = true;
    }
    for (Map.Entry<String, Set<String>> other : OTHERS.entrySet()) {
      if (other.getValue().contains(word)) {
        others.merge(other.getKey(), weight(word), Double::sum);
        known = true;
      }
    }
    if (!known && word.length() > 3) {
      polish += pieces(word, POLISH_PIECES);
      english += pieces(word, ENGLISH_PIECES);
    }
  }

  /** Words of one or two letters mean little: many languages share them. */
  private static double weight(String word) {
    return switch (word.length()) {
      case 1 -> 0.4;
      case 2 -> 0.8;
      default -> 1;
    };
  }

  private static double pieces(String word, String[] pieces) {
    for (String piece : pieces) {
      if (word.contains(piece)) {
        return 0.4;
      }
    }
    return 0;
  }

  private static String fold(String word) {
    StringBuilder folded = null;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c > 127) {
        folded = folded == null ? new StringBuilder(word) : folded;
        folded.setCharAt(i, fold(c));
      }
    }
    return folded == null ? word : folded.toString();
  }

  private static char fold(char c) {
    int at = "ąćęłńóśźżäöüéèêëàâáíîïìúûùůýřěčšžťďňôòõãåçñ’".indexOf(c);
    return at < 0 ? c : "acelnoszzaoueeeeaaaiiiiuuuuyrecsztdnoooaacn'".charAt(at);
  }

  TextLanguage language(double minimum) {
    if (otherLetters * 2 > latinLetters) {
      return TextLanguage.OTHER;
    }
    double other =
        foreignLetters + others.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    double best = Math.max(polish, english);
    if (best < minimum * words || best == 0 || other > best) {
      return TextLanguage.OTHER;
    }
    return polish >= english ? TextLanguage.PL : TextLanguage.EN;
  }
}
