// Leaves a mark where the test can see it: how often the version was migrated.
const fs = require('node:fs')
const behaviour = JSON.parse(fs.readFileSync('behaviour.json'))
if (behaviour.failMigration) {
  console.error('relation "vessel" does not exist')
  process.exit(1)
}
