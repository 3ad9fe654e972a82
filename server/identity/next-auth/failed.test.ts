import { describe, expect, it } from 'vitest'
import { keepOnward } from './failed.ts'

const answer = (location: string) =>
  new Response(null, {
    status: 302,
    headers: [
      ['location', location],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ],
  })
const wrong = 'http://127.0.0.1:3000/api/auth/error?error=wrongSecret'

describe('a sign-in that failed', () => {
  it('leads back to its page with where the person wanted to go, and keeps its cookies', () => {
    const { status, headers } = keepOnward(answer(wrong), '/inbox?view=mine')
    expect([status, headers.get('location')]).toEqual([303, '/sign-in?error=wrongSecret&next=%2Finbox%3Fview%3Dmine'])
    expect(headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it.each([null, '', '/'])('has nowhere to go on to from %j', (onward) => {
    expect(keepOnward(answer(wrong), onward).headers.get('location')).toBe(wrong)
  })
})

it('leaves alone where a sign-in that succeeded leads', () => {
  for (const location of ['http://127.0.0.1:3000/inbox', '/policies?error=0'])
    expect(keepOnward(answer(location), '/inbox').headers.get('location')).toBe(location)
})
