package pl.automateforge.violations.run;

public final class Run {}
