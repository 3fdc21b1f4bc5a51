-- calls at work that may cost money: what each may cost at most, committed before its first byte leaves
create table reservation (
  call  integer primary key,
  item  text not null,
  at    integer not null,
  nanos integer not null
) strict;

-- what calls cost, in billionths of a US dollar, by the quarter of an hour (of UTC) in which they were reserved:
-- every zone's days begin with one
create table spent (
  quarter integer primary key,
  nanos   integer not null
) strict;

-- what was spent before there were reservations: a day stands for the whole of it
insert into spent (quarter, nanos)
  select day * 96, sum(cost_nanos) from spending group by day having sum(cost_nanos) > 0;

-- what a paused item's call would cost at most: it goes on as soon as there is room for it
alter table item add column need integer;

-- sender and subject by a keyed hash, and when: how often the same comes from the same
alter table item add column topic text;
alter table item add column topic_at integer;
create index item_topic on item (topic, topic_at) where topic is not null;
insert or ignore into meta (name, value) values ('topic.key', lower(hex(randomblob(32))));
