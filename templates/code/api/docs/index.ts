import { ensureTemplate } from '#templates/code/no-template.ts'
import { type IntentOf, noSchemaChange, type Pack, type PackManifest } from '#templates/code/pack.ts'
import manifest from './pack.json' with { type: 'json' }

const INDEX = 'docs/index.md'
/** Written from the model. */
const DATA = 'docs/data.md'

/** A page of documentation; a new one is also entered in the index. */
export const docs: Pack<'docs'> = {
  manifest: manifest as PackManifest,
  options(intent, model) {
    const { path, title } = intent
    ensureTemplate(path !== DATA, `${DATA} is written from what the service records. Please choose another page.`)
    return [
      {
        ...noSchemaChange,
        name: 'page',
        title: `Document: ${title}`.slice(0, 120),
        summary: `Writes ${path}, served at /${path}, and enters it in the index. No code changes.`,
        tradeOff: 'One page, whole: what stood there before is replaced, and stays in the history.',
        model,
        documents: (files) => documents(intent, files),
        entities: [],
        operations: [],
        components: [{ id: 'document', kind: 'document', name: path.slice(-80), dataClasses: ['public'] }],
        relations: [],
        personalFields: [],
        testPlan: ['The documentation is served, and every other check still passes.'],
        threats: ['Documents are public, and sent as plain text, so nothing in them runs in a browser.'],
      },
    ]
  },
}

function documents(
  { path, title, body }: IntentOf<'docs'>,
  files: Readonly<Record<string, string>>,
): Record<string, string> {
  const page = `# ${title}\n\n${body.trim()}\n`
  const index = files[INDEX]
  const target = path.slice('docs/'.length)
  if (path === INDEX || index === undefined || index.includes(`](${target})`)) return { [path]: page }
  const name = title.replaceAll(/[[\]\\]/g, (character) => `\\${character}`)
  return { [path]: page, [INDEX]: `${index.trimEnd()}\n- [${name}](${target})\n` }
}
