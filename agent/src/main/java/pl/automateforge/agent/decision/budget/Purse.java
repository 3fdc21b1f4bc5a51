package pl.automateforge.agent.decision.budget;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import pl.automateforge.agent.decision.Cost;
import pl.automateforge.agent.spec.AgentSpec;
import pl.automateforge.agent.spec.Budget;

/**
 * What may still be spent. At every moment, what calls cost that ended in a period and what all
 * calls at work may cost at most are together no more than its limit, however many threads ask. A
 * call that is at work when a period ends counts for the period in which it ends. Safe to use from
 * many threads.
 */
public final class Purse {
  private static final Logger LOG = LoggerFactory.getLogger(Purse.class);

  /** When asking again makes sense where calls at work hold what would be enough. */
  private static final Duration BUSY = Duration.ofMillis(250);

  /** A clock that is set back by less does not bring a past day's limit back. */
  private static final Duration SET_BACK = Duration.ofHours(2);

  private final ZoneId zone;
  private final double alertAt;
  private final Clock clock;
  private final Spending spending;
  private final List<Account> accounts = new ArrayList<>();
  private long reserved;

  /**
   * Reads what was spent.
   *
   * @param zone whose days and months count
   */
  public Purse(Budget budget, ZoneId zone, Clock clock, Spending spending) {
    this.zone = zone;
    this.alertAt = budget.alertAt();
    this.clock = clock;
    this.spending = spending;
    Instant now = clock.instant();
    add(Period.DAY, budget.daily(), now);
    add(Period.MONTH, budget.monthly(), now);
  }

  /** The purse of a spec; empty where it sets no budget. */
  public static Optional<Purse> of(AgentSpec spec, Clock clock, Spending spending) {
    return Optional.ofNullable(spec.model().budget())
        .map(budget -> new Purse(budget, spec.timezone(), clock, spending));
  }

  private void add(Period period, @Nullable BigDecimal limit, Instant now) {
    if (limit != null) {
      accounts.add(new Account(period, Objects.requireNonNull(new Cost(limit).nanos()), now));
    }
  }

  /** What is spent of one limit. */
  private final class Account {
    final Period period;
    final long limit;
    Instant start = Instant.EPOCH;
    Instant end = Instant.EPOCH;
    long spent;

    Account(Period period, long limit, Instant now) {
      this.period = period;
      this.limit = limit;
      roll(now);
    }

    void roll(Instant now) {
      if (!now.isBefore(end) || now.isBefore(start.minus(SET_BACK))) {
        start = period.start(now, zone);
        end = period.end(now, zone);
        spent = spending.spentSince(start);
      }
    }

    boolean holds(long nanos, long beside) {
      return nanos <= limit - spent - beside;
    }

    Standing standing() {
      return new Standing(
          period, start, end, limit, spent, reserved, spent > 0 && spent >= alertAt * limit);
    }
  }

  /** What came of asking for money. */
  public sealed interface Answer {}

  /** Calls at work hold what would be enough: ask again then. */
  public record Busy(Instant until) implements Answer {}

  /**
   * A limit does not hold it.
   *
   * @param until when a new period begins
   * @param period whose limit; where both do not hold it, the one that ends later
   */
  public record Exceeded(Instant until, Period period, String cause) implements Answer {}

  /** One call may be made. It is settled once, whatever becomes of it. */
  public final class Grant implements Answer {
    private final long call;
    private final long worst;
    private boolean settled;

    private Grant(long call, long worst) {
      this.call = call;
      this.worst = worst;
    }

    /** The call is over and cost so many billionths of a US dollar. A second word is not heard. */
    public void settle(long nanos) {
      if (nanos > worst) {
        LOG.warn("A call cost {} billionths of a US dollar, {} were foreseen.", nanos, worst);
      }
      Instant now = clock.instant();
      synchronized (Purse.this) {
        if (settled) {
          return;
        }
        settled = true;
        accounts.forEach(account -> account.roll(now));
        reserved -= worst;
        accounts.forEach(account -> account.spent += nanos);
      }
      spending.settle(call, now, nanos);
    }

    /** It is not known what the call cost: it counts as what it may have cost at most. */
    public void forfeit() {
      settle(worst);
    }
  }

  /** Asks for what one call may cost at most, in billionths of a US dollar. */
  public Answer take(long worst) {
    Instant now = clock.instant();
    synchronized (this) {
      Optional<Answer> refusal = refusal(worst, now);
      if (refusal.isPresent()) {
        return refusal.get();
      }
      reserved += worst;
    }
    boolean recorded = false;
    try {
      long call = spending.reserve(now, worst);
      recorded = true;
      return new Grant(call, worst);
    } finally {
      if (!recorded) {
        release(worst);
      }
    }
  }

  /** When to ask again where calls at work hold what would be enough; empty where they do not. */
  public synchronized Optional<Instant> busy(long worst) {
    return refusal(worst, clock.instant())
        .flatMap(
            answer -> answer instanceof Busy busy ? Optional.of(busy.until()) : Optional.empty());
  }

  private Optional<Answer> refusal(long worst, Instant now) {
    Account over = null;
    boolean busy = false;
    for (Account account : accounts) {
      account.roll(now);
      if (!account.holds(worst, 0)) {
        over = over == null || account.end.isAfter(over.end) ? account : over;
      }
      busy |= !account.holds(worst, reserved);
    }
    if (over != null) {
      return Optional.of(new Exceeded(over.end, over.period, cause(over, worst)));
    }
    return busy ? Optional.of(new Busy(now.plus(BUSY))) : Optional.empty();
  }

  private synchronized void release(long worst) {
    reserved -= worst;
  }

  private static String cause(Account over, long worst) {
    return String.format(
        Locale.ROOT,
        "the %s's budget of %s does not hold another call: %s are spent, and it may cost up to %s",
        over.period.name().toLowerCase(Locale.ROOT),
        Cost.ofNanos(over.limit).words(),
        Cost.ofNanos(over.spent).words(),
        Cost.ofNanos(worst).words());
  }

  /** How each limit stands, the day's first. */
  public synchronized List<Standing> standings() {
    Instant now = clock.instant();
    accounts.forEach(account -> account.roll(now));
    return accounts.stream().map(Account::standing).toList();
  }

  /** The most that a call may cost at worst to be let through at once. */
  public long room() {
    return standings().stream().mapToLong(Standing::room).min().orElse(Long.MAX_VALUE);
  }
}
