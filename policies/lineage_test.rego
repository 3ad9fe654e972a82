package lineage_test

import data.lib.testing

_lineage(part) := testing.change({"lineage": part})

_other := "0000000000000000000000000000000000000000000000000000000000000000"

test_nothing_is_judged_without_evidence if testing.needs_evidence("lineage.", data.fixtures.change)

test_person_s_commit_is_judged_without_a_design if {
	testing.allows(data.fixtures.human)
	testing.needs_evidence("lineage.", data.fixtures.human)
}

test_intent_that_was_never_recorded_is_denied if testing.denies("lineage.intent_broken", _lineage({"recordedIntent": null}))

test_claimed_intent_must_be_the_recorded_one if testing.denies("lineage.intent_broken", _lineage({"claimedIntent": _other}))

test_design_must_answer_the_recorded_intent if {
	testing.denies("lineage.intent_broken", testing.change({"design": {"intentDigest": _other}}))
}

test_three_nulls_are_no_chain if {
	testing.denies("lineage.intent_broken", testing.change({
		"design": {"intentDigest": null},
		"lineage": {"recordedIntent": null, "claimedIntent": null},
	}))
}

test_design_that_was_never_recorded_is_denied if testing.denies("lineage.design_broken", _lineage({"recordedDesign": null}))

test_claimed_design_must_be_the_recorded_one if testing.denies("lineage.design_broken", _lineage({"claimedDesign": _other}))

test_design_judged_must_be_the_recorded_one if {
	testing.denies("lineage.design_broken", testing.change({"design": {"digest": _other}}))
}

test_unknown_signer_is_denied if testing.denies("lineage.signer_unknown", _lineage({"signer": null}))

test_broken_signature_is_denied if testing.denies("lineage.signer_unknown", _lineage({"signatureValid": false}))

test_generated_commit_must_say_so if testing.denies("lineage.origin_unmarked", _lineage({"claimedOrigin": null}))

test_generated_commit_must_not_pass_for_human if {
	testing.denies("lineage.origin_unmarked", _lineage({"claimedOrigin": "human"}))
}

test_generated_commit_names_its_generator if {
	testing.denies("lineage.origin_unmarked", _lineage({"claimedGenerator": null}))
}

test_human_commit_must_say_so if {
	testing.denies("lineage.origin_unmarked", testing.human({"lineage": {"claimedOrigin": "template", "claimedGenerator": "x"}}))
}

test_commit_on_another_base_is_denied if testing.denies("lineage.base_moved", _lineage({"parents": ["elsewhere"]}))

test_merge_commit_is_denied if {
	testing.denies("lineage.base_moved", _lineage({"parents": [data.fixtures.change.subject.base, "elsewhere"]}))
}
