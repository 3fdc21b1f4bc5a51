package pl.automateforge.agent.source.http;

import pl.automateforge.agent.source.Source;

/** And a list that comes whole. */
final class UnpagedHttpSourceContractTests extends PagedHttpSourceContractTests {
  @Override
  protected Source open() {
    list.pageSize = 1_000;
    return HttpSources.unpaged(list.uri(), clients, HttpSources.SMALL);
  }
}
