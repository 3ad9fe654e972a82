const lines = (count: number) => (count === 1 ? 'one line' : `${count.toLocaleString('en')} lines`)

/** The characters that turn text round, and the commonest that are not seen, as Unicode calls them. */
const hiddenNames = {
  '000D': 'carriage return',
  '001B': 'escape',
  '00AD': 'soft hyphen',
  '061C': 'Arabic letter mark',
  '200B': 'zero width space',
  '200C': 'zero width non-joiner',
  '200D': 'zero width joiner',
  '200E': 'left-to-right mark',
  '200F': 'right-to-left mark',
  '202A': 'left-to-right embedding',
  '202B': 'right-to-left embedding',
  '202C': 'pop directional formatting',
  '202D': 'left-to-right override',
  '202E': 'right-to-left override',
  '2060': 'word joiner',
  '2066': 'left-to-right isolate',
  '2067': 'right-to-left isolate',
  '2068': 'first strong isolate',
  '2069': 'pop directional isolate',
  '3164': 'Hangul filler',
  FEFF: 'byte order mark',
} as const

const turningSubject = (turning: number, hidden: number) => {
  if (turning < hidden) return turning === 1 ? 'One of them turns' : `${turning} of them turn`
  return hidden === 1 ? 'It turns' : 'They turn'
}

export const diff = {
  files: 'Changed files',
  totals: (files: number, added: string, removed: string) =>
    `${files === 1 ? 'One file' : `${files} files`}, +${added} −${removed}`,
  openAll: 'Open all',
  closeAll: 'Close all',
  finding: 'Finding',
  findings: (count: number) => (count === 1 ? 'one finding' : `${count} findings`),
  byTool: 'a check',
  line: (line: number) => `line ${line}`,
  binary: 'binary',
  binaryWhy: 'This file is not text, so its content is not shown here. It is in the repository.',
  reading: (count: number) => `Reading ${lines(count)}…`,
  cut: 'This file is enormous: the rest of it is not shown here. It is in the repository.',
  lineCut: (count: number) => `… ${count.toLocaleString('en')} more characters on this line`,
  onlyRenamed: 'The file has a new name; its lines are the same.',
  noLines: 'No line of it changed: it is empty, or only its mode is another.',
  hidden: (count: number) =>
    count === 1
      ? 'One character here would not be seen'
      : `${count.toLocaleString('en')} characters here would not be seen`,
  hiddenTurning: (turning: number, hidden: number) =>
    `${turningSubject(turning, hidden)} the direction of the text, so that a line can read otherwise than it runs. Each is shown by its number.`,
  hiddenWhy: 'Each is shown by its number, as U+ and the code.',
  hiddenNames,
  hiddenOther: 'a character that is not seen',
} as const
