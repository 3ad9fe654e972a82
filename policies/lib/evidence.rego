# METADATA
# title: What has been seen
# description: >-
#   A rule may speak only when everything it needs was looked at, wholly, for exactly this subject, and the facts are
#   there. Silence is never a pass.
package lib.evidence

# Where the facts of a kind stand in the input. A kind that is not here carries no facts beyond its own result.
facts := {
	"diff": "files",
	"syntax": "syntax",
	"migrations": "migrations",
	"secrets": "secrets",
	"licences": "components",
	"tests": "tests",
	"design": "design",
	"personalFields": "personalFields",
	"lineage": "lineage",
	"confidence": "confidence",
	"verdict": "verdict",
	"policyTests": "policyTests",
	"approvals": "approvals",
	"artifact": "artifact",
	"consents": "consents",
}

# Everything the named rule needs is there.
ready(rule) if {
	count(data.rules[rule].needs) > 0
	every kind in data.rules[rule].needs {
		present(kind)
	}
}

present(kind) if {
	not fault(kind)
	some item in input.evidence
	item.kind == kind
}

# Why a kind of evidence cannot be relied on; undefined when it can.
fault(kind) := "absent" if {
	count(_items(kind)) == 0
} else := "notCompleted" if {
	some item in _items(kind)
	not item.completed == true
} else := "otherSubject" if {
	some item in _items(kind)
	not item.subject == input.subject.id
} else := "noFacts" if {
	facts[kind]
	not _given(kind)
}

# Neither null nor left out.
_given(kind) if input[facts[kind]] != null

_items(kind) := [item | some item in input.evidence; item.kind == kind]
