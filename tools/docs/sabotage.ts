import { sabotages } from '#e2e/sabotage/table.ts'
import { code, type Page, referencePage, table } from './page.ts'

const link = (path: string) => `[${path.split('/').slice(-2).join('/')}](../../${path})`

/** What happens to the tests when a part of the loop is swapped for a constant. */
export const sabotagePage: Page = {
  path: 'docs/reference/sabotage.md',
  render() {
    return referencePage(
      'Sabotage',
      '`e2e/sabotage/table.ts`',
      `A promise is only as good as the test that would notice its absence. ${code('npm test -- sabotage')} copies the sources, swaps one part after another for a constant, runs the test named beside it, and fails unless that test goes red. The working tree is never touched.`,
      table(
        ['Part of the loop', 'Becomes', 'In', 'Noticed by'],
        sabotages.map(({ item, becomes, file, test }) => [item, becomes, link(file), link(test)]),
      ),
    )
  },
}
