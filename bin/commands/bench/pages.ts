import type { Figure } from './figure.ts'

/** Measures the pages of a throw-away instance. The browser comes with the packages of the tests. */
export async function measurePages(): Promise<Figure[]> {
  const { measureInBrowser } = await import('#tools/figures/measure.ts').catch(withoutBrowser)
  return await measureInBrowser()
}

function withoutBrowser(error: unknown): never {
  const lacking = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
  if (!lacking) throw error
  throw new Error('The browser comes with the packages of the tests: run npm test -- routes once.', { cause: error })
}
