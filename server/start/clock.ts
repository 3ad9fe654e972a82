import pg from 'pg'

/**
 * Writes down whether this instance's clock may be moved.
 * @throws Error when the clock was moved before and is to be real now: due times would jump back
 */
export async function settleClock(url: string, clock: 'real' | 'movable'): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set role dominion_owner')
    await client.query('update clock set movable = $1 where id = 1', [clock === 'movable'])
  } catch (error) {
    if ((error as pg.DatabaseError).constraint !== 'clock_fixed_unless_movable') throw error
    const remedy = 'Start it with CLOCK=movable, or use another DOMINION_DATA.'
    throw new Error(`This instance’s clock was moved. ${remedy}`, { cause: error })
  } finally {
    await client.end()
  }
}
