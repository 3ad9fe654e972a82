package guard_test

import data.lib.testing

_stages := ["change", "human", "deployment", "processing"]

test_each_complete_set_of_facts_is_allowed[stage] if {
	some stage in _stages
	testing.allows(data.fixtures[stage])
}

test_no_input_is_no_allow if not data.guard.allow with input as {}

test_unknown_stage_is_denied if not data.guard.allow with input as object.union(data.fixtures.change, {"stage": "elsewhere"})

test_unknown_origin_is_denied if not data.guard.allow with input as object.union(data.fixtures.change, {"origin": "elsewhere"})

_present := {item.kind | some item in data.fixtures.change.evidence}

test_evidence_without_facts_is_missing if {
	facts_of := object.filter(data.lib.evidence.facts, _present)
	count(facts_of) == 10
	every kind, fact in facts_of {
		facts := testing.change({fact: null})
		not testing.allows(facts)
		{"kind": kind, "reason": "noFacts"} in testing.verdict(facts).missingEvidence
	}
}

test_facts_left_out_are_missing if {
	facts := object.remove(data.fixtures.change, ["secrets"])
	not testing.allows(facts)
	testing.verdict(facts).missingEvidence == {{"kind": "secrets", "reason": "noFacts"}}
}

test_reasons_for_missing_evidence if {
	_reasons([]) == {"absent"}
	_reasons([{"completed": false}]) == {"notCompleted"}
	_reasons([{"completed": true, "subject": null}]) == {"otherSubject"}
	_reasons([{"completed": true, "subject": "tree"}, {"completed": true, "subject": "other"}]) == {"otherSubject"}
}

_reasons(items) := {reason |
	evidence := [object.union({"kind": "secrets"}, item) | some item in items]
	reason := data.lib.evidence.fault("secrets") with input as {"evidence": evidence, "subject": {"id": "tree"}, "secrets": []}
}

test_rule_that_nobody_wrote_is_never_evaluated if {
	rules := object.union(data.rules, {"security.imagined": data.rules["security.planted_secret"]})
	answer := data.guard.verdict with input as data.fixtures.change with data.rules as rules
	answer.allow == false
	answer.notEvaluated == {"security.imagined"}
}

test_table_without_rules_allows_nothing if {
	answer := data.guard.verdict with input as data.fixtures.change with data.rules as {}
	answer.allow == false
}

test_table_without_one_package_allows_nothing[name] if {
	some name in {split(rule, ".")[0] | some rule in testing.verdict(data.fixtures.change).evaluated}
	rules := {rule: entry | some rule, entry in data.rules; not startswith(rule, concat("", [name, "."]))}
	answer := data.guard.verdict with input as data.fixtures.change with data.rules as rules
	answer.allow == false
}

test_rule_without_needs_is_never_evaluated if {
	rules := object.union(data.rules, {"security.planted_secret": {"needs": []}})
	answer := data.guard.verdict with input as data.fixtures.change with data.rules as rules
	answer.allow == false
	answer.notEvaluated == {"security.planted_secret"}
}

test_low_finding_is_told_and_does_not_block if {
	rules := object.union(data.rules, {"licensing.licence_removed": {"severity": "low"}})
	files := [{"path": "NOTICE", "previousPath": null, "change": "deleted", "binary": false}]
	answer := data.guard.verdict with input as testing.change({"files": files}) with data.rules as rules
	answer.allow == true
	count(answer.findings) == 1
}
