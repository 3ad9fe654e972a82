import { describe, expect, it } from 'vitest'
import { haltedScope, type SwitchState } from './switch.ts'

const state = (scope: string, halted: boolean): SwitchState => ({ scope, halted, epoch: 1n })

describe('haltedScope', () => {
  it.each<[string, SwitchState[], string | null, string | null]>([
    ['nothing is halted', [state('global', false), state('service:harbour', false)], 'harbour', null],
    ['everything is', [state('global', true)], 'harbour', 'global'],
    ['everything is, for work of no service', [state('global', true)], null, 'global'],
    ['this service is', [state('global', false), state('service:harbour', true)], 'harbour', 'service:harbour'],
    ['another service is', [state('global', false), state('service:quay', true)], 'harbour', null],
    ['a service is, for work of no service', [state('service:harbour', true)], null, null],
    ['a service called global is', [state('service:global', true)], 'harbour', null],
    ['there are no switches', [], 'harbour', null],
  ])('when %s', (_, switches, service, scope) => expect(haltedScope(switches, service)).toBe(scope))
})
