package pl.automateforge.agent.database;

/** How an address wants the way there protected. */
enum Transport {
  /** Nothing written: verified towards other machines, and as the driver likes on this one. */
  BY_PLACE,
  /** Encrypted, with a trusted certificate that bears the host's name. */
  VERIFIED,
  /** Everything else. It counts as plain text, since nobody shows who is at the other end. */
  UNVERIFIED
}
