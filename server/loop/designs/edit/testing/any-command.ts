import fc from 'fast-check'
import type { Command, Component } from '../commands.ts'

const id = fc.constantFrom('caller', 'api', 'database', 'api-2', 'page')
const name = fc.constantFrom('Gateway', 'Berths', 'Table')
const kind = fc.constantFrom<Component['kind']>('person', 'page', 'api', 'database', 'config', 'document')
const classes = fc.uniqueArray(fc.constantFrom('personal', 'operational', 'public'))
const relation = fc.record({ from: id, to: id, protocol: fc.constantFrom('HTTP, JSON', 'SQL', 'events') })
const lines = fc.array(fc.constantFrom('one', 'two', 'three'), { maxLength: 3 })

/** Any command on parts that may or may not be there. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    do: fc.constant('addComponent' as const),
    component: fc.record({ id, kind, name, dataClasses: classes }),
  }),
  fc.record({ do: fc.constant('rename' as const), id, name }),
  fc.record({ do: fc.constant('setKind' as const), id, kind }),
  fc.record({ do: fc.constant('setDataClasses' as const), id, dataClasses: classes }),
  fc.record({ do: fc.constant('remove' as const), id }),
  fc.record({ do: fc.constant('connect' as const), relation }),
  fc.record({ do: fc.constant('disconnect' as const), relation }),
  fc.record({ do: fc.constant('setProtocol' as const), relation, protocol: fc.constantFrom('SQL', 'events') }),
  fc.record({ do: fc.constant('setText' as const), field: fc.constant('summary' as const), text: name }),
  fc.record({ do: fc.constant('setLines' as const), field: fc.constant('threats' as const), lines }),
)
