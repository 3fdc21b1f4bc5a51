package pl.automateforge.agent.source.imap;

/**
 * What a UID is unique in, as identities name it: the folder as the spec writes it, and its
 * UIDVALIDITY.
 */
record Container(String folder, long uidValidity) {
  private static final String MARK = ";UIDVALIDITY=";

  String name() {
    return prefix(folder) + uidValidity;
  }

  /** What the names of all containers of a folder begin with. */
  static String prefix(String folder) {
    return folder + MARK;
  }

  /** Whether a name is one of this folder's containers. */
  static boolean isOf(String folder, String name) {
    return name.startsWith(prefix(folder)) && uid(name.substring(prefix(folder).length())) > 0;
  }

  /** The number that a key or a UIDVALIDITY is; -1 where it is none. */
  static long uid(String digits) {
    return digits.matches("[1-9]\\d{0,9}") ? Long.parseLong(digits) : -1;
  }
}
