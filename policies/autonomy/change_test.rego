package autonomy.change_test

import data.lib.testing

_confidence(part) := testing.change({"confidence": part})

test_nothing_is_judged_without_evidence if testing.needs_evidence("autonomy.", data.fixtures.change)

test_tier_above_the_code_is_allowed if testing.allows(testing.change({"change": {"tier": "critical"}}))

test_tier_below_the_code_is_denied if {
	facts := testing.change({"change": {"tier": "medium"}})
	testing.denies("autonomy.tier_understated", facts)
	testing.args("autonomy.tier_understated", facts) == [{"tier": "medium", "found": "high"}]
}

_docs := {
	"change": {"tier": "low"},
	"files": [{"path": "docs/berths.md", "previousPath": null, "change": "added", "binary": false}],
	"migrations": [],
	"syntax": {"imports": [], "operations": []},
	"design": {"operations": []},
}

test_docs_are_low if testing.allows(testing.change(_docs))

test_environment_makes_docs_high if {
	read := {"environment": [{"name": "TZ", "path": "docs/berths.md", "line": 1}]}
	facts := testing.change(object.union(_docs, {"syntax": read, "design": {"environment": ["TZ"]}}))
	testing.denies("autonomy.tier_understated", facts)
}

test_unlocked_import_makes_docs_high if {
	imports := [{"module": "pg", "builtin": false, "locked": false, "path": "docs/berths.md", "line": 1}]
	facts := testing.change(object.union(_docs, {"syntax": {"imports": imports}, "design": {"dependencies": ["pg"]}}))
	testing.denies("autonomy.tier_understated", facts)
}

test_model_at_the_floor_is_allowed if testing.allows(_confidence({"author": "model", "score": 0.7}))

test_model_below_the_floor_is_denied if {
	testing.denies("autonomy.confidence", _confidence({"author": "model", "score": 0.69}))
}

test_model_without_a_score_is_denied if testing.denies("autonomy.confidence", _confidence({"author": "model", "score": null}))

test_template_needs_no_score if testing.allows(_confidence({"author": "template", "score": null}))

test_unreviewed_design_is_denied if testing.denies("autonomy.design_unreviewed", testing.change({"design": {"reviewed": false}}))

test_low_design_needs_no_review if testing.allows(testing.change(object.union(_docs, {"design": {"reviewed": false}})))
