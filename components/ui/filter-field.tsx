import Form from 'next/form'
import * as en from '#components/messages/en.ts'
import { Button } from './button.tsx'
import { classes } from './classes.ts'
import { controlLook } from './field.tsx'
import type { Filter } from './filter.ts'

/** A question with more answers than anyone reads through: found by typing, and an address all the same. Left empty, it is not asked. */
export function FilterField({ label, path, name, asked, options }: Filter) {
  const id = `filter-${name}`
  const others = Object.entries(asked).filter(([other, value]) => other !== name && value !== null)
  return (
    <Form action={path} scroll={false} className="grid gap-1.5 sm:grid-cols-[4.5rem_1fr]">
      <label htmlFor={id} className="text-small text-muted sm:pt-1.5">
        {label}
      </label>
      <div className="flex flex-wrap items-center gap-2">
        {others.map(([other, value]) => (
          <input key={other} type="hidden" name={other} value={value ?? ''} />
        ))}
        <input
          key={asked[name]}
          id={id}
          name={name}
          list={`${id}-options`}
          defaultValue={asked[name] ?? ''}
          placeholder={en.ui.filterMany(options.length)}
          autoComplete="off"
          className={classes(controlLook, 'max-w-72')}
        />
        <datalist id={`${id}-options`}>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </datalist>
        <Button type="submit">{en.ui.search}</Button>
      </div>
    </Form>
  )
}
