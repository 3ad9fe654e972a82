/** One part of the loop, swapped for a constant, and the test that must notice. */
export interface Sabotage {
  /** The part of the loop, by its number in the founding issue, and its name. */
  item: string
  /** What the part becomes. */
  becomes: string
  file: string
  /** Occurs exactly once in the file. */
  find: string
  replace: string
  test: string
}

/** At least one for each of the ten parts of the loop. `docs/reference/sabotage.md` is printed from it. */
export const sabotages: readonly Sabotage[] = [
  {
    item: '1 Workspace',
    becomes: 'a sandbox that runs the command without a sandbox',
    file: 'server/adapters/sandbox/launch.ts',
    find: 'bwrap --args 3 --json-status-fd 4 -- "$@"',
    replace: '"$@"',
    test: 'server/adapters/sandbox/bubblewrap.contract.test.ts',
  },
  {
    item: '2 Intent',
    becomes: 'a sanitiser that returns its input',
    file: 'server/loop/intents/sanitise/sanitise.ts',
    find: '  const seen = withoutHidden(opened)\n',
    replace: '  return { text: opened, removed: [], suspicions: [] }\n  const seen = withoutHidden(opened)\n',
    test: 'server/loop/intents/sanitise/sanitise.test.ts',
  },
  {
    item: '2 Intent',
    becomes: 'a classification that is always Low',
    file: 'server/loop/intents/classify.ts',
    find: "return { facts, decision: policy.evaluate('autonomy/classification', facts) }",
    replace:
      "return { facts, decision: { ...policy.evaluate('autonomy/classification', facts), tier: 'low' as const } }",
    test: 'server/loop/intents/corpus/corpus.test.ts',
  },
  {
    item: '3 Design',
    becomes: 'a designer that knows one answer to everything',
    file: 'templates/code/design.ts',
    find: 'return options.map((option) => designOf(intent, option, manifest))',
    replace: 'return options.slice(0, 1).map((option) => designOf(intent, option, manifest))',
    test: 'templates/code/shapes.test.ts',
  },
  {
    item: '4 Code',
    becomes: 'checks that always pass',
    file: 'server/workspaces/checks/by-command.ts',
    find: '  const passed = ran.exitCode === 0\n',
    replace: '  const passed = true\n',
    test: 'server/workspaces/check.contract.test.ts',
  },
  {
    item: '4 Code',
    becomes: 'an empty diff',
    file: 'server/adapters/git/diff.ts',
    find: "  if (output === '') return []\n",
    replace: '  if (output !== null) return []\n',
    test: 'server/adapters/git/git.contract.test.ts',
  },
  {
    item: '5 Guards',
    becomes: 'a policy that always allows',
    file: 'server/policy/evaluate.ts',
    find: '  return sorted(result.data)\n',
    replace: '  return sorted({ ...result.data, allow: true, findings: [], missingEvidence: [] })\n',
    test: 'server/policy/evaluate.test.ts',
  },
  {
    item: '5 Guards',
    becomes: 'facts without a tree: nothing is looked at',
    file: 'server/workspaces/checks/secrets.ts',
    find: '    findings.push(...scan(path, content))\n',
    replace: '',
    test: 'server/workspaces/checks/secrets.test.ts',
  },
  {
    item: '6 Ledger',
    becomes: 'entries without a signature',
    file: 'server/loop/ledger/append.ts',
    find: 'const signatures = [{ keyid: keyId, sig: Uint8Array.from(signature) }]',
    replace: 'const signatures = [{ keyid: keyId, sig: new Uint8Array(signature.length) }]',
    test: 'server/loop/ledger/audit.db.test.ts',
  },
  {
    item: '6 Ledger',
    becomes: 'a verification that believes every signature',
    file: 'server/loop/ledger/format/dsse.ts',
    find: 'if (key !== undefined && (await verifyEd25519(key, sig, signed))) accepted.add(keyid)',
    replace: 'if (verifyEd25519 && signed && sig) accepted.add(keyid)',
    test: 'server/loop/ledger/format/dsse.test.ts',
  },
  {
    item: '7 Approvals',
    becomes: 'an approval that is not bound to what was read',
    file: 'server/loop/autonomy/approvals/machine.ts',
    find: "  if (facts.seenDigest !== facts.currentDigest) return refused('changedSinceYouLooked')\n",
    replace: '',
    test: 'server/loop/autonomy/approvals/machine.test.ts',
  },
  {
    item: '7 Approvals',
    becomes: 'an approval of one’s own work',
    file: 'server/loop/autonomy/approvals/machine.ts',
    find: "  if (facts.person.id === facts.requester) return refused('ownWork')\n",
    replace: '',
    test: 'server/loop/autonomy/approvals/machine.test.ts',
  },
  {
    item: '8 Delivery',
    becomes: 'a fixed weight',
    file: 'server/edge/traffic/bucket.ts',
    find: '.digest().readUInt32BE(0) % 10_000',
    replace: '.digest().readUInt32BE(0) % 1',
    test: 'server/edge/traffic/bucket.test.ts',
  },
  {
    item: '8 Delivery',
    becomes: 'evidence that is always proven',
    file: 'server/loop/autonomy/rollout/evidence/decide.ts',
    find: '  const [verdict, reason] = conclude(state, triggers, numbers)\n',
    replace:
      "  const [verdict, reason] = conclude ? (['proven', 'withinLimits'] as const) : conclude(state, triggers, numbers)\n",
    test: 'server/loop/autonomy/rollout/evidence/decide.test.ts',
  },
  {
    item: '8 Delivery',
    becomes: 'a rollback that is not carried out',
    file: 'server/loop/autonomy/rollout/desired.ts',
    find: "    case 'rollingBack':\n",
    replace: '',
    test: 'server/loop/autonomy/rollout/desired.test.ts',
  },
  {
    item: '9 Halt',
    becomes: 'a switch that is never read',
    file: 'server/platform/halt/switch.ts',
    find: '  return switches.find((each) => each.halted && covering(each.scope))?.scope ?? null\n',
    replace: '  return switches.length < 0 && covering(globalScope) ? globalScope : null\n',
    test: 'server/platform/halt/switch.test.ts',
  },
  {
    item: '10 Live',
    becomes: 'a stream that skips',
    file: 'server/live/follow.ts',
    find: '    for (const happening of batch) {\n',
    replace: '    for (const happening of batch.slice(batch.length > 1 ? 1 : 0)) {\n',
    test: 'server/live/live.db.test.ts',
  },
]
