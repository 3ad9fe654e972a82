import { governed } from '#server/governed.ts'
import { actorReference } from '#server/identity/index.ts'
import { ensure } from '#server/platform/guard.ts'
import { standingOf } from './clear.ts'
import { switchEntry } from './entry.ts'
import { mayResume } from './machine.ts'
import { Resume } from './schemas.ts'
import { loadHalt, setSwitch } from './store.ts'

/** Automation goes on. The database refuses it too unless both clearances are there, from two people. */
export const resume = governed('halt.resume', Resume, async (act, { haltId }) => {
  const halt = await loadHalt(act.tx, haltId)
  ensure(mayResume(standingOf(halt)))
  await act.tx.halt.update({ where: { id: haltId }, data: { resumedAt: new Date() } })
  await setSwitch(act.tx, halt.scope, null)
  await act.emit('halt.resumed', { scope: halt.scope })
  const { scope } = halt
  const switched = {
    haltId,
    scope,
    action: 'resume',
    source: 'page',
    serviceKnown: true,
    reason: '',
    at: act.clock.now,
  } as const
  return { result: { scope }, entry: switchEntry(switched, actorReference(act.actor)), seen: { scope, resumed: true } }
})
