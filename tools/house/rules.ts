/** One broken rule of the house: where, and what is wanted instead. */
export interface Breach {
  file: string
  wanted: string
}

/** A file of the repository, as the rules see it. */
export interface SourceFile {
  /** Path from the package's root. */
  path: string
  text: string
}

const emptyNames = /(^|\/)(utils?|helpers?|common|misc|services)(\.[a-z.]+)?(\/|$)/
const code = /\.(ts|tsx|mjs|js|rego|go|sh)$/
const test = /\.test\.tsx?$|^e2e\//

const longestFile = 250
const longestReadme = 200

/** Folders of a stage or module that must say what enters, what leaves, who may and what must hold. */
const storied =
  /^server\/(loop\/(change|ledger|intents|designs|codegen|guards|autonomy)|policy|identity|consent|retention|workspaces|edge)\//

const lines = (text: string) => text.split('\n').length - 1

const inlineSwitch = /oxlint-disable|eslint-disable|biome-ignore (?!format)|@ts-(ignore|expect-error|nocheck)/
const unfinished = /\b(TODO|FIXME|XXX)\b/
const leftOut = /\b(describe|it|test)\.(skip|only|todo|fixme)\b/

type Rule = (file: SourceFile) => string | undefined

const rules: readonly Rule[] = [
  ({ path }) => (emptyNames.test(path) ? 'a name that says what it is for' : undefined),
  ({ path, text }) =>
    code.test(path) && lines(text) > longestFile ? `at most ${longestFile} lines, not ${lines(text)}` : undefined,
  ({ path, text }) =>
    path === 'README.md' && lines(text) > longestReadme
      ? `at most ${longestReadme} lines, not ${lines(text)}`
      : undefined,
  ({ path }) =>
    path.endsWith('.tsx') && !/^(app|components)\//.test(path) ? '.tsx in app/ and components/ only' : undefined,
  ({ path, text }) => (code.test(path) && inlineSwitch.test(text) ? 'the finding mended, not switched off' : undefined),
  ({ path, text }) => (code.test(path) && unfinished.test(text) ? 'finished work, or an issue' : undefined),
  ({ path, text }) => (test.test(path) && leftOut.test(text) ? 'a test that runs' : undefined),
]

function missingReadmes(files: readonly SourceFile[]): Breach[] {
  const paths = new Set(files.map(({ path }) => path))
  const folders = new Set(files.flatMap(({ path }) => storied.exec(path)?.[0] ?? []))
  return [...folders]
    .filter((folder) => !paths.has(`${folder}README.md`))
    .map((folder) => ({ file: folder, wanted: 'a README.md: what enters, what leaves, who may, what must hold' }))
}

/** Every broken rule, in the order of the files. */
export function breaches(files: readonly SourceFile[]): Breach[] {
  const found = files.flatMap((file) =>
    rules.flatMap((rule) => {
      const wanted = rule(file)
      return wanted ? [{ file: file.path, wanted }] : []
    }),
  )
  return [...found, ...missingReadmes(files)]
}
