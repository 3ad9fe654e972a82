/** Why an edit is not made. The sentence goes to the model for repair and to the people who read the run. */
export const applyRefusals = {
  badPath: 'The path must be relative, with `/` between plain names, and stay inside the workspace.',
  protectedPath:
    'This path decides how code is governed, checked, built or installed; generated code may not change it.',
  notPlanned: 'The design does not foresee a change to this path.',
  throughLink: 'The path leads through a symbolic link.',
  notAFile: 'There is a folder where the edit expects a file, or a file where it expects a folder.',
  absent: 'There is no such file.',
  notText: 'The file is not UTF-8 text, so it cannot be edited in part.',
  notFound: 'The text to replace does not occur in the file.',
  notUnique: 'The text to replace occurs more than once; quote more of what surrounds it.',
  tooLarge: 'The file, or everything written together, is larger than a change may be.',
} as const

export type ApplyReason = keyof typeof applyRefusals

export interface ApplyRefusal {
  /** Position of the operation in the answer. */
  operation: number
  path: string
  reason: ApplyReason
  sentence: string
}
