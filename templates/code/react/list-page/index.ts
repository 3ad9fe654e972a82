import { entityWords } from '#templates/code/language/words.ts'
import { entityOf, fieldOf, personalFields, withEntity } from '#templates/code/model.ts'
import { ensureTemplate } from '#templates/code/no-template.ts'
import { noSchemaChange, type Option, type Pack, type PackManifest } from '#templates/code/pack.ts'
import { apiParts, personalThreats, plainEntity } from '#templates/code/parts.ts'
import manifest from './pack.json' with { type: 'json' }

/** Columns that every record has without its entity naming them. */
const own = ['id', 'createdAt']

/** A page in the browser that lists one kind of record; an existing one gets these columns. */
export const listPage: Pack<'listPage'> = {
  manifest: manifest as PackManifest,
  options({ entity: name, columns }, model) {
    const entity = entityOf(model, name)
    for (const column of columns) if (!own.includes(column)) fieldOf(entity, column)
    ensureTemplate(new Set(columns).size === columns.length, 'Each column can be on the page once.')
    ensureTemplate(
      JSON.stringify(entity.listPage) !== JSON.stringify(columns),
      'The page shows exactly these columns already.',
    )
    const { title, many, folder } = entityWords(name)
    const page = (shown: string[]) => {
      const changed = { ...entity, listPage: shown }
      const personal = personalFields(entity).filter((field) => shown.includes(field))
      return {
        ...noSchemaChange,
        ...apiParts(changed, true),
        model: withEntity(model, changed),
        entities: [plainEntity(changed)],
        operations: [],
        personalFields: personal,
        testPlan: [
          `The page ${folder} is reachable from every page, has a heading and says when it is loading.`,
          'Values appear as text, whatever they hold.',
        ],
        threats: [
          'Script in a value: React writes values as text, and the content security policy runs nothing inline.',
          ...(personal.length > 0 ? personalThreats(entity) : []),
        ],
      }
    }
    const asked: Option = {
      ...page(columns),
      name: 'asked',
      title: `${title}: a page`,
      summary: `A page lists ${many} with ${columns.join(', ')}, a page of the list at a time, in the order of the API.`,
      tradeOff: 'Exactly the columns that were asked for; when a record was made is not among them.',
    }
    const dated: Option = {
      ...page([...columns, 'createdAt']),
      name: 'dated',
      title: `${title}: a page with the time of recording`,
      summary: `A page lists ${many} with ${columns.join(', ')} and when each was recorded, in the order of the API.`,
      tradeOff: 'One more column to read, in return for seeing how fresh each record is.',
    }
    return columns.includes('createdAt') || columns.length >= 12 ? [asked] : [asked, dated]
  },
}
