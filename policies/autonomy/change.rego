# METADATA
# title: Autonomy of a change
# description: The tier a change carries is not below what its code says, and nobody ships what its author doubts.
# schemas:
#   - input: schema.change.schema
package autonomy.change

import data.lib.evidence
import data.lib.place
import data.lib.risk

# METADATA
# title: The tier is not below what the code says
# description: The diff decides again, on paths, migrations, imports and environment; a lower tier than that is refused.
# custom:
#   short_name: tier_understated
#   severity: critical
#   stage: change
#   origins: [generated, human]
#   needs: [diff, syntax, migrations]
#   message: "The change is marked {tier}, but its code is {found}."
#   remediation: Raise the change to {found}; the approvers follow from it.
#   controls: ["SOC 2 CC8.1", "ADR-001 Risk Tiers"]
judgements["autonomy.tier_understated"] := {place.whole({"tier": input.change.tier, "found": found}) |
	found := risk.highest({reason.tier | some reason in risk.of_diff(_diff)})
	risk.rank(input.change.tier) < risk.rank(found)
} if {
	evidence.ready("autonomy.tier_understated")
}

# METADATA
# title: Code that a model doubts is not shipped
# description: Rollback trigger 5. At the floor is enough, below it or unknown is not. Templates and people need no score.
# custom:
#   short_name: confidence
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [confidence]
#   message: "The model's confidence is {score}; at least {floor} is asked."
#   remediation: Generate again with more context, or have a person write it.
#   controls: ["ADR-001 Rollback Triggers 5"]
judgements["autonomy.confidence"] := {place.whole(args) |
	not _confident
	args := {"score": input.confidence.score, "floor": data.thresholds.confidenceFloor}
} if {
	evidence.ready("autonomy.confidence")
}

# METADATA
# title: Designs of High and Critical changes are reviewed first
# description: A person read the design before code was written from it.
# custom:
#   short_name: design_unreviewed
#   severity: high
#   stage: change
#   origins: [generated]
#   needs: [design]
#   message: "A {tier} change needs its design reviewed."
#   remediation: Have the design reviewed, then generate again.
#   controls: ["ADR-001 Design Synthesizer", "SOC 2 CC8.1"]
judgements["autonomy.design_unreviewed"] := {place.whole({"tier": input.change.tier}) |
	input.change.tier in data.thresholds.reviewedDesigns
	not input.design.reviewed == true
} if {
	evidence.ready("autonomy.design_unreviewed")
}

_confident if input.confidence.author in {"template", "person"}

_confident if {
	is_number(input.confidence.score)
	input.confidence.score >= data.thresholds.confidenceFloor
}

_diff := {
	"paths": [file.path | some file in input.files],
	"migrationVerbs": [statement.verb | some statement in input.migrations],
	"dependencies": count([added | some added in input.syntax.imports; not added.builtin; not added.locked == true]),
	"environment": count(input.syntax.environment),
}
