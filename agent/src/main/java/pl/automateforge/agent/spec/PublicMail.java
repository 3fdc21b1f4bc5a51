package pl.automateforge.agent.spec;

import java.util.Locale;
import java.util.Set;

/** Providers where anybody has a mailbox: who shares their domain is not therefore one of us. */
public final class PublicMail {
  private static final Set<String> DOMAINS =
      Set.of(
          "gmail.com",
          "googlemail.com",
          "outlook.com",
          "hotmail.com",
          "live.com",
          "msn.com",
          "yahoo.com",
          "icloud.com",
          "me.com",
          "aol.com",
          "proton.me",
          "protonmail.com",
          "gmx.com",
          "gmx.de",
          "mail.com",
          "zoho.com",
          "yandex.com",
          "wp.pl",
          "o2.pl",
          "tlen.pl",
          "go2.pl",
          "onet.pl",
          "onet.eu",
          "op.pl",
          "vp.pl",
          "poczta.onet.pl",
          "interia.pl",
          "interia.eu",
          "poczta.fm",
          "gazeta.pl",
          "int.pl",
          "outlook.de",
          "web.de",
          "seznam.cz",
          "ukr.net");

  private PublicMail() {}

  /** Whether anybody may have an address of this domain. */
  public static boolean has(String domain) {
    return DOMAINS.contains(domain.toLowerCase(Locale.ROOT));
  }
}
