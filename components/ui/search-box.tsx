import { Search } from 'lucide-react'
import Form from 'next/form'
import * as en from '#components/messages/en.ts'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { controlLook, Field } from './field.tsx'

/** Words to look for; they go into the address, so that what was found can be kept and gone back from. */
export function SearchBox(props: {
  id: string
  path: string
  label: string
  hint: string
  typed: string | null
  /** What else the address asks for, by name; it stays asked for. */
  kept?: Readonly<Record<string, string | null>>
}) {
  return (
    <search>
      <Form action={props.path} scroll={false}>
        {Object.entries(props.kept ?? {}).map(
          ([name, value]) => value !== null && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <Field id={props.id} label={props.label} hint={props.hint}>
          {(told) => (
            <div className="flex gap-2">
              <input
                {...told}
                key={props.typed}
                type="search"
                name="q"
                maxLength={200}
                defaultValue={props.typed ?? ''}
                autoComplete="off"
                className={classes(controlLook, 'max-w-md')}
              />
              <Button type="submit">
                <Search aria-hidden className="size-4" />
                {en.ui.search}
              </Button>
            </div>
          )}
        </Field>
      </Form>
    </search>
  )
}
