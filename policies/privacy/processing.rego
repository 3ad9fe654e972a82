# METADATA
# title: Privacy of processing
# description: Consent is checked each time before a person's data are used, here or by a model abroad (GDPR 6 and 7, ADR-001).
# schemas:
#   - input: schema.processing.schema
package privacy.processing

import data.lib.evidence
import data.lib.place

# METADATA
# title: The person consented to this purpose
# description: A consent in force must hold the purpose; one that was revoked or has ended holds nothing.
# custom:
#   short_name: consent_missing
#   severity: critical
#   stage: processing
#   origins: [generated, human]
#   needs: [consents]
#   message: "No consent in force covers the purpose {purpose}."
#   remediation: Ask the person for this purpose, and wait for the answer.
#   controls: ["GDPR 6", "GDPR 7"]
judgements["privacy.consent_missing"] := {place.whole({"purpose": input.operation.purpose}) |
	count(_covering) == 0
} if {
	evidence.ready("privacy.consent_missing")
}

# METADATA
# title: The person consented to these data
# description: One consent in force for the purpose must hold the category.
# custom:
#   short_name: category_not_covered
#   severity: critical
#   stage: processing
#   origins: [generated, human]
#   needs: [consents]
#   message: "The consent for {purpose} does not cover {category}."
#   remediation: Leave the data out, or ask the person for it.
#   controls: ["GDPR 5(1)(c)", "GDPR 7"]
judgements["privacy.category_not_covered"] := {place.whole({"purpose": input.operation.purpose, "category": category}) |
	some category in input.operation.categories
	not _covered(category)
} if {
	evidence.ready("privacy.category_not_covered")
}

# METADATA
# title: Nothing crosses the border without consent
# description: Processing outside the home regions, a model abroad among them, needs a consent that allows transfer. An unknown region counts as abroad.
# custom:
#   short_name: transfer_not_permitted
#   severity: critical
#   stage: processing
#   origins: [generated, human]
#   needs: [consents]
#   message: "The data may not be processed in {region}."
#   remediation: Use a model or service in the Caribbean, or take the personal data out of the text.
#   controls: ["GDPR 44", "ADR-001 Jurisdiction"]
judgements["privacy.transfer_not_permitted"] := {place.whole({"region": input.operation.region}) |
	not input.operation.region in data.thresholds.homeRegions
	not _transferable
} if {
	evidence.ready("privacy.transfer_not_permitted")
}

# METADATA
# title: Data are not kept past their time
# description: A record older than the consent's retention period is purged, not processed. An unknown age counts as too old.
# custom:
#   short_name: retention_passed
#   severity: high
#   stage: processing
#   origins: [generated, human]
#   needs: [consents]
#   message: "The data are {days} days old, which is more than the consent for {purpose} allows."
#   remediation: Purge the data.
#   controls: ["GDPR 5(1)(e)", "GDPR 17"]
judgements["privacy.retention_passed"] := {place.whole(args) |
	not _within_retention
	args := {"days": input.operation.ageDays, "purpose": input.operation.purpose}
} if {
	evidence.ready("privacy.retention_passed")
}

# The person's own consents that are in force and hold the purpose.
_covering contains consent if {
	some consent in input.consents
	consent.person == input.subject.id
	consent.grantedAtMs <= input.nowMs
	consent.expiresAtMs > input.nowMs
	not _revoked(consent)
	input.operation.purpose in consent.processingPurposes
}

_within_retention if {
	is_number(input.operation.ageDays)
	some consent in _covering
	input.operation.ageDays <= consent.retentionPeriodDays
}

# Unless it was never revoked, or will only be later.
_revoked(consent) if {
	not consent.revoked == false
	not _later(consent.revokedAtMs)
}

_later(moment) if {
	is_number(moment)
	moment > input.nowMs
}

_covered(category) if {
	some consent in _covering
	category in consent.dataCategories
}

_transferable if {
	some consent in _covering
	consent.crossBorderTransfer == true
}
