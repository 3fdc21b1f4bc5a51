package pl.automateforge.agent.cli;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/**
 * A server in the foreground: it says its address on standard output and stays until the process is
 * stopped.
 */
final class Serving {
  private Serving() {}

  static int forever(URI address, String what, Console console) throws InterruptedException {
    return forever(List.of(address), what, console);
  }

  static int forever(List<URI> addresses, String what, Console console)
      throws InterruptedException {
    addresses.forEach(address -> console.result(address.toString()));
    String all = addresses.stream().map(URI::toString).collect(Collectors.joining(", "));
    console.say(what + " answers at " + all + "; Ctrl-C ends it");
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }

  static CommandException notStarted(String what, Exception cause) {
    return new CommandException(ExitCode.INVALID, what + " cannot start: " + cause.getMessage());
  }
}
