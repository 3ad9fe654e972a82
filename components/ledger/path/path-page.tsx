'use client'
import { useQuery } from '@tanstack/react-query'
import Form from 'next/form'
import * as en from '#components/messages/en.ts'
import { failureOf } from '#components/rpc/failure.ts'
import { FailureNotice } from '#components/rpc/failure-notice.tsx'
import { useTRPC } from '#components/rpc/provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/field.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Page } from '#components/ui/page.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { AsOfBar } from '../lineage/as-of-bar.tsx'
import { type End, endOf, type PathAddress } from './ends.ts'
import { PathDrawing } from './path-drawing.tsx'

const words = en.lineagePath

/** The shortest way from one thing to what came out of it. */
export function PathPage({ address }: { address: PathAddress }) {
  const { from, to, asOf } = address
  const [first, last] = [endOf(from), endOf(to)]
  return (
    <Page title={words.title} lead={words.lead}>
      <div className="grid gap-5">
        <Form action="/lineage/path" className="grid gap-3 md:grid-cols-[1fr_1fr_auto] md:items-start">
          {asOf && <input type="hidden" name="asOf" value={asOf} />}
          <EndField name="from" label={words.from} value={from} end={first} />
          <EndField name="to" label={words.to} value={to} end={last} />
          <Button type="submit" look="primary" className="md:mt-[1.65rem]">
            {words.show}
          </Button>
        </Form>
        <AsOfBar path="/lineage/path" asOf={asOf} kept={{ from, to }} />
        {first && last && <Found first={first} last={last} asOf={asOf} />}
      </div>
    </Page>
  )
}

function EndField({ name, label, value, end }: { name: string; label: string; value: string | null; end: End | null }) {
  return (
    <TextField
      id={`path-${name}`}
      name={name}
      label={label}
      hint={words.hint}
      problem={value && !end ? words.badName(value.slice(0, 80)) : null}
      key={value}
      defaultValue={value ?? ''}
      autoComplete="off"
      spellCheck={false}
      required
      className="font-mono"
    />
  )
}

function Found({ first, last, asOf }: { first: End; last: End; asOf: string | null }) {
  const query = useTRPC().ledger.path.queryOptions({ from: first, to: last, asOf })
  const { data, error } = useQuery({ ...query, retry: false })
  if (error && failureOf(error).code === 'notFound') return <Notice tone="warn" title={words.unknown} />
  if (error) return <FailureNotice error={error} />
  if (!data) return <p className="text-muted">{en.ledger.graphDrawing}</p>
  const same = JSON.stringify(first) === JSON.stringify(last)
  if (data.nodes.length === 0) {
    return (
      <Notice tone="note" title={same ? words.same : words.none}>
        {same ? words.sameWhy : words.noneWhy}
      </Notice>
    )
  }
  return (
    <Panel title={words.drawn} intro={words.steps(data.edges.length)}>
      <PathDrawing path={data} />
    </Panel>
  )
}
