package pl.automateforge.agent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import pl.automateforge.agent.content.Content;
import pl.automateforge.agent.content.ContentLimits;
import pl.automateforge.agent.content.ContentReader;
import pl.automateforge.agent.content.Reading;
import pl.automateforge.agent.privacy.PersonalData;
import pl.automateforge.agent.privacy.Redacting;
import pl.automateforge.agent.privacy.Redactor;

@Command(
    name = "redact",
    description = {
      "Replaces personal data in a text or a mail by tokens.",
      "The text goes to stdout; how many values of each kind were replaced goes to stderr. An .eml"
          + " file is read as the agent reads mail. What the tokens stand for is kept nowhere."
    },
    mixinStandardHelpOptions = true)
final class RedactCommand implements Callable<Integer> {
  private static final int MOST = 32 << 20;

  @Spec private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "a text in UTF-8 or an .eml file; - is stdin")
  private String file;

  @Option(
      names = "--kinds",
      split = ",",
      paramLabel = "KIND",
      description = "only these kinds, such as pesel,iban; without it, all of them")
  private List<String> kinds = new ArrayList<>();

  @Override
  public Integer call() {
    Console console = Console.of(command);
    Redacting redacting = Redactor.of(chosen()).begin();
    byte[] bytes = bytes();
    String redacted =
        file.toLowerCase(Locale.ROOT).endsWith(".eml")
            ? mail(bytes, redacting)
            : redacting.redact(text(bytes));
    console.out().print(redacted);
    console.out().flush();
    console.say(counts(redacting));
    return ExitCode.DONE;
  }

  private List<PersonalData> chosen() {
    List<PersonalData> chosen = new ArrayList<>();
    for (String word : kinds) {
      chosen.add(
          PersonalData.of(word.strip())
              .orElseThrow(
                  () -> invalid("\"" + word + "\" is no kind; expected one of " + allKinds())));
    }
    return kinds.isEmpty() ? List.of(PersonalData.values()) : chosen;
  }

  private static String allKinds() {
    return Arrays.stream(PersonalData.values())
        .map(PersonalData::word)
        .collect(Collectors.joining(", "));
  }

  private byte[] bytes() {
    try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
      byte[] bytes = in.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw invalid(file + " is larger than " + (MOST >> 20) + " MB");
      }
      return bytes;
    } catch (NoSuchFileException e) {
      throw invalid(file + ": there is no such file");
    } catch (IOException | java.nio.file.InvalidPathException e) {
      throw invalid(file + " cannot be read: " + e.getMessage());
    }
  }

  private String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw invalid(file + " is no text in UTF-8; expected one, or a mail as an .eml file");
    }
  }

  private String mail(byte[] bytes, Redacting redacting) {
    Content content =
        switch (new ContentReader(ContentLimits.DEFAULT).read(bytes, false)) {
          case Reading.Text read -> read.content();
          case Reading.Unreadable unreadable ->
              throw invalid(file + " cannot be read as a mail: " + unreadable.reason());
        };
    Content redacted = redacting.redact(content);
    var text = new StringBuilder();
    text.append("From: ").append(redacted.sender()).append('\n');
    text.append("Subject: ").append(redacted.subject()).append('\n');
    if (redacted.sent() != null) {
      text.append("Date: ").append(redacted.sent()).append('\n');
    }
    for (Content.Attachment attached : redacted.attachments()) {
      text.append("Attachment: ").append(attached.name()).append('\n');
    }
    return text.append('\n').append(redacted.visible(Integer.MAX_VALUE)).append('\n').toString();
  }

  private static String counts(Redacting redacting) {
    String counts =
        redacting.counts().entrySet().stream()
            .map(entry -> entry.getKey().word() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "nothing was replaced" : "replaced: " + counts;
  }

  private static CommandException invalid(String sentence) {
    return new CommandException(ExitCode.INVALID, sentence);
  }
}
