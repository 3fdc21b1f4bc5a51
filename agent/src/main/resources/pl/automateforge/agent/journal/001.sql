create table meta (
  name  text primary key,
  value text not null
) strict, without rowid;

-- the chain: dense numbers, each hash over the one before; bodies hold ids, hashes and numbers, no personal data
create table fact (
  seq    integer primary key,
  at     integer not null,
  type   text not null,
  item   text,
  effect text,
  run    integer,
  body   text not null,
  prev   text not null,
  hash   text not null
) strict;

create table version (
  hash      text primary key,
  canonical text not null,
  first_at  integer not null
) strict, without rowid;

-- Rows lie in the order in which they come, and that is the order in which they change: a primary key of hashes
-- would spread the work of a moment over the whole file.
create table item (
  seq          integer primary key,
  id           text not null unique,
  received     integer not null,
  content_hash text not null,
  size         integer not null,
  run          integer not null,
  mode         text not null,
  state        text not null,
  outcome      text,
  category     text,
  proposed     text,
  confidence   real,
  calibrated   integer not null default 0,
  decided_by   text,
  basis        text,
  version      text,
  priority     integer not null default 0,
  actions      text not null default '',
  confirmed    integer not null default 0,
  not_before   integer,
  attempts     integer not null default 0,
  tokens       integer not null default 0,
  cost_nanos   integer,
  why          text not null default ''
) strict;
create index item_open on item (state, seq) where state <> 'COMPLETED';
create index item_run on item (run);

-- what the item says and where it stands: emptied by retention and erasure without touching the chain
-- (words of causes in item.why, effect.cause, alert.detail and run.cause may name a file; they too lie outside the chain)
create table item_text (
  item      text not null unique,
  container text not null,
  key       text not null,
  sender    text not null default '',
  subject   text not null default '',
  reason    text not null default '',
  fields    text not null default '{}',
  text      text not null default ''
) strict;

create table effect (
  seq      integer primary key,
  id       text not null unique,
  item     text not null,
  action   text not null,
  class    text not null,
  state    text not null,
  mode     text not null,
  version  text not null,
  attempts integer not null,
  probes   integer not null default 0,
  at       integer not null,
  receipt  text,
  cause    text
) strict;
create index effect_item on effect (item);
create index effect_open on effect (state) where state in ('INTENT', 'AMBIGUOUS');

create table effect_text (
  effect      text primary key,
  description text not null
) strict, without rowid;

create table run (
  id        integer primary key,
  due       integer not null,
  started   integer not null,
  ended     integer,
  state     text not null,
  mode      text not null,
  version   text not null,
  taken     integer not null default 0,
  done      integer not null default 0,
  skipped   integer not null default 0,
  escalated integer not null default 0,
  failed    integer not null default 0,
  in_flight integer not null default 0,
  backlog   integer not null default -1,
  cause     text not null default ''
) strict;

create table due (
  due   integer primary key,
  state text not null,
  run   integer,
  why   text not null default ''
) strict;
create index due_state on due (state, due);

create table alert (
  seq      integer primary key,
  key      text not null,
  priority text not null,
  cause    text not null,
  detail   text not null,
  raised   integer not null,
  resolved integer
) strict;
create index alert_active on alert (key) where resolved is null;

create table spending (
  day         integer not null,
  decider     text not null,
  calls       integer not null,
  input       integer not null,
  output      integer not null,
  cache_read  integer not null,
  cache_write integer not null,
  cost_nanos  integer not null,
  unpriced    integer not null,
  primary key (day, decider)
) strict, without rowid;

-- what people and commands say to the agent; only the agent consumes it
create table inbox (
  id       integer primary key autoincrement,
  at       integer not null,
  kind     text not null,
  subject  text not null,
  word     text not null,
  by       text not null,
  consumed integer,
  result   text
) strict;
