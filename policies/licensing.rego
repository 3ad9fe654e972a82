# METADATA
# title: Licensing
# description: Only components whose licence is known and allowed (ADR-001 §4). AGPL, proprietary and unknown are denied.
# schemas:
#   - input: schema.change.schema
package licensing

import data.lib.evidence
import data.lib.place

# METADATA
# title: Every component's licence is known
# description: No licence, or one that is no SPDX expression, gives no right to use the component.
# custom:
#   short_name: unknown_licence
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [licences]
#   message: "{component} has no readable licence."
#   remediation: Use a component with an SPDX licence expression.
#   controls: ["ADR-001 Licensing"]
judgements["licensing.unknown_licence"] := {place.file("package-lock.json", {"component": component.purl}) |
	some component in input.components
	not is_array(component.licences)
} if {
	evidence.ready("licensing.unknown_licence")
}

# METADATA
# title: No blocked licence
# description: Denied when every way to satisfy the expression takes a blocked licence.
# custom:
#   short_name: blocked_licence
#   severity: critical
#   stage: change
#   origins: [generated, human]
#   needs: [licences]
#   message: "{component} is under {licences}, which may not be shipped."
#   remediation: Replace the component with one under an allowed licence.
#   controls: ["ADR-001 Licensing"]
judgements["licensing.blocked_licence"] := {place.file("package-lock.json", args) |
	some component in input.components
	is_array(component.licences)
	every way in component.licences {
		_blocked(way)
	}
	args := {"component": component.purl, "licences": _named(component)}
} if {
	evidence.ready("licensing.blocked_licence")
}

# METADATA
# title: Shipped components are under an allowed licence
# description: One way to satisfy the expression must consist of allowed licences only. Development tools are not shipped.
# custom:
#   short_name: licence_not_allowed
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [licences]
#   message: "{component} is under {licences}, which is not on the allowed list."
#   remediation: Replace the component, or ask legal to add the licence to server/policy/tables/licences.ts.
#   controls: ["ADR-001 Licensing"]
judgements["licensing.licence_not_allowed"] := {place.file("package-lock.json", args) |
	some component in input.components
	component.scope == "required"
	is_array(component.licences)
	not _allowed(component)
	args := {"component": component.purl, "licences": _named(component)}
} if {
	evidence.ready("licensing.licence_not_allowed")
}

# METADATA
# title: What is imported is in the inventory
# description: A package that is not among the listed components has a licence nobody looked at.
# custom:
#   short_name: not_inventoried
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [diff, syntax, licences]
#   message: "{module} is imported but not in the component inventory."
#   remediation: Import only what the lockfile holds.
#   controls: ["ADR-001 Licensing", "SOC 2 CC8.1"]
judgements["licensing.not_inventoried"] := {place.at(added, {"module": added.module}) |
	some added in input.syntax.imports
	not added.builtin
	not added.module in _inventory
} if {
	evidence.ready("licensing.not_inventoried")
}

# METADATA
# title: Licence texts stay
# description: A change may not take away the file that says who may use the work.
# custom:
#   short_name: licence_removed
#   severity: medium
#   stage: change
#   origins: [generated, human]
#   needs: [diff]
#   message: "{file} is removed."
#   remediation: Restore the file.
#   controls: ["ADR-001 Licensing"]
judgements["licensing.licence_removed"] := {place.file(gone, {"file": gone}) |
	some file in input.files
	some gone in _removed(file)
	gone in data.thresholds.licenceFiles
} if {
	evidence.ready("licensing.licence_removed")
}

_blocked(way) if {
	some licence in way
	licence in data.thresholds.licences.blocked
}

_allowed(component) if {
	some way in component.licences
	every licence in way {
		licence in data.thresholds.licences.allowed
	}
}

_named(component) := concat(" OR ", [concat(" AND ", way) | some way in component.licences])

_inventory contains component.name if some component in input.components

_removed(file) := {file.path} if {
	file.change == "deleted"
} else := {file.previousPath} if {
	file.change == "renamed"
} else := set()
