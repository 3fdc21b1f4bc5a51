package pl.automateforge.violations.action;

public final class Act {}
