package pl.automateforge.agent.spec;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be done with people's data.
 *
 * @param dataMayLeave false: every host that would receive item content is this machine or stands
 *     in {@code inside}
 * @param inside host names, addresses or CIDR blocks
 */
public record Privacy(
    boolean personalData,
    boolean dataMayLeave,
    List<String> inside,
    List<String> redact,
    Duration keepTexts,
    Duration keepJournal,
    @Nullable SecretSlot key) {
  public Privacy {
    inside = List.copyOf(inside);
    redact = List.copyOf(redact);
  }
}
