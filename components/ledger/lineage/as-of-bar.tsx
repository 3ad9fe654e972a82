import * as en from '#components/messages/en.ts'
import { Button, ButtonLink } from '#components/ui/button.tsx'
import { classes } from '#components/ui/classes.ts'
import { controlLook } from '#components/ui/field.tsx'
import { addressOf } from '#components/ui/filter-links.tsx'

const words = en.lineagePath

/** Looks at the tree as it stood at a moment of real time; an address, so it can be kept and works without a script. */
export function AsOfBar(props: {
  path: string
  asOf: string | null
  /** What else the address asks for. */
  kept?: Readonly<Record<string, string | null>>
  empty?: boolean
}) {
  const { path, asOf, kept = {}, empty } = props
  return (
    <div className="grid gap-1.5">
      <form action={path} className="flex flex-wrap items-center gap-2">
        {Object.entries(kept).map(
          ([name, value]) => value !== null && <input key={name} type="hidden" name={name} value={value} />,
        )}
        <label htmlFor="as-of" className="text-small text-muted">
          {words.asOf}
        </label>
        <input
          key={asOf}
          id="as-of"
          name="asOf"
          type="datetime-local"
          step={1}
          required
          defaultValue={asOf?.slice(0, 19)}
          aria-describedby={asOf ? 'as-of-shown' : undefined}
          className={classes(controlLook, 'max-w-64')}
        />
        <Button type="submit">{words.asOfShow}</Button>
        {asOf && <ButtonLink href={addressOf(path, kept)}>{words.asOfNow}</ButtonLink>}
      </form>
      {asOf && (
        <p id="as-of-shown" className="text-small text-muted">
          {words.asOfShown(`${asOf.slice(0, 19).replace('T', ' ')} UTC`)} {empty && words.asOfNone}
        </p>
      )}
    </div>
  )
}
