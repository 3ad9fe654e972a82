import { expect, it } from 'vitest'
import { spreadOf } from './spread.ts'

const work = (stops: boolean) => ({ changeId: 'chg', title: 't', service: 's', state: 'generating', stops })

it.each([
  ['nobody acts', [], { silent: 0, running: 0, done: true }],
  ['one has not answered', [{ acknowledged: false, work: [] }], { silent: 1, running: 0, done: false }],
  ['one still works', [{ acknowledged: true, work: [work(true)] }], { silent: 0, running: 1, done: false }],
  ['only a person’s own goes on', [{ acknowledged: true, work: [work(false)] }], { silent: 0, running: 0, done: true }],
])('a halt of which %s', (_, processes, spread) => expect(spreadOf(processes)).toEqual(spread))
