import { code, type Page, referencePage, table } from './page.ts'
import { type Requirement, trace } from './trace.ts'

const link = (path: string) => `[${path.split('/').slice(-2).join('/')}](../../${path})`

function row({ asked, state, code: places, tests, note }: Requirement): string[] {
  return [asked, note ? `${state}: ${note}` : state, places.map(link).join('<br>'), tests.map(link).join('<br>')]
}

/** What ADR-001 asks, where it is, and the test that would fail. */
export const adrTrace: Page = {
  path: 'docs/reference/adr-trace.md',
  render() {
    return referencePage(
      'From requirement to code to test',
      '`tools/docs/trace.ts`',
      `The founding decision is [0001](../adr/0001-governed-autonomy.md). What is ${code('partly')} or ${code('absent')} says so here, and the product says so where a person would look for it.`,
      ...trace.flatMap(({ name, requirements }) => [
        `## ${name}`,
        table(['Asked', 'State', 'Code', 'Tests'], requirements.map(row)),
      ]),
    )
  },
}
