import { expect, it } from 'vitest'
import { ownPath } from './own-path.ts'

it.each(['/', '/inbox/apr_1?decide=sign', '/inbox?view=mine&request=apr_1'])('goes on to %s', (next) =>
  expect(ownPath(next)).toBe(next),
)

it.each([null, '', 'inbox', '//evil.example', '/\\evil.example', '/a\\b', 'https://evil.example', '/\n/evil.example'])(
  'goes to the start rather than to %j',
  (next) => expect(ownPath(next)).toBe('/'),
)
