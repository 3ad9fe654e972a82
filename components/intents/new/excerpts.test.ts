import { expect, it } from 'vitest'
import { sanitise } from '#server/loop/intents/sanitise/index.ts'
import { asCounted, excerptsOf } from './excerpts.ts'

it('marks exactly what would be taken out, whatever line ends and hidden characters stand before it', () => {
  const text = asCounted(
    '\r\nCafe\u0301 desk:\u200B call +1-868-622-1234 or write to kezia@islandmail.tt. 🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢🚢',
  )
  const [phone, mail] = excerptsOf(text, sanitise(text).passages)
  expect(phone).toMatchObject({ kind: 'PHONE', marked: '+1-868-622-1234', after: ' or write to kezia@islan…' })
  expect(mail).toMatchObject({ kind: 'EMAIL', marked: 'kezia@islandmail.tt' })
  expect(mail?.before).toMatch(/^….{24}$/u)
  expect(mail?.after.isWellFormed()).toBe(true)
})
