import { type Guarded, isNumber, isText, orLeftOut, orNull, shaped } from '#components/rpc/shape.ts'

/** A finding as it is stored, told in words; what an older version stored is shown as far as it goes. */
export const isTold = shaped({
  rule: isText,
  severity: isText,
  title: orLeftOut(isText),
  message: orLeftOut(isText),
  remediation: orLeftOut(isText),
  where: shaped({ path: orNull(isText), line: orNull(isNumber) }),
})
export type Told = Guarded<typeof isTold>
