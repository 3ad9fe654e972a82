# METADATA
# title: Lineage of a deployment
# description: What is about to run was built from what was judged, by a policy that passes its own tests.
# schemas:
#   - input: schema.deployment.schema
package lineage.deployment

import data.lib.evidence
import data.lib.place

# METADATA
# title: The artifact was built from the judged tree
# description: Same tree, same digest, signed by the builder.
# custom:
#   short_name: artifact_broken
#   severity: critical
#   stage: deployment
#   origins: [generated, human]
#   needs: [artifact]
#   message: "The artifact was not built from the judged tree, or its signature does not hold."
#   remediation: Build the judged commit again.
#   controls: ["SLSA Build 2", "SOC 2 CC8.1"]
judgements["lineage.artifact_broken"] := {place.whole({}) | not _built} if {
	evidence.ready("lineage.artifact_broken")
}

# METADATA
# title: The judged tree was allowed by the active policy
# description: A verdict of another policy, or about another tree, is no verdict.
# custom:
#   short_name: verdict_missing
#   severity: critical
#   stage: deployment
#   origins: [generated, human]
#   needs: [verdict]
#   message: "No verdict of the active policy allows this tree."
#   remediation: Have the commit judged by the active policy.
#   controls: ["SOC 2 CC8.1"]
judgements["lineage.verdict_missing"] := {place.whole({}) | not _allowed} if {
	evidence.ready("lineage.verdict_missing")
}

# METADATA
# title: The active policy passes its own tests
# description: ADR-001, opa test policies/ runs before every deployment. At least one, all passing, for the active digest.
# custom:
#   short_name: policy_untested
#   severity: critical
#   stage: deployment
#   origins: [generated, human]
#   needs: [policyTests]
#   message: "The active policy's own tests did not all pass, or were run for another policy."
#   remediation: Run bin/dominion policy test and mend what it names.
#   controls: ["ADR-001 OPA Policies", "SOC 2 CC7.1"]
judgements["lineage.policy_untested"] := {place.whole({}) | not _tested} if {
	evidence.ready("lineage.policy_untested")
}

_built if {
	input.artifact.builtFromTree == input.subject.tree
	input.artifact.digest == input.subject.id
	input.artifact.signatureValid == true
}

_allowed if {
	input.verdict.allow == true
	input.verdict.tree == input.subject.tree
	input.verdict.policyDigest == input.policyDigest
}

_tested if {
	input.policyTests.policyDigest == input.policyDigest
	input.policyTests.passed > 0
	input.policyTests.failed == 0
}
