package pl.automateforge.agent.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DestructiveTests {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Trash",
        "trash",
        "INBOX.Trash",
        "[Gmail]/Trash",
        "[Gmail]/Kosz",
        "Kosz",
        "Deleted Items",
        "Spam",
        "Junk",
        "Śmieci",
        "INBOX/Spam/2026",
        "Wiadomości-śmieci",
        "Elementy usunięte"
      })
  void knowsTrashAndJunkByTheirNames(String folder) {
    assertThat(Destructive.reason(new ActionSpec.ImapMove(folder)))
        .hasValue("is destructive (it moves mail to " + folder + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Faktury", "Spamerzy", "Kosztorysy", "Archiwum/2026", "Trashed hopes"})
  void takesNoOtherFolderForTheTrash(String folder) {
    assertThat(Destructive.reason(new ActionSpec.ImapMove(folder))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\Deleted", "$Junk", "junk"})
  void knowsTheMarksThatMakeMailGoAway(String flag) {
    assertThat(Destructive.reason(new ActionSpec.ImapFlag(flag))).isPresent();
    assertThat(Destructive.reason(new ActionSpec.ImapFlag("Faktura"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from mails",
        "DELETE FROM mails WHERE sender = :sender",
        "delete from mails where id = :id or 1 = 1",
        "delete from mails where :id = :id",
        "delete from mails where 'x' = :id",
        "delete from mails where id <> :id",
        "delete from mails where id in (select id from others where x = :id)",
        "update mails set category = :category",
        "update mails set category = :category where sender = :sender",
        "update mails set seen = :id",
        "update mails set x = 1 /* where id = :id */",
        "update mails set x = 1 -- where id = :id",
        "truncate table mails",
        "drop table mails",
        "insert into mails(id) values (:id); drop table mails",
        "with gone as (delete from mails returning 1) insert into log values (:id)",
        "merge into mails m using (values (:id)) v(i) on m.id = v.i when matched then delete"
      })
  void knowsStatementsThatDestroyWhatOthersMade(String statement) {
    assertThat(DestructiveSql.word(statement)).as(statement).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into mails(id, category) values (:id, :category)",
        "insert into mails(id, category) values (:id, :category) on conflict (id) do update set category = excluded.category",
        "insert into mails(id) values (:id) on duplicate key update category = :category",
        "update mails set category = :category where item = :item",
        "update mails set category = :category where :effect = m.effect and state = 'new'",
        "delete from queue where effect_id = :id",
        "insert into notes(id, text) values (:id, 'drop table, delete from x')",
        "select 1 from mails for update"
      })
  void takesAStatementForHarmlessThatSaysWhichRowsAreItsOwn(String statement) {
    assertThat(DestructiveSql.word(statement)).as(statement).isEmpty();
  }

  @Test
  void warnsThatAPersonConfirmsFirst() {
    String gone = "  gone: {type: sql, url: \"jdbc:sqlite:x.db\", statement: drop table x}\n";
    String warning =
        "gone is destructive (its statement can drop rows that are not this effect's own: no :id,"
            + " :effect or :item says which): a person confirms first, whatever the category's risk";
    assertThat(Specs.warnings(folder, Specs.minimal("actions: []", "actions: [gone]") + gone))
        .anyMatch(w -> w.contains("categories[1].actions[0]: " + warning));
    assertThat(Specs.warnings(folder, Specs.minimalAnd(gone + "fallback: {actions: [gone]}")))
        .anyMatch(w -> w.contains("fallback.actions[0]: " + warning));
    assertThat(
            Specs.warnings(
                folder, Specs.minimal("actions: []", "risk: high, actions: [gone]") + gone))
        .noneMatch(w -> w.contains("destructive"));
  }
}
