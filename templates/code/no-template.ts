/** Said early and kindly: what was asked is outside what the templates can build, or would not hold together. */
export class NoTemplate extends Error {
  override readonly name = 'NoTemplate'
}

export function ensureTemplate(holds: boolean, sentence: string): asserts holds {
  if (!holds) throw new NoTemplate(sentence)
}
