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

# Kinds that can be relied on.
present := ((seen - cut_short) - elsewhere) - without_facts

seen contains item.kind if some item in input.evidence

cut_short contains item.kind if {
	some item in input.evidence
	not item.completed == true
}

elsewhere contains item.kind if {
	some item in input.evidence
	not item.subject == input.subject.id
}

# Null, or left out.
without_facts contains kind if {
	some kind, place in facts
	not _given(place)
}

# Everything the named rule needs is there.
ready(rule) if {
	needs := data.rules[rule].needs
	count(needs) > 0
	every kind in needs {
		kind in present
	}
}

# Why a kind of evidence cannot be relied on; undefined when it can.
fault(kind) := "absent" if {
	not kind in seen
} else := "notCompleted" if {
	kind in cut_short
} else := "otherSubject" if {
	kind in elsewhere
} else := "noFacts" if {
	kind in without_facts
}

_given(place) if input[place] != null
