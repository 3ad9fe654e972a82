import { governed } from '#server/governed.ts'
import { actorReference } from '#server/identity/index.ts'
import { globalScope, serviceScope } from '#server/platform/halt/switch.ts'
import { newId } from '#server/platform/ids.ts'
import { switchEntry } from './entry.ts'
import { Engage } from './schemas.ts'
import { activeHalt, mergedBefore, serviceExists, setSwitch } from './store.ts'
import { unspecifiedReason } from './vocabulary.ts'

/**
 * Stops automation, everywhere or for one service. Always succeeds for who may: halting what is halted already is recorded
 * and changes nothing, and an unknown name is halted by that name.
 */
export const engage = governed('halt.engage', Engage, async (act, { service, reason, source, journalId }) => {
  const scope = service === null ? globalScope : serviceScope(service)
  const serviceKnown = service === null || (await serviceExists(act.tx, service))
  const standing = await activeHalt(act.tx, scope)
  const merged = journalId !== null && (await mergedBefore(act.tx, journalId))
  const haltId = standing?.id ?? newId('halt')
  const words = reason || unspecifiedReason
  const engagedBy = actorReference(act.actor)
  if (!standing && !merged) {
    await act.tx.halt.create({ data: { id: haltId, scope, reason: words, engagedBy, via: source, journalId } })
    await setSwitch(act.tx, scope, haltId)
    await act.tx.$executeRaw`SELECT pg_notify('halt', ${scope})`
  }
  const at = act.clock.now
  return {
    result: { haltId, scope, serviceKnown, alreadyHalted: standing !== null || merged },
    entry: switchEntry({ haltId, scope, action: 'halt', source, serviceKnown, reason: words, at }, engagedBy),
    seen: { scope, source, serviceKnown },
  }
})
