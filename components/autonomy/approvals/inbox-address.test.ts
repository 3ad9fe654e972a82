import { expect, it } from 'vitest'
import { inboxHref, requestHref, signInHref, viewOf } from './inbox-address.ts'

it('reads the view a person may choose, and takes any other word for what needs them', () => {
  expect(['others', 'done', 'open', 'x', null].map(viewOf)).toEqual(['others', 'done', 'needsMe', 'needsMe', 'needsMe'])
})

it('keeps the view and the request in the address, and says nothing that goes without saying', () => {
  expect(inboxHref('needsMe')).toBe('/inbox')
  expect(inboxHref('mine', 'apr_1')).toBe('/inbox?view=mine&request=apr_1')
  expect(requestHref('apr_1')).toBe('/inbox/apr_1')
  expect(requestHref('apr_1', 'others')).toBe('/inbox/apr_1?view=others')
})

it('leads through the sign-in page back to the sheet', () => {
  const next = (href: string) => new URL(href, 'http://portal').searchParams.get('next')
  expect(next(signInHref('/inbox/apr_1', 'sign'))).toBe('/inbox/apr_1?decide=sign')
  expect(next(signInHref('/inbox?view=mine&request=apr_1', 'decline'))).toBe(
    '/inbox?view=mine&request=apr_1&decide=decline',
  )
})
