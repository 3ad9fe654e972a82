import { describe, expect, it } from 'vitest'
import { breaches } from './rules.ts'

const wanted = (path: string, text = '') => breaches([{ path, text }]).map((breach) => breach.wanted)

describe('the rules of the house', () => {
  it('let an ordinary file be', () => expect(wanted('server/platform/ids.ts', 'export {}\n')).toEqual([]))

  it.each([
    ['an empty name', 'server/platform/utils.ts', ''],
    ['an empty folder name', 'components/common/button.tsx', ''],
    ['a long file', 'server/platform/long.ts', 'x\n'.repeat(251)],
    ['a page outside app', 'server/platform/page.tsx', ''],
    ['a finding switched off', 'server/platform/a.ts', '// oxlint-disable-next-line'],
    ['unfinished work', 'server/platform/a.ts', '// TODO: later'],
    ['a test left out', 'server/platform/a.test.ts', "it.skip('x')"],
    ['a stage without its story', 'server/loop/intents/submit.ts', ''],
  ])('refuse %s', (_, path, text) => expect(wanted(path, text)).toHaveLength(1))
})
