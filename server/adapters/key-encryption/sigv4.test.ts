import { expect, it } from 'vitest'
import { signed } from './sigv4.ts'

/** The credentials, the moment and the signatures of AWS's published Signature Version 4 test suite. */
const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
}
const scope = { region: 'us-east-1', service: 'service', at: new Date('2015-08-30T12:36:00Z') }
const form = { 'content-type': 'application/x-www-form-urlencoded' }

it.each([
  ['get-vanilla', 'GET', '/', {}, '', '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31'],
  ['post-vanilla', 'POST', '/', {}, '', '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b'],
  [
    'post-x-www-form-urlencoded',
    'POST',
    '/',
    form,
    'Param1=value1',
    'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  ],
  [
    'get-vanilla-query-order-key-case',
    'GET',
    '/?Param1=value1&Param2=value2',
    {},
    '',
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  ],
])('signs %s as AWS does', (_, method, path, headers, body, signature) => {
  const url = new URL(`https://example.amazonaws.com${path}`)
  const { authorization } = signed({ method, url, headers, body }, credentials, scope)
  expect(authorization).toContain('Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request')
  expect(authorization).toMatch(new RegExp(`Signature=${signature}$`))
})
