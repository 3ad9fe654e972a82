# METADATA
# title: Lineage
# description: Intent, design, code and artifact are one chain, and every link was made by somebody known (ADR-001 §5).
# schemas:
#   - input: schema.change.schema
package lineage

import data.lib.evidence
import data.lib.place

# METADATA
# title: The design answers the recorded intent
# description: The intent's digest in the ledger, in the design and in the commit are the same.
# custom:
#   short_name: intent_broken
#   severity: critical
#   stage: change
#   origins: [generated]
#   needs: [design, lineage]
#   message: "The design and the commit do not both lead back to the recorded intent."
#   remediation: Generate again from the recorded intent.
#   controls: ["SOC 2 CC8.1", "ADR-001 Artifact Ledger"]
judgements["lineage.intent_broken"] := {place.whole({}) | not _intent_linked} if {
	evidence.ready("lineage.intent_broken")
}

# METADATA
# title: The code was made from the recorded design
# description: The design's digest in the ledger, of the facts judged here, and in the commit are the same.
# custom:
#   short_name: design_broken
#   severity: critical
#   stage: change
#   origins: [generated]
#   needs: [design, lineage]
#   message: "The commit does not lead back to the recorded design."
#   remediation: Generate again from the recorded design.
#   controls: ["SOC 2 CC8.1", "ADR-001 Artifact Ledger"]
judgements["lineage.design_broken"] := {place.whole({}) | not _design_linked} if {
	evidence.ready("lineage.design_broken")
}

# METADATA
# title: The commit is signed by a known key
# description: An unsigned commit, a broken signature and an unregistered key are the same thing.
# custom:
#   short_name: signer_unknown
#   severity: critical
#   stage: change
#   origins: [generated, human]
#   needs: [lineage]
#   message: "The commit is not signed by a registered key."
#   remediation: Sign the commit with a key registered for its author.
#   controls: ["SLSA Source 3", "SOC 2 CC6.1"]
judgements["lineage.signer_unknown"] := {place.whole({}) | not _signed} if {
	evidence.ready("lineage.signer_unknown")
}

# METADATA
# title: A commit says whether a person or the pipeline made it
# description: A person's commit is marked human-made; a generated one names its generator.
# custom:
#   short_name: origin_unmarked
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [lineage]
#   message: "The commit does not say that it is {origin}, and by what."
#   remediation: "Add the trailer Origin: human; for generated code Origin: model or template, and Generator."
#   controls: ["EU AI Act 50", "ADR-001 Artifact Ledger"]
judgements["lineage.origin_unmarked"] := {place.whole({"origin": input.origin}) | not _marked} if {
	evidence.ready("lineage.origin_unmarked")
}

# METADATA
# title: The commit stands on the base it was judged against
# description: Its only parent is the base; otherwise the diff that was read is not the change that would land.
# custom:
#   short_name: base_moved
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [diff, lineage]
#   message: "The commit's parent is not {base}."
#   remediation: Rebase the commit and have it judged again.
#   controls: ["SOC 2 CC8.1"]
judgements["lineage.base_moved"] := {place.whole({"base": input.subject.base}) |
	input.lineage.parents != [input.subject.base]
} if {
	evidence.ready("lineage.base_moved")
}

_intent_linked if {
	is_string(input.lineage.recordedIntent)
	input.lineage.recordedIntent == input.design.intentDigest
	input.lineage.recordedIntent == input.lineage.claimedIntent
}

_design_linked if {
	is_string(input.lineage.recordedDesign)
	input.lineage.recordedDesign == input.design.digest
	input.lineage.recordedDesign == input.lineage.claimedDesign
}

_signed if {
	input.lineage.signatureValid == true
	is_string(input.lineage.signer)
}

_marked if {
	input.origin == "human"
	input.lineage.claimedOrigin == "human"
}

_marked if {
	input.origin == "generated"
	input.lineage.claimedOrigin in {"model", "template"}
	is_string(input.lineage.claimedGenerator)
}
