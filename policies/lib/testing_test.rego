# What the tests share. Each starts from facts that are allowed and changes one thing.
package lib.testing

verdict(facts) := answer if {
	answer := data.guard.verdict with input as facts
}

# Allowed facts with a part replaced; objects merge, lists do not.
change(part) := object.union(data.fixtures.change, part)

human(part) := object.union(data.fixtures.human, part)

deployment(part) := object.union(data.fixtures.deployment, part)

processing(part) := object.union(data.fixtures.processing, part)

allows(facts) if verdict(facts).allow == true

# Denied, by this rule and no other, on complete evidence.
denies(rule, facts) if {
	answer := verdict(facts)
	answer.allow == false
	{finding.rule | some finding in answer.findings} == {rule}
	count(answer.missingEvidence) == 0
	count(answer.notEvaluated) == 0
}

args(rule, facts) := [finding.args | some finding in verdict(facts).findings; finding.rule == rule]

where(rule, facts) := [finding.where | some finding in verdict(facts).findings; finding.rule == rule]

# Every rule of the package is silent, and the verdict a denial, when any evidence the rule needs is left out, was cut
# short, or is about something else.
needs_evidence(prefix, facts) if {
	rules := {rule | some rule in verdict(facts).evaluated; startswith(rule, prefix)}
	count(rules) > 0
	kinds := {kind | some rule in rules; some kind in data.rules[rule].needs}
	every kind in kinds {
		needing := {rule | some rule in rules; kind in data.rules[rule].needs}
		every spoilt in [
			_left_out(facts, kind),
			_changed(facts, kind, {"completed": false}),
			_changed(facts, kind, {"subject": "other"}),
		] {
			_silent(needing, kind, spoilt)
		}
	}
}

_silent(rules, kind, facts) if {
	answer := verdict(facts)
	answer.allow == false
	count(rules - answer.notEvaluated) == 0
	some missing in answer.missingEvidence
	missing.kind == kind
}

_left_out(facts, kind) := object.union(facts, {"evidence": [item | some item in facts.evidence; item.kind != kind]})

_changed(facts, kind, part) := object.union(facts, {"evidence": [merged |
	some item in facts.evidence
	merged := _merged(item, kind, part)
]})

_merged(item, kind, part) := object.union(item, part) if item.kind == kind

_merged(item, kind, _) := item if item.kind != kind
