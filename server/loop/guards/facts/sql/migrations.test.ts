import { describe, expect, it } from 'vitest'
import { migrationFacts } from './migrations.ts'

const told = (sql: string) =>
  migrationFacts('migrations/0009_x.sql', sql).map(({ kind, table, columns }) => [kind, table, ...columns])

describe('what a migration does', () => {
  it.each<[string, unknown[]]>([
    [
      'create table "Crew" (id uuid primary key, "Full Name" text, primary key (id), check (a > 0));',
      ['createTable', 'Crew', 'id', 'Full Name'],
    ],
    [
      "CREATE TABLE IF NOT EXISTS public.berth (size numeric(10, 2), note text default 'a, b; c')",
      ['createTable', 'berth', 'size', 'note'],
    ],
    ['alter table berth add column if not exists depth numeric', ['addColumn', 'berth', 'depth']],
    ['alter table berth add depth bigint not null default 0', ['addColumn', 'berth', 'depth']],
    ['alter table berth add depth bigint not null', ['narrowing', 'berth', 'depth']],
    ['alter table berth add constraint deep check (depth > 0) not valid', ['addConstraint', 'berth']],
    ['alter table berth alter column depth set not null', ['narrowing', 'berth']],
    ['alter table berth rename to quay', ['narrowing', 'berth']],
    ['alter table berth owner to root', ['privilege', 'berth']],
    ['create unique index concurrently x on "berth" (depth)', ['createIndex', 'berth']],
    ["comment on table berth is 'drop table berth;'", ['comment', 'berth']],
    ['drop table berth', ['narrowing', null]],
    ['update berth set depth = 1', ['narrowing', null]],
    ['grant all on berth to public', ['privilege', null]],
    ['create function f() returns void language sql security definer as $$ select 1; select 2 $$', ['privilege', null]],
    ['do $x$ begin drop table berth; end $x$', ['privilege', null]],
    ['insert into berth values (1)', ['other', null]],
    ['create materialized view v as select 1', ['other', null]],
  ])('%s', (sql, fact) => expect(told(sql)).toEqual([fact]))

  it('takes a table change apart', () => {
    expect(told('alter table berth add a text, drop column b, add c numeric(4, 2)')).toEqual([
      ['addColumn', 'berth', 'a'],
      ['narrowing', 'berth'],
      ['addColumn', 'berth', 'c'],
    ])
  })

  it('names the line each statement begins at, past comments and quoted semicolons', () => {
    const sql = "-- one; two\ncomment on table a is 'x;\ny';\n\n/* ; */ drop table a;\ndrop table b"
    expect(migrationFacts('m.sql', sql).map(({ verb, line }) => [verb, line])).toEqual([
      ['COMMENT ON', 2],
      ['DROP TABLE', 5],
      ['DROP TABLE', 6],
    ])
  })
})
