package pl.automateforge.agent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import pl.automateforge.agent.standin.demo.DemoAgent;

/** An agent's folder, and the command line called on it as a person would. */
final class Office {
  static final String INVOICE = "Proszę o ujęcie w rejestrze VAT faktury za usługi transportowe.";
  static final String TAX = "Decyzja naczelnika urzędu skarbowego o odsetkach, chcemy się odwołać.";

  /** All but the actions, which each test chooses. */
  static final String LOCAL =
      """
      autoforge: 1
      name: office
      type: email-triage
      timezone: UTC
      model: {provider: local}
      prompt: {examples: examples.csv}
      categories:
        - {id: invoice, description: Invoices to be booked., priority: 2, actions: [act]}
        - {id: tax-office, description: Letters from the tax office., priority: 1, risk: high, actions: [act]}
        - {id: question, description: Questions., priority: 3, actions: []}
        - {id: payroll, description: Wages., priority: 3, actions: []}
        - {id: payment, description: Payments., priority: 3, actions: []}
        - {id: spam, description: Spam., priority: 5, actions: []}
        - {id: other, description: Everything else., priority: 4, actions: []}
      fallback: {category: other, below: 0.2, actions: [ask]}
      source: {type: folder, path: mails}
      log: {level: ERROR}
      """;

  /** What a call left behind. */
  record Ended(int code, String out, String err) {}

  final Path folder;

  Office(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    Files.createDirectories(this.folder.resolve("mails"));
    try (InputStream in =
        Objects.requireNonNull(DemoAgent.class.getResourceAsStream("examples.csv"))) {
      Files.copy(in, this.folder.resolve("examples.csv"));
    }
  }

  /** With these actions, as lines of YAML. */
  Office acting(String actions) throws IOException {
    return spec(LOCAL + "actions:\n  ask: {type: review}\n" + actions.indent(2));
  }

  /** With one that writes a file. */
  Office writing() throws IOException {
    return acting("act: {type: file, path: out.jsonl}");
  }

  Office spec(String yaml) throws IOException {
    Files.writeString(spec(), yaml);
    return this;
  }

  /** With more lines at the end of the spec. */
  Office and(String yaml) throws IOException {
    return spec(Files.readString(spec()) + yaml);
  }

  Office environment(String lines) throws IOException {
    Files.writeString(folder.resolve(".env"), lines);
    return this;
  }

  Office mail(String name, String subject, String body) throws IOException {
    String raw =
        "From: Jan <jan@acme.example>\r\nSubject: "
            + subject
            + "\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            + body
            + "\r\n";
    Files.writeString(folder.resolve("mails").resolve(name + ".eml"), raw);
    return this;
  }

  /** So many that are sure to be invoices. */
  Office invoices(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      mail("invoice-" + i, "Faktura " + i, INVOICE);
    }
    return this;
  }

  /** One more mail that is sure to be an invoice. */
  Office oneMore() throws IOException {
    return mail("invoice-" + java.util.UUID.randomUUID(), "Faktura", INVOICE);
  }

  Path spec() {
    return folder.resolve("agent.yaml");
  }

  Path state() {
    return folder.resolve(".autoforge/office");
  }

  List<String> written() throws IOException {
    Path out = folder.resolve("out.jsonl");
    return Files.exists(out) ? Files.readAllLines(out) : List.of();
  }

  /** Runs the agent once. */
  Ended once(String mode) {
    return call("run", spec().toString(), "--once", "--mode", mode);
  }

  static Ended call(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    return new Ended(code, out.toString(), err.toString());
  }

  /** Starts a command in a process of its own. */
  Child start(String... args) throws IOException {
    return Child.start(folder, args);
  }
}
