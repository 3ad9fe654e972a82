import * as en from '#components/messages/en.ts'
import type { DesignSpec } from '#server/loop/designs/schemas.ts'
import type { Diagram } from './diagram.ts'
import { PartIcon } from './part-icon.tsx'

const words = en.designs

/** The diagram's twin in words: everything it shows, and what each entity holds. */
export function DesignOutline({ spec, diagram }: { spec: DesignSpec; diagram: Diagram }) {
  const apart = diagram.parts.filter(({ kind, within }) => kind === 'operation' && within === null)
  return (
    <div className="grid content-start gap-4 text-small @4xl:grid-cols-2">
      {spec.components.length > 0 && (
        <Listing title={words.components}>
          {spec.components.map((component) => (
            <Component key={component.id} component={component} diagram={diagram} />
          ))}
        </Listing>
      )}
      {apart.length > 0 && (
        <Listing title={words.operations}>
          {apart.map(({ id, name }) => (
            <li key={id}>
              <code>{name}</code>
            </li>
          ))}
        </Listing>
      )}
      {spec.entities.length > 0 && (
        <Listing title={words.entities}>
          {spec.entities.map((entity) => (
            <EntityLine key={entity.name} entity={entity} />
          ))}
        </Listing>
      )}
    </div>
  )
}

function Listing({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <p className="mb-1.5 font-medium text-muted">{title}</p>
      <ul aria-label={title} className="grid gap-3">
        {children}
      </ul>
    </div>
  )
}

function Component({ component, diagram }: { component: DesignSpec['components'][number]; diagram: Diagram }) {
  const { id, kind, name, dataClasses } = component
  const nameOf = (of: string) => diagram.parts.find((part) => part.id === of)?.name ?? of
  const inside = diagram.parts.filter(({ within }) => within === id)
  return (
    <li className="flex gap-2.5">
      <PartIcon kind={kind} className="mt-0.5 size-4 shrink-0 text-faint" />
      <div className="min-w-0">
        <p>
          <span className="font-medium">{name}</span> <span className="text-muted">{words.kinds[kind]}</span>
        </p>
        {dataClasses.length > 0 && <p className="text-muted">{words.handles(dataClasses.join(', '))}</p>}
        {diagram.links
          .filter(({ from }) => from === id)
          .map((link) => (
            <p key={link.id} className="text-muted">
              {words.reaches(nameOf(link.to), link.protocol)}
            </p>
          ))}
        {inside.length > 0 && (
          <ul aria-label={words.inside(name)} className="mt-1 grid gap-0.5">
            {inside.map((part) => (
              <li key={part.id}>
                <code>{part.name}</code>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}

function EntityLine({ entity }: { entity: DesignSpec['entities'][number] }) {
  return (
    <li className="flex gap-2.5">
      <PartIcon kind="entity" className="mt-0.5 size-4 shrink-0 text-faint" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{entity.name}</p>
        <ul aria-label={words.inside(entity.name)} className="mt-0.5">
          {entity.fields.map(({ name, type, required, personal }) => (
            <li key={name} className="flex flex-wrap gap-x-2">
              <code>{name}</code>
              <span className="text-muted">
                {[type, !required && words.optional, personal && words.personal].filter(Boolean).join(', ')}
              </span>
            </li>
          ))}
        </ul>
      </div>
    </li>
  )
}
