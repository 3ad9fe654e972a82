import { useEffect, useState } from 'react'
import { pages } from './pages/index.ts'

/** The frame round every page. The part of the address after `#` says which page is open. */
export function App({ title }: { title: string }) {
  const open = useOpenPage()
  const page = pages.find(({ name }) => name === open)
  return (
    <>
      <header>
        <strong>{title}</strong>
        <nav aria-label="Pages">
          <a href="#start" aria-current={page ? undefined : 'page'}>
            Start
          </a>
          {pages.map(({ name, label }) => (
            <a key={name} href={`#${name}`} aria-current={name === open ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </nav>
      </header>
      <main>{page ? <page.View key={page.name} /> : <Start title={title} />}</main>
    </>
  )
}

function Start({ title }: { title: string }) {
  return (
    <section aria-labelledby="title">
      <h1 id="title">{title}</h1>
      <p>
        Programs talk to this service as <a href="openapi.json">openapi.json</a> describes. What it holds is explained
        in the <a href="docs/index.md">documentation</a>.
      </p>
    </section>
  )
}

function useOpenPage(): string {
  const [open, setOpen] = useState(readPage)
  useEffect(() => {
    const follow = () => setOpen(readPage())
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
  return open
}

function readPage(): string {
  return typeof location === 'undefined' ? '' : location.hash.slice(1)
}
