package pl.automateforge.violations.net;

public final class Net {}
