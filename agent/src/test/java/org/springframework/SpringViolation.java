package org.springframework;

/** Stands for all of Spring in the test of the rule that bans it. */
public record SpringViolation() {}
