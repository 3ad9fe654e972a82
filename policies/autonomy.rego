# METADATA
# title: Autonomy
# description: What a change is, how much can go wrong, and who must look (ADR-001 §6).
# schemas:
#   - input: schema.classification.schema
package autonomy

import data.lib.risk

# METADATA
# title: What a change is, how much can go wrong, and who must look
# description: The highest of every layer that is there; no layer lowers another, and each reason carries its words.
classification := {
	"policyDigest": input.policyDigest,
	"tier": tier,
	"kind": _kind,
	"reasons": _reasons,
	"approvers": data.thresholds.approvers[tier],
	"designReview": tier in data.thresholds.reviewedDesigns,
} if {
	tier := risk.highest({reason.tier | some reason in _reasons})
}

_said := union({
	risk.of_text(input.text, input.form),
	risk.of_form(input.form),
	risk.of_model(input.model),
	risk.of_design(input.design),
	risk.of_diff(input.diff),
})

_kind := data.thresholds.shapes[input.form.shape].kind if {
	input.form != null
} else := kind if {
	kinds := {rule.kind | some reason in _reasons; rule := data.thresholds.textRules[reason.name]; rule.kind != null}
	kind := [name | some name in ["architecture", "fix", "feature", "config", "docs"]; name in kinds][0]
} else := input.model.kind if {
	input.model != null
} else := "unknown"

_reasons := _said if count(_said) > 0

_reasons := risk.unrecognised if count(_said) == 0
