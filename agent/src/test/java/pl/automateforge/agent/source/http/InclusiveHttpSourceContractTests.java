package pl.automateforge.agent.source.http;

import org.junit.jupiter.api.BeforeEach;

/** So does one whose server gives the item of the cursor again. */
final class InclusiveHttpSourceContractTests extends PagedHttpSourceContractTests {
  @BeforeEach
  void giveTheLastOneAgain() {
    list.inclusive = true;
  }
}
