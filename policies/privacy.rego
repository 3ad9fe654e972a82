# METADATA
# title: Privacy
# description: >-
#   GDPR Articles 6 and 7 and CARICOM data protection (ADR-001 §4): no personal data without a purpose somebody
#   consented to, and none abroad unless the consent says so.
# schemas:
#   - input: schema.change.schema
package privacy

import data.lib.evidence
import data.lib.place

# METADATA
# title: A personal field has a purpose
# description: An entity with personal fields must name the consent purpose it is processed for.
# custom:
#   short_name: purpose_missing
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [diff, personalFields]
#   message: "{entity}.{field} can identify a person, and no consent purpose is given for it."
#   remediation: Name a consent purpose for the entity, one that policies/consent-envelopes knows.
#   controls: ["GDPR 6", "GDPR 5(1)(b)"]
judgements["privacy.purpose_missing"] := {place.at(each, {"entity": each.entity, "field": each.field}) |
	some each in input.personalFields
	not is_string(each.purpose)
} if {
	evidence.ready("privacy.purpose_missing")
}

# METADATA
# title: The purpose is one the workspace knows
# description: Some consent envelope under policies/consent-envelopes must hold the purpose.
# custom:
#   short_name: purpose_unknown
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [diff, personalFields]
#   message: "No consent envelope knows the purpose {purpose} of {entity}.{field}."
#   remediation: Use a known purpose, or have a consent envelope for it approved first.
#   controls: ["GDPR 6", "GDPR 7"]
judgements["privacy.purpose_unknown"] := {place.at(each, _named(each)) |
	some each in input.personalFields
	is_string(each.purpose)
	not each.purpose in _known_purposes
} if {
	evidence.ready("privacy.purpose_unknown")
}

# METADATA
# title: The purpose's envelope is in force
# description: Granted, and not past its end.
# custom:
#   short_name: purpose_expired
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [diff, personalFields]
#   message: "No consent envelope for the purpose {purpose} of {entity}.{field} is in force now."
#   remediation: Renew the consent envelope before the data is processed.
#   controls: ["GDPR 7"]
judgements["privacy.purpose_expired"] := {place.at(each, _named(each)) |
	some each in input.personalFields
	each.purpose in _known_purposes
	not each.purpose in _current_purposes
} if {
	evidence.ready("privacy.purpose_expired")
}

# METADATA
# title: Personal fields are declared
# description: A field whose name says that it identifies a person must be declared personal in the design.
# custom:
#   short_name: undeclared_personal
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [diff, migrations, personalFields]
#   message: "{entity}.{field} looks personal and is not declared so."
#   remediation: Mark the field personal in the design, with a consent purpose, or name it for what it is.
#   controls: ["GDPR 25", "GDPR 30"]
judgements["privacy.undeclared_personal"] := {place.at(each, {"entity": each.entity, "field": each.field}) |
	some each in input.personalFields
	not each.declared == true
} if {
	evidence.ready("privacy.undeclared_personal")
}

# METADATA
# title: No personal data in a log
# description: Logs are read by more people, and kept longer, than the data they would hold.
# custom:
#   short_name: logged_personal
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [diff, syntax]
#   message: "{name} is written to a log."
#   remediation: Log the record's id instead.
#   controls: ["GDPR 5(1)(c)", "GDPR 32"]
judgements["privacy.logged_personal"] := {place.at(each, {"name": each.name}) |
	some each in input.syntax.loggedPersonal
} if {
	evidence.ready("privacy.logged_personal")
}

_named(field) := {"entity": field.entity, "field": field.field, "purpose": field.purpose}

_known_purposes contains purpose if {
	some envelope in data.consent.envelopes
	some purpose in envelope.processingPurposes
}

_current_purposes contains purpose if {
	some envelope in data.consent.envelopes
	envelope.grantedAtMs <= input.nowMs
	envelope.expiresAtMs > input.nowMs
	some purpose in envelope.processingPurposes
}
