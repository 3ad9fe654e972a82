import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { Choice } from './choice.tsx'

const names = (count: number) => Array.from({ length: count }, (_, index) => `service-${index}`)
const drawn = (options: readonly string[]) =>
  renderToStaticMarkup(
    createElement(Choice, {
      ...{ id: 'service', name: 'service', label: 'Service', options },
      ...{ hintMany: 'Type a part of its name.', unknown: 'No service is called so.' },
    }),
  )

it('of a few is read through', () => {
  expect(drawn(names(3))).toMatch(/<select[^>]*name="service"/)
})

it('of a thousand is found by typing, with every one of them offered and one needed', () => {
  const page = drawn(names(1_000))
  expect(page).toMatch(/<input(?=[^>]*list="service-options")(?=[^>]*required)(?=[^>]*name="service")/)
  expect(page.match(/<option /g)).toHaveLength(1_000)
  expect(page).toContain('Type a part of its name.')
})

it('shows markup in a name as text', () => {
  expect(drawn(['<script>alert(1)</script>'])).toContain('&lt;script&gt;')
})
