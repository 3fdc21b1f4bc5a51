package pl.automateforge.violations.run;

record Prints() {
  void print() {
    System.out.println();
  }
}
