package pl.automateforge.agent.source;

import pl.automateforge.agent.spec.Hashes;

/**
 * What makes an item this one and no other.
 *
 * @param container what the key is unique in: for a folder the word {@code folder}, for a mailbox
 *     its name and UIDVALIDITY
 * @param key the path below the folder, the place in an mbox, or the UID
 * @param contentHash SHA-256 of the raw bytes, 64 hexadecimal digits
 */
public record ItemIdentity(String container, String key, String contentHash) {

  /** The item's id under an agent: 32 hexadecimal digits, the same on every machine. */
  public String id(String agent) {
    return Hashes.sha256(agent, container, key, contentHash).substring(0, 32);
  }
}
