package pl.automateforge.agent.cli;

import java.net.URI;
import java.util.concurrent.CountDownLatch;

/**
 * A server in the foreground: it says its address on standard output and stays until the process is
 * stopped.
 */
final class Serving {
  private Serving() {}

  static int forever(URI address, String what, Console console) throws InterruptedException {
    console.result(address.toString());
    console.say(what + " answers at " + address + "; Ctrl-C ends it");
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }

  static CommandException notStarted(String what, Exception cause) {
    return new CommandException(ExitCode.INVALID, what + " cannot start: " + cause.getMessage());
  }
}
