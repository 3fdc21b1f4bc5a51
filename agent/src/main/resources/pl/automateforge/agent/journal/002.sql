-- when the item came to its end; null while it has none
alter table item add column ended integer;
update item set ended = last.at
  from (select item as about, max(at) as at from fact where item is not null group by item) as last
  where last.about = item.id and item.state = 'COMPLETED';

-- What the item says lies sealed in one piece: AES-GCM, bound to this table and to the item. Where it stands lies
-- plainly beside it, since the source is asked by it. The rows of before are sealed by the program, which drops
-- their tables in the same transaction.
alter table item_text rename to item_text_plain;
create table item_text (
  item      text not null unique,
  container text not null,
  key       text not null,
  gone      integer,
  sealed    blob
) strict;

alter table effect_text rename to effect_text_plain;
create table effect_text (
  effect text primary key,
  sealed blob not null
) strict, without rowid;

-- items that are gone from the journal, so that none of them is taken as new
create table known (
  seq          integer primary key,
  item         text not null unique,
  container    text not null,
  key          text not null,
  content_hash text not null
) strict;

-- the last fact that is gone from the chain: what is left is verified from here
create table anchor (
  id     integer primary key check (id = 1),
  seq    integer not null,
  hash   text not null,
  facts  integer not null,
  starts integer not null,
  at     integer not null
) strict;
