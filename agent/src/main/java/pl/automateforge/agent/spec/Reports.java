package pl.automateforge.agent.spec;

import org.jspecify.annotations.Nullable;

/** When reports are due, as written, and how many minutes a person spends on an item. */
public record Reports(
    @Nullable String daily,
    @Nullable String weekly,
    @Nullable String monthly,
    @Nullable Double minutesPerItem) {}
