package pl.automateforge.violations.run;

record Exits() {
  void exit() {
    System.exit(1);
  }
}
