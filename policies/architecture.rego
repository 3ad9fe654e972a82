# METADATA
# title: Architecture
# description: Code does what its design declares and nothing more, and never touches what judges it (ADR-001 §4).
# schemas:
#   - input: schema.change.schema
package architecture

import data.lib.evidence
import data.lib.place
import data.lib.risk

# METADATA
# title: No operation the design does not declare
# description: An endpoint nobody designed is an endpoint nobody reviewed.
# custom:
#   short_name: undeclared_operation
#   severity: high
#   stage: change
#   origins: [generated]
#   needs: [diff, syntax, design]
#   message: "{operation} is not in the design."
#   remediation: Take the operation out, or amend the design and have it reviewed.
#   controls: ["SOC 2 CC8.1"]
judgements["architecture.undeclared_operation"] := {place.at(each, {"operation": each.operation}) |
	some each in input.syntax.operations
	not each.operation in input.design.operations
} if {
	evidence.ready("architecture.undeclared_operation")
}

# METADATA
# title: Every operation the design declares is there
# description: Code that does less than its design is not what was approved.
# custom:
#   short_name: missing_operation
#   severity: high
#   stage: change
#   origins: [generated]
#   needs: [diff, syntax, design]
#   message: "{operation} is in the design but not in the code."
#   remediation: Write the operation, or take it out of the design.
#   controls: ["SOC 2 CC8.1"]
judgements["architecture.missing_operation"] := {place.whole({"operation": declared}) |
	some declared in input.design.operations
	not declared in input.syntax.provided
} if {
	evidence.ready("architecture.missing_operation")
}

# METADATA
# title: No table or column the design does not declare
# description: Data that nobody designed has no owner, no purpose and no retention.
# custom:
#   short_name: undeclared_table
#   severity: high
#   stage: change
#   origins: [generated]
#   needs: [diff, migrations, design]
#   message: "{table} ({columns}) is not in the design."
#   remediation: Take the statement out, or amend the design and have it reviewed.
#   controls: ["SOC 2 CC8.1", "GDPR 25"]
judgements["architecture.undeclared_table"] := {place.at(statement, args) |
	some statement in input.migrations
	not _declared(statement)
	args := {"table": statement.table, "columns": concat(", ", statement.columns)}
} if {
	evidence.ready("architecture.undeclared_table")
}

# METADATA
# title: No package the design does not declare
# description: A new import must be in the lockfile already, or in the design.
# custom:
#   short_name: undeclared_import
#   severity: high
#   stage: change
#   origins: [generated]
#   needs: [diff, syntax, design]
#   message: "{module} is neither in the lockfile nor in the design."
#   remediation: Use what the workspace already has; a new dependency is a change of its own.
#   controls: ["SOC 2 CC6.8"]
judgements["architecture.undeclared_import"] := {place.at(added, {"module": added.module}) |
	some added in input.syntax.imports
	not added.builtin
	not added.locked == true
	not added.module in input.design.dependencies
} if {
	evidence.ready("architecture.undeclared_import")
}

# METADATA
# title: No environment variable the design does not declare
# description: A computed name counts as undeclared.
# custom:
#   short_name: undeclared_environment
#   severity: high
#   stage: change
#   origins: [generated]
#   needs: [diff, syntax, design]
#   message: "{name} is read from the environment but is not in the design."
#   remediation: Declare the variable in the design, or take the line out.
#   controls: ["SOC 2 CC6.1"]
judgements["architecture.undeclared_environment"] := {place.at(read, {"name": read.name}) |
	some read in input.syntax.environment
	not read.name in input.design.environment
} if {
	evidence.ready("architecture.undeclared_environment")
}

# METADATA
# title: The pipeline never writes what judges or runs it
# description: Policies, CI, the lockfile and the workspace manifest change by a person's own commit only.
# custom:
#   short_name: protected_path
#   severity: critical
#   stage: change
#   origins: [generated]
#   needs: [diff]
#   message: "{file} is protected."
#   remediation: Leave the file; a person changes it in a commit of their own.
#   controls: ["SOC 2 CC6.3", "SOC 2 CC8.1"]
judgements["architecture.protected_path"] := {place.file(touched, {"file": touched}) |
	some file in input.files
	some touched in {file.path, file.previousPath}
	is_string(touched)
	some guarded in data.thresholds.protectedPaths
	risk.under(touched, guarded)
} if {
	evidence.ready("architecture.protected_path")
}

# METADATA
# title: Migrations only add
# description: While two versions run side by side, nothing the older one uses may be dropped or narrowed.
# custom:
#   short_name: narrowing_migration
#   severity: critical
#   stage: change
#   origins: [generated, human]
#   needs: [diff, migrations]
#   message: "{verb} is not a statement that only adds."
#   remediation: Add the new shape now; drop the old one in a later change, when no version uses it.
#   controls: ["SOC 2 A1.2", "ADR-001 Rollback"]
judgements["architecture.narrowing_migration"] := {place.at(statement, {"verb": statement.verb}) |
	some statement in input.migrations
	not statement.kind in {"createTable", "addColumn", "addConstraint", "createIndex", "comment"}
} if {
	evidence.ready("architecture.narrowing_migration")
}

# METADATA
# title: A migration that has been run stays as it was
# description: Changing or removing one makes databases differ for ever.
# custom:
#   short_name: rewritten_migration
#   severity: critical
#   stage: change
#   origins: [generated, human]
#   needs: [diff]
#   message: "{file} has been run already."
#   remediation: Restore the file and add a new migration.
#   controls: ["SOC 2 CC8.1"]
judgements["architecture.rewritten_migration"] := {place.file(path, {"file": path}) |
	some file in input.files
	file.change != "added"
	some path in {file.path, file.previousPath}
	is_string(path)
	regex.match(`(^|/)migrations/[^/]+\.sql$`, path)
} if {
	evidence.ready("architecture.rewritten_migration")
}

_declared(statement) if {
	statement.table in input.design.tables
	every column in statement.columns {
		{"table": statement.table, "column": column} in input.design.columns
	}
}

_declared(statement) if statement.kind == "comment"
