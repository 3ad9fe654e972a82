package privacy.processing_test

import data.lib.testing

_now := data.fixtures.processing.nowMs

_operation(part) := testing.processing({"operation": part})

_consent(part) := testing.processing({"consents": [object.union(data.fixtures.processing.consents[0], part)]})

_no_consent := {
	"privacy.category_not_covered",
	"privacy.consent_missing",
	"privacy.retention_passed",
}

_rules(facts) := {finding.rule | some finding in testing.verdict(facts).findings}

test_covered_use_is_allowed if testing.allows(data.fixtures.processing)

test_nothing_is_judged_without_evidence if testing.needs_evidence("privacy.", data.fixtures.processing)

test_no_consent_is_denied if _rules(testing.processing({"consents": []})) == _no_consent

test_consent_of_somebody_else_is_none if _rules(_consent({"person": "person-8"})) == _no_consent

test_consent_that_ends_this_moment_is_none if _rules(_consent({"expiresAtMs": _now})) == _no_consent

test_consent_given_this_moment_counts if testing.allows(_consent({"grantedAtMs": _now}))

test_consent_given_later_is_none if _rules(_consent({"grantedAtMs": _now + 1})) == _no_consent

test_consent_revoked_this_moment_is_none if _rules(_consent({"revoked": true, "revokedAtMs": _now})) == _no_consent

test_consent_revoked_at_an_unknown_moment_is_none if _rules(_consent({"revoked": true})) == _no_consent

test_revocation_to_come_still_counts if testing.allows(_consent({"revoked": true, "revokedAtMs": _now + 1}))

test_consent_for_another_purpose_is_none if _rules(_operation({"purpose": "marketing"})) == _no_consent

test_category_outside_the_consent_is_denied if {
	facts := _operation({"categories": ["contact", "identity"]})
	testing.denies("privacy.category_not_covered", facts)
	testing.args("privacy.category_not_covered", facts) == [{"purpose": "port_notices", "category": "identity"}]
}

test_transfer_without_consent_is_denied if testing.denies("privacy.transfer_not_permitted", _operation({"region": "US"}))

test_unknown_region_counts_as_abroad if testing.denies("privacy.transfer_not_permitted", _operation({"region": null}))

test_transfer_with_consent_is_allowed if {
	abroad := _consent({"crossBorderTransfer": true})
	testing.allows(object.union(abroad, {"operation": {"region": "US"}}))
}

test_last_day_of_retention_is_allowed if testing.allows(_operation({"ageDays": 30}))

test_day_after_retention_is_denied if testing.denies("privacy.retention_passed", _operation({"ageDays": 31}))

test_unknown_age_is_denied if testing.denies("privacy.retention_passed", _operation({"ageDays": null}))
