import { setTimeout as pause } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { auditLedger } from '../audit.ts'
import { forgetful, sequencing } from '../testing/sequencing.ts'
import { witnessedLog } from '../testing/witnessed-log.ts'

const { app, url, signer, administrator, witnesses, during, add, gradeOf, reaches } = await witnessedLog()
const settled = () => pause(1_500)
/** As on a machine that took over: no head of this log was ever written down there. */
const elsewhere = { memory: forgetful }

beforeAll(async () => {
  for (const change of ['change_1', 'change_2']) {
    const { entryId } = await add(change)
    expect(await during(() => reaches(entryId, 'witnessedLocally'))).toEqual([])
  }
})

describe('an audit', () => {
  const altered = (sql: string) =>
    administrator.query(`begin; set local session_replication_role = replica;
    alter table ledger.cosignature disable trigger user; alter table ledger.witnessed disable trigger user;
    ${sql}; alter table ledger.cosignature enable trigger user; alter table ledger.witnessed enable trigger user;
    commit`)
  const faultsNow = async () => (await auditLedger(app)).faults.map(({ what }) => what).join()
  const first = `(select min(size) from ledger.witnessed where not outside)`

  it('finds a cosignature that was altered, and a grade that no cosignature shows', async () => {
    expect(await faultsNow()).toBe('')
    const line = `from ledger.cosignature where kind = 'ed25519' and size = ${first} order by name limit 1`
    const { rows } = await administrator.query(`select line ${line}`)
    const [kept = ''] = rows.map((row) => row.line as string)
    const changed = kept.slice(0, -6) + (kept.at(-6) === 'A' ? 'B' : 'A') + kept.slice(-5)
    await altered(`update ledger.cosignature set line = '${changed}' where line = '${kept}'`)
    expect(await faultsNow()).toContain('does not verify')
    await altered(`update ledger.cosignature set line = '${kept}' where line = '${changed}'`)
    await altered(
      `insert into ledger.witnessed (shard, size, outside) select shard, size, true from ledger.checkpoint where size = ${first}`,
    )
    expect(await faultsNow()).toContain('by one elsewhere')
    await altered(`delete from ledger.witnessed where outside and size = ${first}`)
    expect(await faultsNow()).toBe('')
  })
})

describe('a database that was brought back from an older copy', () => {
  it('is known by its witnesses alone: nothing is signed until the newer one is back', async () => {
    await withOlderCopy(async () => {
      const { entryId } = await add('change_old')
      const failures = await during(settled, elsewhere)
      expect(String(failures[0])).toMatch(/LedgerDamaged.*(one|two|three)\.example disagrees.*older copy/)
      expect(await gradeOf(entryId)).toBe('pending')
    })
    const { entryId } = await add('change_3')
    expect(await during(() => reaches(entryId, 'witnessedLocally'), elsewhere)).toEqual([])
  })

  it('is not signed for while so many witnesses are silent that it cannot be known', async () => {
    await witnesses.kill('two', 'three')
    const { entryId } = await add('change_4')
    const failures = await during(settled, elsewhere)
    expect(String(failures[0])).toContain('only 1 of 3 witnesses answer')
    expect(await gradeOf(entryId)).toBe('pending')
    // The head file speaks for it, or the witnesses do.
    expect(await during(() => reaches(entryId, 'sequenced'))).toEqual([])
    await witnesses.start('two', 'three')
    expect(await during(() => reaches(entryId, 'witnessedLocally'), elsewhere)).toEqual([])
  })

  it('that was signed for all the same is another history, which two witnesses refuse and a third has forgotten', async () => {
    witnesses.forget('three')
    await withOlderCopy(async () => {
      let last = ''
      for (let i = 0; i < 20; i++) last = (await add('change_fork')).entryId
      expect(await sequencing({ url, signer }, () => reaches(last, 'sequenced'))).toEqual([])
      const failures = await during(settled, elsewhere)
      expect(String(failures[0])).toMatch(/(one|two)\.example disagrees: it holds another history/)
      expect(await gradeOf(last)).toBe('sequenced')
    })
  })
})

/** Everything the ledger holds, put back as it was before its last entries while `work` runs. */
async function withOlderCopy<T>(work: () => Promise<T>): Promise<T> {
  const tables = ['witnessed', 'cosignature', 'checkpoint', 'tile', 'leaf', 'pending', 'event']
  const copies = tables.map((table) => `create table copy_${table} as select * from ledger.${table};`).join('')
  const bare = (sql: string) =>
    administrator.query(`begin; set local session_replication_role = replica;
    ${tables.map((table) => `alter table ledger.${table} disable trigger user;`).join('')}
    ${sql};
    ${tables.map((table) => `alter table ledger.${table} enable trigger user;`).join('')}
    commit`)
  await administrator.query(copies)
  await bare(`delete from ledger.witnessed; delete from ledger.cosignature;
    delete from ledger.checkpoint where size > 3; delete from ledger.event e using ledger.leaf l
      where l.event_id = e.event_id and l.idx >= 3; delete from ledger.leaf where idx >= 3; delete from ledger.pending;
    delete from ledger.checkpoint where size <> (select max(idx) + 1 from ledger.leaf)`)
  try {
    return await work()
  } finally {
    const back = tables.toReversed().map((table) =>
      table === 'event'
        ? `delete from ledger.event; insert into ledger.event (event_id, position, envelope, kind, change_id, run_id, created_at)
             overriding system value select event_id, position, envelope, kind, change_id, run_id, created_at from copy_event;`
        : `delete from ledger.${table}; insert into ledger.${table} select * from copy_${table};`,
    )
    await bare(back.join(''))
    await administrator.query(tables.map((table) => `drop table copy_${table};`).join(''))
  }
}
