package pl.automateforge.agent.mail;

/**
 * A folder as the server told when it was selected.
 *
 * @param name the server's full name
 * @param uidNext the UID of the next mail; -1 where the server does not tell
 * @param messages how many mails it holds
 * @param modSeq the highest modification number; -1 where the server keeps none
 * @param keepsKeywords whether new keywords may be set and stay
 * @param writable whether anything may be changed in it
 */
public record SelectedFolder(
    String name,
    long uidValidity,
    long uidNext,
    int messages,
    long modSeq,
    boolean keepsKeywords,
    boolean writable) {}
