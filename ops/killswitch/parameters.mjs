/** What `execute.ps1` declares, by the names it declares. */
export const parameters = ['Scope', 'ServiceName', 'Reason']

const nameOf = (word) => {
  const bare = /^--?([A-Za-z]+)(?::.*)?$/s.exec(word)?.[1]?.toLowerCase()
  return parameters.find((name) => name.toLowerCase() === bare)
}

/** `-Name value`, `--name value` and PowerShell's `-Name:value`, whatever the case. A reason may be left out anywhere. */
function readPairs(words) {
  const found = {}
  for (let at = 0; at < words.length; at += 1) {
    const name = nameOf(words[at])
    if (!name)
      throw new Error(`unknown parameter ${words[at]}; it takes ${parameters.map((each) => `-${each}`).join(', ')}`)
    const colon = words[at].indexOf(':')
    const next = words[at + 1]
    if (colon > 0) found[name] = words[at].slice(colon + 1)
    else if (next === undefined || (name === 'Reason' && nameOf(next))) found[name] = ''
    else found[name] = words[(at += 1)]
  }
  return found
}

/** Null halts everything. @throws Error that says what is missing. */
export function readParameters(words) {
  const { Scope = '', ServiceName = '', Reason = '' } = readPairs(words)
  const scope = Scope.toLowerCase()
  if (scope !== 'global' && scope !== 'service') throw new Error('-Scope must be Global or Service')
  if (scope === 'service' && !/^[A-Za-z][A-Za-z0-9._-]{0,63}$/.test(ServiceName))
    throw new Error('-Scope Service needs -ServiceName: letters, digits, dots and dashes')
  const reason = Reason.replace(/\p{Cc}+/gu, ' ').trim()
  return { service: scope === 'service' ? ServiceName : null, reason: reason || 'unspecified' }
}
