'use client'
import { type FormEvent, useRef, useState } from 'react'
import * as en from '#components/messages/en.ts'
import { Select, TextField } from '#components/ui/field.tsx'
import { formText } from '#components/ui/form-text.ts'
import { type Command, type Component, newComponentId } from '#server/loop/designs/edit/index.ts'
import { AskSheet } from './ask-sheet.tsx'
import { useEditor } from './editor.ts'

const words = en.designReview
const { kinds } = en.designs
const componentKinds = ['person', 'page', 'api', 'database', 'config', 'document'] as const

/** A component's name, kind and data: of a new one, or of one that is there. All of it is one step to take back. */
export function ComponentDialog({ component }: { component: Component | null }) {
  const { spec, act, ask } = useEditor()
  const [problem, setProblem] = useState<string | null>(null)
  const name = useRef<HTMLInputElement>(null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = typedIn(new FormData(event.currentTarget))
    const id = component?.id ?? newComponentId(spec, typed.kind)
    const commands = component ? changes(component, typed) : [added(id, typed)]
    if (commands.length === 0) return ask(null)
    const said = component ? words.said.changed(typed.name) : words.said.added(typed.name)
    const refusal = act(commands, said, id)
    if (refusal) return setProblem(refusal.sentence)
    ask(null)
  }
  return (
    <AskSheet
      title={component ? words.dialogs.change(component.name) : words.dialogs.add}
      submit={component ? words.dialogs.submitChange : words.dialogs.submitAdd}
      problem={problem}
      first={name}
      onSubmit={submit}
    >
      <TextField
        ref={name}
        id="component-name"
        name="name"
        label={words.dialogs.name}
        defaultValue={component?.name ?? ''}
        maxLength={80}
        autoComplete="off"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Select id="component-kind" name="kind" label={words.dialogs.kind} defaultValue={component?.kind ?? 'api'}>
        {componentKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kinds[kind]}
          </option>
        ))}
      </Select>
      <TextField
        id="component-data"
        name="data"
        label={words.dialogs.dataClasses}
        hint={words.dialogs.dataClassesHint}
        defaultValue={component?.dataClasses.join(', ') ?? ''}
        autoComplete="off"
      />
    </AskSheet>
  )
}

type Typed = Omit<Component, 'id'>

function typedIn(data: FormData): Typed {
  const chosen = formText(data, 'kind')
  return {
    kind: componentKinds.find((kind) => kind === chosen) ?? 'api',
    name: formText(data, 'name'),
    dataClasses: formText(data, 'data')
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean),
  }
}

function added(id: string, { kind, name, dataClasses }: Typed): Command {
  return { do: 'addComponent', component: { id, kind, name, dataClasses } }
}

function changes({ id, ...was }: Component, { name, kind, dataClasses }: Typed): Command[] {
  const isSameData = was.dataClasses.join() === dataClasses.join()
  return [
    ...(name === was.name ? [] : [{ do: 'rename', id, name } as const]),
    ...(kind === was.kind ? [] : [{ do: 'setKind', id, kind } as const]),
    ...(isSameData ? [] : [{ do: 'setDataClasses', id, dataClasses } as const]),
  ]
}
