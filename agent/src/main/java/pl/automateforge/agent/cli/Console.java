package pl.automateforge.agent.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command speaks: results go out, everything else to err. */
record Console(PrintWriter out, PrintWriter err) {
  static Console of(CommandSpec command) {
    return new Console(command.commandLine().getOut(), command.commandLine().getErr());
  }

  void result(String line) {
    out.println(line);
    out.flush();
  }

  void say(String line) {
    err.println(line);
    err.flush();
  }
}
