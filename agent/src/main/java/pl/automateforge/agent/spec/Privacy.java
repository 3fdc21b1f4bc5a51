package pl.automateforge.agent.spec;

import static pl.automateforge.agent.spec.ChangeMark.MATERIAL;

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
    @Default("true") @Change(MATERIAL) @Doc("Whether items hold personal data.")
        boolean personalData,
    @Default("true")
        @Change(MATERIAL)
        @Doc("false: item content goes only to this machine and to what stands under inside.")
        boolean dataMayLeave,
    @Form(TextForm.NETWORK)
        @Change(MATERIAL)
        @Doc("Hosts, addresses and blocks that may receive item content.")
        List<String> inside,
    @Default("[pesel, nip, regon, iban, id-card, phone, email]")
        @Form(TextForm.PERSONAL_DATA)
        @Change(MATERIAL)
        @Doc("What is replaced by tokens before a model sees a text.")
        List<String> redact,
    @Default("90d")
        @Between(min = "1h", max = "3650d")
        @Change(MATERIAL)
        @Doc("How long texts are kept.")
        Duration keepTexts,
    @Default("400d")
        @Between(min = "1d", max = "3650d")
        @Change(MATERIAL)
        @Doc("How long the journal is kept.")
        Duration keepJournal,
    @Default("${AUTOFORGE_KEY:-}")
        @Change(MATERIAL)
        @Doc("The slot of the key that encrypts kept texts; empty: a key file in the state folder.")
        @Nullable SecretSlot key) {
  public Privacy {
    inside = List.copyOf(inside);
    redact = List.copyOf(redact);
  }
}
