package autonomy_test

_nothing := {"text": null, "form": null, "model": null, "design": null, "diff": null}

_classified(part) := answer if {
	facts := object.union(object.union(data.fixtures.classification, _nothing), part)
	answer := data.autonomy.classification with input as facts
}

_text(terms) := {"text": {"terms": [{"term": term, "start": 0, "end": 1} | some term in terms], "suspicions": []}}

_design(part) := {"design": object.union(
	{"schemaChanges": 0, "personalFields": 0, "dependencies": 0, "environment": 0, "operations": 0},
	part,
)}

_diff(part) := {"diff": object.union({"paths": [], "migrationVerbs": [], "dependencies": 0, "environment": 0}, part)}

_form(shape) := {"form": {"shape": shape, "personalFields": 0}}

test_every_layer_at_once if {
	answer := data.autonomy.classification with input as data.fixtures.classification
	answer.tier == "medium"
	answer.kind == "feature"
	{reason.source | some reason in answer.reasons} == {"text", "form", "design", "diff"}
}

test_tier_decides_approvers if {
	_classified(_form("docs")).approvers == []
	_classified(_form("listPage")).approvers == ["lead"]
	_classified(_form("resource")).approvers == ["manager", "security"]
	_classified(_text(["architecture"])).approvers == ["council", "legal"]
}

test_high_and_critical_designs_are_reviewed if {
	_classified(_form("listPage")).designReview == false
	_classified(_form("resource")).designReview == true
	_classified(_text(["gdpr"])).designReview == true
}

test_each_text_rule_carries_its_words[name] if {
	some name, rule in data.thresholds.textRules
	some reason in _classified(_text([rule.terms[0]])).reasons
	reason.name == name
	reason.words == {{"term": rule.terms[0], "start": 0, "end": 1}}
}

test_highest_text_rule_wins if {
	answer := _classified(_text(["label", "login", "page"]))
	answer.tier == "high"
	count(answer.reasons) == 3
}

test_words_cannot_raise_what_their_shape_cannot_touch if {
	_classified(object.union(_text(["login"]), _form("docs"))).tier == "low"
	_classified(object.union(_text(["login"]), _form("config"))).tier == "high"
}

test_suspicion_raises_and_is_shown if {
	suspicion := {"kind": "instruction", "term": "ignore the rules", "start": 3, "end": 19}
	answer := _classified(object.union(_form("docs"), {"text": {"terms": [], "suspicions": [suspicion]}}))
	answer.tier == "high"
	some reason in answer.reasons
	reason.name == "instruction"
	reason.words == {{"term": "ignore the rules", "start": 3, "end": 19}}
}

test_nothing_recognised_is_medium if {
	answer := _classified(_text(["hello"]))
	answer.tier == "medium"
	answer.kind == "unknown"
	{reason.name | some reason in answer.reasons} == {"unrecognised"}
}

test_no_layer_at_all_is_medium if _classified({}).tier == "medium"

test_shape_says_what_it_is if {
	_classified(_form("docs")).kind == "docs"
	_classified(object.union(_text(["crash"]), _form("config"))).kind == "config"
}

test_shape_nobody_knows_is_high if {
	answer := _classified(_form("teleport"))
	answer.tier == "high"
	answer.kind == "unknown"
}

test_words_say_what_it_is if {
	_classified(_text(["crash", "page"])).kind == "fix"
	_classified(_text(["page"])).kind == "feature"
	_classified(_text(["readme"])).kind == "docs"
}

test_personal_fields_of_the_form_are_high if {
	_classified({"form": {"shape": "listPage", "personalFields": 1}}).tier == "high"
	_classified({"form": {"shape": "listPage", "personalFields": 0}}).tier == "medium"
}

_model(tier) := {"model": {"tier": tier, "kind": "migration", "confidence": 0.9}}

test_model_may_raise if _classified(object.union(_form("docs"), _model("critical"))).tier == "critical"

test_model_never_lowers if _classified(object.union(_form("resource"), _model("low"))).tier == "high"

test_model_alone_says_what_it_is if {
	answer := _classified(_model("low"))
	answer.kind == "migration"
	answer.tier == "low"
}

test_each_design_fact_is_high[fact] if {
	some fact in ["schemaChanges", "personalFields", "dependencies", "environment"]
	_classified(_design({fact: 1})).tier == "high"
}

test_operations_are_medium if _classified(_design({"operations": 1})).tier == "medium"

test_diff_is_medium_by_code if _classified(_diff({"paths": ["server/app.ts"]})).tier == "medium"

test_diff_is_low_by_docs_and_config if {
	_classified(_diff({"paths": ["docs/a.md", "config/service.json", "README.md"]})).tier == "low"
	_classified(_diff({"paths": ["docs.ts"]})).tier == "medium"
}

test_diff_is_high_by_migration if _classified(_diff({"migrationVerbs": ["CREATE TABLE"]})).tier == "high"

test_diff_is_high_by_dependency if _classified(_diff({"dependencies": 1})).tier == "high"

test_diff_is_high_by_environment if _classified(_diff({"environment": 1})).tier == "high"

test_diff_is_critical_by_what_judges_it if {
	answer := _classified(_diff({"paths": ["policies/security.rego", "docs/a.md"]}))
	answer.tier == "critical"
	some reason in answer.reasons
	reason.args.paths == {"policies/security.rego"}
}
