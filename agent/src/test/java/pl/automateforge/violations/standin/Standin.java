package pl.automateforge.violations.standin;

public final class Standin {}
