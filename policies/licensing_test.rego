package licensing_test

import data.lib.testing

_component(licences, scope) := testing.change({"components": array.concat(
	data.fixtures.change.components,
	[{"purl": "pkg:npm/thing@1.0.0", "name": "thing", "scope": scope, "licences": licences}],
)})

test_nothing_is_judged_without_evidence if testing.needs_evidence("licensing.", data.fixtures.change)

test_allowed_licence if testing.allows(_component([["Apache-2.0"]], "required"))

test_both_of_two_allowed_licences if testing.allows(_component([["MIT", "CC0-1.0"]], "required"))

test_unknown_licence_is_denied if {
	facts := _component(null, "required")
	{finding.rule | some finding in testing.verdict(facts).findings} == {"licensing.unknown_licence"}
	not testing.allows(facts)
}

test_unknown_licence_of_a_tool_is_denied if testing.denies("licensing.unknown_licence", _component(null, "development"))

test_agpl_is_denied if {
	facts := _component([["AGPL-3.0-only"]], "required")
	{finding.rule | some finding in testing.verdict(facts).findings} == {
		"licensing.blocked_licence",
		"licensing.licence_not_allowed",
	}
	testing.args("licensing.blocked_licence", facts) == [{
		"component": "pkg:npm/thing@1.0.0",
		"licences": "AGPL-3.0-only",
	}]
}

test_agpl_of_a_tool_is_denied if testing.denies("licensing.blocked_licence", _component([["AGPL-3.0-only"]], "development"))

test_a_choice_beside_agpl_is_allowed if testing.allows(_component([["AGPL-3.0-only"], ["MIT"]], "required"))

test_agpl_together_with_mit_is_denied if not testing.allows(_component([["AGPL-3.0-only", "MIT"]], "required"))

test_licence_on_neither_list_is_denied if {
	facts := _component([["LGPL-3.0-only"], ["EUPL-1.2", "MIT"]], "required")
	testing.denies("licensing.licence_not_allowed", facts)
	testing.args("licensing.licence_not_allowed", facts)[0].licences == "LGPL-3.0-only OR EUPL-1.2 AND MIT"
}

test_licence_on_neither_list_is_allowed_for_a_tool if testing.allows(_component([["LGPL-3.0-only"]], "development"))

_import(part) := testing.change({"syntax": {"imports": [object.union(
	{"module": "hono", "builtin": false, "locked": true, "path": "server/app.ts", "line": 3},
	part,
)]}})

test_import_outside_the_inventory_is_denied if {
	testing.denies("licensing.not_inventoried", _import({"module": "left-pad"}))
}

test_builtin_module_is_no_component if testing.allows(_import({"module": "crypto", "builtin": true}))

_file(part) := testing.change({"files": [object.union(
	{"path": "LICENSE", "previousPath": null, "change": "deleted", "binary": false},
	part,
)]})

test_removed_licence_is_denied if testing.denies("licensing.licence_removed", _file({}))

test_renamed_licence_is_denied if {
	testing.denies("licensing.licence_removed", _file({"path": "docs/old.md", "previousPath": "LICENSE", "change": "renamed"}))
}

test_edited_licence_is_another_rule_s_matter if testing.allows(_file({"change": "modified"}))

test_another_file_may_go if testing.allows(_file({"path": "docs/old.md"}))
