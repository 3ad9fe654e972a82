# METADATA
# title: Guard
# description: >-
#   The verdict. Allowed only when every rule that applies was evaluated on complete evidence about exactly this subject
#   and nothing that blocks was found. An empty list of findings by itself means nothing.
package guard

import data.lib.evidence

# METADATA
# title: The verdict on a change, a deployment or a use of personal data
verdict := {
	"allow": allow,
	"stage": input.stage,
	"subject": input.subject.id,
	"policyDigest": input.policyDigest,
	"evaluated": evaluated,
	"notEvaluated": required - evaluated,
	"missingEvidence": missing_evidence,
	"findings": findings,
}

default allow := false

allow if {
	every expected in _packages[input.stage] {
		some rule in evaluated
		startswith(rule, concat("", [expected, "."]))
	}
	count(required) > 0
	required == evaluated
	count(missing_evidence) == 0
	count(blocking) == 0
	every rule in required {
		every kind in data.rules[rule].needs {
			kind in evidence.present
		}
	}
}

# Packages that must have spoken at a stage, whatever the table of rules says.
_packages := {
	"change": ["security", "licensing", "privacy", "autonomy", "lineage", "quality", "architecture"],
	"deployment": ["autonomy", "lineage"],
	"processing": ["privacy"],
}

# Rules that apply to this stage and to who made the change.
required contains rule if {
	some rule, entry in data.rules
	entry.stage == input.stage
	input.origin in entry.origins
}

evaluated contains rule if {
	some rule in required
	_judgements[rule]
}

missing_evidence contains {"kind": kind, "reason": reason} if {
	some rule in required
	some kind in data.rules[rule].needs
	reason := evidence.fault(kind)
}

findings contains finding if {
	some rule in required
	some found in _judgements[rule]
	finding := object.union(found, {"rule": rule, "severity": data.rules[rule].severity})
}

blocking contains finding if {
	some finding in findings
	not finding.severity == "low"
}

_judgements := object.union_n([
	data.security.judgements,
	data.licensing.judgements,
	data.privacy.judgements,
	data.privacy.processing.judgements,
	data.autonomy.change.judgements,
	data.autonomy.approvals.judgements,
	data.lineage.judgements,
	data.lineage.deployment.judgements,
	data.quality.judgements,
	data.architecture.judgements,
])
