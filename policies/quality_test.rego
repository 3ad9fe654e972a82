package quality_test

import data.lib.testing

_tests(part) := testing.change({"tests": part})

_failed(kind) := testing.change({"evidence": [merged |
	some item in data.fixtures.change.evidence
	merged := _with_result(item, kind)
]})

_with_result(item, kind) := object.union(item, {"passed": false}) if item.kind == kind

_with_result(item, kind) := item if item.kind != kind

test_nothing_is_judged_without_evidence if testing.needs_evidence("quality.", data.fixtures.change)

test_each_failed_check_is_denied[kind] if {
	some kind in ["format", "lint", "types", "tests"]
	testing.denies("quality.failed_check", _failed(kind))
	testing.args("quality.failed_check", _failed(kind)) == [{"check": kind}]
}

test_no_test_is_denied if testing.denies("quality.tests_absent", _tests({"passed": 0}))

test_failing_test_is_denied if testing.denies("quality.tests_absent", _tests({"failed": 1}))

test_exactly_the_floor_is_not_more if {
	facts := _tests({"linesCoveredPercent": 80})
	testing.denies("quality.coverage", facts)
	testing.args("quality.coverage", facts) == [{"percent": 80, "floor": 80}]
}

test_just_above_the_floor_is_allowed if testing.allows(_tests({"linesCoveredPercent": 80.01}))

test_unknown_coverage_is_denied if testing.denies("quality.coverage", _tests({"linesCoveredPercent": null}))
