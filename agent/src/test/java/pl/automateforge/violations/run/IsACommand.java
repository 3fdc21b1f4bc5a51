package pl.automateforge.violations.run;

import picocli.CommandLine.Command;

@Command
record IsACommand() {}
