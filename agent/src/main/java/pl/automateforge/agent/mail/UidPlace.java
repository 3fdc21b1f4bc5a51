package pl.automateforge.agent.mail;

/** Where a mail lies in a folder: its UID, under a UIDVALIDITY. */
public record UidPlace(long uidValidity, long uid) {}
