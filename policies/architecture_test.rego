package architecture_test

import data.lib.testing

_place := {"path": "server/berth-bookings.ts", "line": 7}

_design(part) := testing.change({"design": part})

_file(part) := testing.change({"files": [object.union(
	{"path": "server/app.ts", "previousPath": null, "change": "modified", "binary": false},
	part,
)]})

test_nothing_is_judged_without_evidence if testing.needs_evidence("architecture.", data.fixtures.change)

test_undeclared_operation_is_denied if {
	facts := _design({"operations": ["GET /berth-bookings"]})
	testing.denies("architecture.undeclared_operation", facts)
	testing.args("architecture.undeclared_operation", facts) == [{"operation": "POST /berth-bookings"}]
}

test_missing_operation_is_denied if {
	operations := array.concat(data.fixtures.change.design.operations, ["DELETE /berth-bookings"])
	testing.denies("architecture.missing_operation", _design({"operations": operations}))
}

test_operation_that_is_there_already_is_not_missing if {
	operations := array.concat(data.fixtures.change.design.operations, ["GET /health"])
	testing.allows(_design({"operations": operations}))
}

test_undeclared_table_is_denied if {
	facts := _design({"tables": []})
	testing.denies("architecture.undeclared_table", facts)
	count(testing.where("architecture.undeclared_table", facts)) == 2
}

test_undeclared_column_is_denied if {
	facts := _design({"columns": [{"table": "berth_booking", "column": "id"}, {"table": "berth", "column": "agent_email"}]})
	testing.denies("architecture.undeclared_table", facts)
}

test_comment_needs_no_design if {
	comment := object.union(_place, {"kind": "comment", "verb": "COMMENT ON", "table": "elsewhere", "columns": []})
	testing.allows(testing.change({"migrations": [comment]}))
}

_import(part) := testing.change({"syntax": {"imports": [object.union(
	object.union(_place, {"module": "pg", "builtin": false, "locked": true}),
	part,
)]}})

test_locked_import_is_allowed if testing.allows(_import({}))

test_unlocked_import_is_denied if testing.denies("architecture.undeclared_import", _import({"locked": false}))

test_import_of_unknown_standing_is_denied if testing.denies("architecture.undeclared_import", _import({"locked": null}))

test_declared_import_is_allowed if {
	testing.allows(object.union(_import({"locked": false}), {"design": {"dependencies": ["pg"]}}))
}

_environment(declared) := testing.change({
	"syntax": {"environment": [object.union(_place, {"name": "PORT_API"})]},
	"design": {"environment": declared},
})

test_undeclared_environment_is_denied if testing.denies("architecture.undeclared_environment", _environment([]))

test_declared_environment_is_allowed if testing.allows(_environment(["PORT_API"]))

test_person_s_environment_needs_no_design if {
	testing.allows(testing.human({"syntax": {"environment": [object.union(_place, {"name": "PORT_API"})]}}))
}

test_each_protected_path_is_denied[path] if {
	some guarded in data.thresholds.protectedPaths
	path := concat("", [guarded, {true: "x", false: ""}[endswith(guarded, "/")]])
	testing.denies("architecture.protected_path", object.union(_file({"path": path}), {"change": {"tier": "critical"}}))
}

test_moving_a_protected_file_away_is_denied if {
	moved := _file({"path": "server/x.ts", "previousPath": "dominion.json", "change": "renamed"})
	testing.denies("architecture.protected_path", moved)
}

test_file_beside_a_protected_one_is_allowed if testing.allows(_file({"path": "server/policies/x.ts"}))

test_person_may_change_a_protected_path if {
	files := [{"path": "policies/security.rego", "previousPath": null, "change": "modified", "binary": false}]
	testing.allows(testing.human({"files": files, "change": {"tier": "critical"}}))
}

_statement(kind) := testing.change({"migrations": [object.union(
	_place,
	{"kind": kind, "verb": "ALTER TABLE", "table": "berth_booking", "columns": []},
)]})

test_each_adding_statement_is_allowed[kind] if {
	some kind in ["createTable", "addColumn", "addConstraint", "createIndex", "comment"]
	testing.allows(_statement(kind))
}

test_each_other_statement_is_denied[kind] if {
	some kind in ["narrowing", "other"]
	testing.denies("architecture.narrowing_migration", _statement(kind))
}

test_new_migration_is_allowed if testing.allows(_file({"path": "migrations/0009_x.sql", "change": "added"}))

test_changed_migration_is_denied if {
	testing.denies("architecture.rewritten_migration", _file({"path": "migrations/0001_x.sql"}))
}

test_removed_migration_is_denied if {
	testing.denies("architecture.rewritten_migration", _file({"path": "migrations/0001_x.sql", "change": "deleted"}))
}

test_renamed_migration_is_denied if {
	renamed := _file({"path": "docs/x.md", "previousPath": "migrations/0001_x.sql", "change": "renamed"})
	testing.denies("architecture.rewritten_migration", renamed)
}

test_file_that_is_no_migration_may_change if testing.allows(_file({"path": "migrations/README.md"}))
