'use client'
import { type FormEvent, useRef, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { Select, TextField } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import { protocolLimit, type Relation } from '#server/loop/designs/edit/index.ts'
import { nameOf } from './acts.ts'
import { AskSheet } from './ask-sheet.tsx'
import { useEditor } from './editor.ts'
import { connectionKey } from './outline-rows.ts'

const words = en.designReview

/** From where, to where, and how: the way to connect that needs no dragging. */
export function ConnectDialog({ from }: { from: string | null }) {
  const { spec, act, ask } = useEditor()
  const [problem, setProblem] = useState<string | null>(null)
  const first = useRef<HTMLSelectElement>(null)
  const start = from ?? spec.components[0]?.id ?? ''
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const relation = {
      from: formText(data, 'from'),
      to: formText(data, 'to'),
      protocol: formText(data, 'protocol'),
    }
    const said = words.said.connected(nameOf(spec, relation.from), nameOf(spec, relation.to))
    const refusal = act([{ do: 'connect', relation }], said, relation.from)
    if (refusal) return setProblem(refusal.sentence)
    ask(null)
  }
  return (
    <AskSheet
      title={words.dialogs.connect}
      submit={words.dialogs.submitConnect}
      problem={problem}
      first={first}
      onSubmit={submit}
    >
      <Select id="connect-from" name="from" label={words.dialogs.from} defaultValue={start}>
        <Choices />
      </Select>
      <Select
        ref={first}
        id="connect-to"
        name="to"
        label={words.dialogs.to}
        defaultValue={spec.components.find(({ id }) => id !== start)?.id}
      >
        <Choices />
      </Select>
      <ProtocolField value={words.dialogs.protocolStart} />
    </AskSheet>
  )
}

/** How an existing connection reaches its end. */
export function ProtocolDialog({ relation }: { relation: Relation }) {
  const { spec, act, ask } = useEditor()
  const [problem, setProblem] = useState<string | null>(null)
  const first = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const protocol = formText(new FormData(event.currentTarget), 'protocol')
    if (protocol === relation.protocol) return ask(null)
    const said = words.said.changed(words.connectsFrom(nameOf(spec, relation.from), nameOf(spec, relation.to)))
    const refusal = act([{ do: 'setProtocol', relation, protocol }], said, connectionKey({ ...relation, protocol }))
    if (refusal) return setProblem(refusal.sentence)
    ask(null)
  }
  return (
    <AskSheet
      title={words.dialogs.protocol}
      submit={words.dialogs.submitChange}
      problem={problem}
      first={first}
      onSubmit={submit}
    >
      <p>{words.connectsFrom(nameOf(spec, relation.from), nameOf(spec, relation.to))}</p>
      <ProtocolField value={relation.protocol} input={first} />
    </AskSheet>
  )
}

function ProtocolField({ value, input }: { value: string; input?: React.RefObject<HTMLInputElement | null> }) {
  return (
    <TextField
      ref={input}
      id="connect-protocol"
      name="protocol"
      label={words.dialogs.protocolName}
      hint={words.dialogs.protocolHint}
      defaultValue={value}
      maxLength={protocolLimit}
      autoComplete="off"
    />
  )
}

function Choices() {
  const { spec } = useEditor()
  return spec.components.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ))
}
