package privacy_test

import data.lib.testing

_now := data.fixtures.change.nowMs

_field(part) := testing.change({"personalFields": [object.union(data.fixtures.change.personalFields[0], part)]})

test_nothing_is_judged_without_evidence if testing.needs_evidence("privacy.", data.fixtures.change)

test_known_purpose_is_allowed if testing.allows(_field({"purpose": "crew_welfare"}))

test_no_personal_field_is_allowed if testing.allows(testing.change({"personalFields": []}))

test_missing_purpose_is_denied if {
	facts := _field({"purpose": null})
	testing.denies("privacy.purpose_missing", facts)
	testing.where("privacy.purpose_missing", facts) == [{"path": "migrations/0004_berth_booking.sql", "line": 4}]
}

test_unknown_purpose_is_denied if testing.denies("privacy.purpose_unknown", _field({"purpose": "advertising"}))

test_undeclared_personal_field_is_denied if testing.denies("privacy.undeclared_personal", _field({"declared": false}))

_envelopes(part) := {"one": object.union(
	{"grantedAtMs": _now - 1, "expiresAtMs": _now + 1, "processingPurposes": ["port_notices"]},
	part,
)}

_denied_with(envelopes) if {
	testing.denies("privacy.purpose_expired", data.fixtures.change) with data.consent.envelopes as envelopes
}

_allowed_with(envelopes) if {
	testing.allows(data.fixtures.change) with data.consent.envelopes as envelopes
}

test_envelope_in_force_is_allowed if _allowed_with(_envelopes({}))

test_envelope_granted_this_moment_is_allowed if _allowed_with(_envelopes({"grantedAtMs": _now}))

test_envelope_granted_later_is_denied if _denied_with(_envelopes({"grantedAtMs": _now + 1}))

test_envelope_that_ends_this_moment_is_denied if _denied_with(_envelopes({"expiresAtMs": _now}))

test_one_of_two_envelopes_in_force_is_allowed if {
	two := object.union(_envelopes({}), {"two": _envelopes({"expiresAtMs": _now - 1}).one})
	_allowed_with(two)
}

test_logged_personal_data_is_denied if {
	logged := [{"name": "agentEmail", "path": "server/berth-bookings.ts", "line": 12}]
	testing.denies("privacy.logged_personal", testing.change({"syntax": {"loggedPersonal": logged}}))
}
