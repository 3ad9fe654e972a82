import { expect, it } from 'vitest'
import { ownPath } from './own-path.ts'

it.each(['/intents/new', '/deployments?state=canary', '/inbox/req_1'])('goes on to %s', (next) => {
  expect(ownPath(next)).toBe(next)
})

it.each([
  null,
  '',
  'intents',
  'https://elsewhere.example/',
  '//elsewhere.example/',
  '/\\elsewhere.example/',
  '/\t/elsewhere.example/',
  'javascript:alert(1)',
  '/account/sign-out',
  '/api/auth/signout',
  '/sign-in?next=/sign-in',
  `/${'a'.repeat(2_000)}`,
])('goes to the start instead of %s', (next) => {
  expect(ownPath(next)).toBe('/')
})
