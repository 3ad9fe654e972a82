package security_test

import data.lib.testing

_place := {"path": "server/berth-bookings.ts", "line": 7}

_syntax(part) := testing.change({"syntax": part})

test_clean_change_is_allowed if testing.allows(data.fixtures.change)

test_nothing_is_judged_without_evidence if testing.needs_evidence("security.", data.fixtures.change)

test_secret_is_denied_at_its_line if {
	facts := testing.change({"secrets": [object.union(_place, {"kind": "anthropicKey"})]})
	testing.denies("security.planted_secret", facts)
	testing.where("security.planted_secret", facts) == [_place]
	testing.args("security.planted_secret", facts) == [{"kind": "anthropicKey"}]
}

test_secret_of_a_person_is_denied_too if {
	testing.denies("security.planted_secret", testing.human({"secrets": [object.union(_place, {"kind": "key"})]}))
}

test_two_secrets_are_two_findings if {
	facts := testing.change({"secrets": [
		object.union(_place, {"kind": "key"}),
		object.union(_place, {"kind": "key", "line": 8}),
	]})
	count(testing.where("security.planted_secret", facts)) == 2
}

test_each_dangerous_call_is_denied[kind] if {
	some kind in data.thresholds.dangerousCalls
	testing.denies("security.dangerous_call", _syntax({"dangerousCalls": [object.union(_place, {"kind": kind, "text": "x"})]}))
}

test_call_of_another_kind_is_not_this_rule_s_matter if {
	testing.allows(_syntax({"dangerousCalls": [object.union(_place, {"kind": "fetch", "text": "fetch(url)"})]}))
}

test_forbidden_module_is_denied if {
	imports := [object.union(_place, {"module": "child_process", "builtin": true, "locked": null})]
	testing.denies("security.forbidden_module", _syntax({"imports": imports}))
}

test_package_with_the_name_of_a_module_is_no_module if {
	imports := [object.union(_place, {"module": "cluster", "builtin": false, "locked": true})]
	facts := testing.change({"syntax": {"imports": imports}, "components": [{
		"purl": "pkg:npm/cluster@1.0.0",
		"name": "cluster",
		"scope": "required",
		"licences": [["MIT"]],
	}]})
	testing.allows(facts)
}

_operation(part) := testing.change({
	"syntax": {"operations": [object.union(_place, part)], "provided": [part.operation]},
	"design": {"operations": [part.operation]},
})

test_unvalidated_body_is_denied if {
	facts := _operation({"operation": "POST /berths", "readsBody": true, "validated": false})
	testing.denies("security.unvalidated_operation", facts)
}

test_not_knowing_is_not_validated if {
	testing.denies("security.unvalidated_operation", _operation({
		"operation": "POST /berths",
		"readsBody": null,
		"validated": null,
	}))
}

test_validated_body_is_allowed if {
	testing.allows(_operation({"operation": "POST /berths", "readsBody": true, "validated": true}))
}

test_operation_without_a_body_needs_no_schema if {
	testing.allows(_operation({"operation": "GET /berths", "readsBody": false, "validated": null}))
}

test_privileges_are_denied if {
	statement := {"kind": "privilege", "verb": "GRANT SELECT", "table": "berth_booking", "columns": []}
	facts := testing.change({"migrations": [object.union(_place, statement)]})
	{finding.rule | some finding in testing.verdict(facts).findings} == {
		"security.privilege_change",
		"architecture.narrowing_migration",
	}
	not testing.allows(facts)
}
