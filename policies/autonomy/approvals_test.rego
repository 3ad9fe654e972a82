package autonomy.approvals_test

import data.lib.testing

_signed(role, person) := {
	"role": role,
	"person": person,
	"bundle": data.fixtures.deployment.change.bundle,
	"signatureValid": true,
}

_other := "0000000000000000000000000000000000000000000000000000000000000000"

_approvals(list) := testing.deployment({"approvals": list})

_tier(tier, list) := testing.deployment({"change": {"tier": tier}, "approvals": list})

test_nothing_is_judged_without_evidence if testing.needs_evidence("autonomy.", data.fixtures.deployment)

test_low_needs_nobody if testing.allows(_tier("low", []))

test_medium_needs_a_lead if {
	testing.allows(_tier("medium", [_signed("lead", "person-3")]))
	testing.denies("autonomy.approval_missing", _tier("medium", [_signed("manager", "person-3")]))
}

test_high_needs_manager_and_security if {
	facts := _approvals([_signed("manager", "person-3")])
	testing.denies("autonomy.approval_missing", facts)
	testing.args("autonomy.approval_missing", facts) == [{"role": "security"}]
}

test_critical_needs_council_and_legal if {
	testing.allows(_tier("critical", [_signed("council", "person-3"), _signed("legal", "person-4")]))
	count(testing.args("autonomy.approval_missing", _tier("critical", []))) == 2
}

test_broken_signature_does_not_count if {
	facts := _approvals([_signed("manager", "person-3"), object.union(_signed("security", "person-4"), {"signatureValid": false})])
	testing.denies("autonomy.approval_missing", facts)
}

test_one_person_in_two_roles_is_denied if {
	testing.denies("autonomy.same_approver", _approvals([_signed("manager", "person-3"), _signed("security", "person-3")]))
}

test_one_person_twice_in_one_role_is_one if {
	list := [_signed("manager", "person-3"), _signed("manager", "person-3"), _signed("security", "person-4")]
	testing.allows(_approvals(list))
}

_both := {"autonomy.own_work", "autonomy.approval_missing"}

_rules(facts) := {finding.rule | some finding in testing.verdict(facts).findings}

test_requester_does_not_count if _rules(_approvals([_signed("manager", "person-1"), _signed("security", "person-4")])) == _both

test_co_author_does_not_count if _rules(_approvals([_signed("manager", "person-2"), _signed("security", "person-4")])) == _both

test_approval_of_other_content_does_not_count if {
	stale := object.union(_signed("security", "person-4"), {"bundle": _other})
	_rules(_approvals([_signed("manager", "person-3"), stale])) == {"autonomy.approval_stale", "autonomy.approval_missing"}
}
