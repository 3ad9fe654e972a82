import type { Client } from 'pg'

/** Ends every halt and forgets it, past the triggers that would not have it. */
export async function clearHalts(raw: Client): Promise<void> {
  await raw.query(`alter table halt disable trigger user; alter table halt_switch disable trigger user;
    delete from resume_clearance; delete from halt; delete from halt_switch where scope <> 'global';
    update halt_switch set halted = false, halt_id = null;
    alter table halt enable trigger user; alter table halt_switch enable trigger user`)
}
