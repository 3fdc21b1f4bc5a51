package pl.automateforge.agent.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an endpoint, or a secret that is an address, must be once its slots are filled in. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Address {
  AddressForm value();

  /** Whether the content of items is sent there. */
  boolean receivesContent() default false;
}
