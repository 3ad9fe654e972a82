# METADATA
# title: Security
# description: Authentication, authorisation and secrets (ADR-001 §4). Nothing dangerous enters, whoever wrote it.
# schemas:
#   - input: schema.change.schema
package security

import data.lib.evidence
import data.lib.place

# METADATA
# title: No secret enters the repository
# description: A secret in Git stays in Git. Every finding of the scanners and of our own patterns denies.
# custom:
#   short_name: planted_secret
#   severity: critical
#   stage: change
#   origins: [generated, human]
#   needs: [diff, secrets]
#   message: "A {kind} stands in this line."
#   remediation: Take the value out, revoke it where it was issued, and read it from the service's environment.
#   controls: ["SOC 2 CC6.1", "ASVS 13.3.1"]
judgements["security.planted_secret"] := {place.at(secret, {"kind": secret.kind}) |
	some secret in input.secrets
} if {
	evidence.ready("security.planted_secret")
}

# METADATA
# title: No call that runs what nobody reviewed
# description: eval, new Function, child processes, SQL put together from strings, and their kin.
# custom:
#   short_name: dangerous_call
#   severity: critical
#   stage: change
#   origins: [generated, human]
#   needs: [diff, syntax]
#   message: "{kind} is not allowed: {text}"
#   remediation: Pass values as parameters (SQL), or write the logic out as code that can be read.
#   controls: ["SOC 2 CC6.8", "ASVS 1.2.4", "ASVS 1.3.2"]
judgements["security.dangerous_call"] := {place.at(call, {"kind": call.kind, "text": call.text}) |
	some call in input.syntax.dangerousCalls
	call.kind in data.thresholds.dangerousCalls
} if {
	evidence.ready("security.dangerous_call")
}

# METADATA
# title: Only the built-in modules a service needs
# description: Processes, threads, inspectors and virtual machines belong to the platform, not to a service.
# custom:
#   short_name: forbidden_module
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [diff, syntax]
#   message: "The module {module} may not be used in a service."
#   remediation: Use the service's own HTTP and database connections; ask the platform for anything else.
#   controls: ["SOC 2 CC6.8"]
judgements["security.forbidden_module"] := {place.at(added, {"module": added.module}) |
	some added in input.syntax.imports
	added.builtin
	added.module in data.thresholds.forbiddenModules
} if {
	evidence.ready("security.forbidden_module")
}

# METADATA
# title: What a request carries is validated before it is used
# description: An operation that reads a body must be seen to validate it; when that could not be told, it is refused.
# custom:
#   short_name: unvalidated_operation
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [diff, syntax]
#   message: "{operation} uses its body without a schema."
#   remediation: Parse the body with the entity's schema first, and answer 422 when it does not fit.
#   controls: ["ASVS 2.2.1", "SOC 2 CC8.1"]
judgements["security.unvalidated_operation"] := {place.at(each, {"operation": each.operation}) |
	some each in input.syntax.operations
	not each.readsBody == false
	not each.validated == true
} if {
	evidence.ready("security.unvalidated_operation")
}

# METADATA
# title: A migration never changes who may do what
# description: Roles, grants, policies and code that runs as its owner are the platform's.
# custom:
#   short_name: privilege_change
#   severity: critical
#   stage: change
#   origins: [generated, human]
#   needs: [diff, migrations]
#   message: "{verb} changes privileges."
#   remediation: Leave roles and grants to the platform; a service owns its tables and nothing else.
#   controls: ["SOC 2 CC6.3"]
judgements["security.privilege_change"] := {place.at(statement, {"verb": statement.verb}) |
	some statement in input.migrations
	statement.kind == "privilege"
} if {
	evidence.ready("security.privilege_change")
}
