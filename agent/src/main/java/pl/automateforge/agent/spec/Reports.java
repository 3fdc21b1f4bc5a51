package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;
import static pl.automateforge.agent.spec.ChangeMark.OPERATIONAL;

import org.jspecify.annotations.Nullable;

/** When reports are due, as written, and how many minutes a person spends on an item. */
public record Reports(
    @Form(TextForm.DAILY)
        @Change(OPERATIONAL)
        @Doc("When the daily report is due; without it, none.")
        @Nullable String daily,
    @Form(TextForm.WEEKLY)
        @Change(OPERATIONAL)
        @Doc("When the weekly report is due; without it, none.")
        @Nullable String weekly,
    @Form(TextForm.MONTHLY)
        @Change(OPERATIONAL)
        @Doc("When the monthly report is due; without it, none.")
        @Nullable String monthly,
    @Range(min = "0", max = "10000")
        @Change(MATERIAL)
        @Doc("How many minutes a person spends on an item, for the time saved.")
        @Nullable Double minutesPerItem) {}
