package pl.automateforge.agent.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The constants of the enum are written as they are declared, not in lower case with hyphens. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface AsWritten {}
