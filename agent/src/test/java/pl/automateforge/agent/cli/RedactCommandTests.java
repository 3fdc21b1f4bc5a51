package pl.automateforge.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedactCommandTests {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int redact(String... args) {
    String[] all = new String[args.length + 1];
    all[0] = "redact";
    System.arraycopy(args, 0, all, 1, args.length);
    return Main.run(new PrintWriter(out), new PrintWriter(err), all);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void printsTheTextWithTokensAndTheCounts() throws IOException {
    String file = file("a.txt", "Jan Kowalski, PESEL 44051401359, 44051401359\n");

    assertThat(redact(file)).isZero();

    assertThat(out.toString()).matches("⟦NAME·(\\w{6})·1⟧, PESEL (⟦PESEL·\\1·1⟧), \\2\n");
    assertThat(err.toString().strip()).isEqualTo("replaced: pesel 1, name 1");
  }

  @Test
  void replacesOnlyTheKindsAskedFor() throws IOException {
    assertThat(redact("--kinds", "iban,pesel", file("a.txt", "Jan 44051401359"))).isZero();

    assertThat(out.toString()).startsWith("Jan ⟦PESEL·");
  }

  @Test
  void readsMailAsTheAgentDoes() throws IOException {
    String file =
        file(
            "a.eml",
            """
            From: "Jan Gajos" <jan@acme.example>
            Subject: =?utf-8?Q?PESEL_44051401359?=
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            M=C3=B3j PESEL to 440514=
            01359. Gajos
            """);

    assertThat(redact(file)).isZero();

    assertThat(out.toString())
        .matches(
            "(?s)From: ⟦NAME·\\w+·1⟧ <⟦EMAIL·\\w+·1⟧>\nSubject: PESEL ⟦PESEL·\\w+·1⟧\n\n"
                + "Mój PESEL to ⟦PESEL·\\w+·1⟧\\. ⟦NAME·\\w+·2⟧\n+");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    Path latin = folder.resolve("latin.txt");
    Files.write(latin, new byte[] {'a', (byte) 0xB3});

    assertThat(redact(folder.resolve("none.txt").toString())).isEqualTo(2);
    assertThat(redact(latin.toString())).isEqualTo(2);
    assertThat(redact(folder.toString())).isEqualTo(2);
    assertThat(redact("--kinds", "peselek", latin.toString())).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("there is no such file", "is no text in UTF-8", "\"peselek\" is no kind");
  }
}
