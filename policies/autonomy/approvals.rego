# METADATA
# title: Approvals
# description: Everybody a tier asks for signed exactly this evidence, and nobody signed their own work (ADR-001 §6).
# schemas:
#   - input: schema.deployment.schema
package autonomy.approvals

import data.lib.evidence
import data.lib.place

# METADATA
# title: Everybody the tier asks for has signed
# description: One valid signature over exactly this evidence by each role, each by another person.
# custom:
#   short_name: approval_missing
#   severity: critical
#   stage: deployment
#   origins: [generated, human]
#   needs: [approvals]
#   message: "The approval of the {role} is missing."
#   remediation: Wait for the approval; nobody else can give it.
#   controls: ["SOC 2 CC8.1", "ADR-001 Approvals"]
judgements["autonomy.approval_missing"] := {place.whole({"role": role}) |
	some role in data.thresholds.approvers[input.change.tier]
	not _signed(role)
} if {
	evidence.ready("autonomy.approval_missing")
}

# METADATA
# title: One person, one approval
# description: The roles a tier asks for are filled by different people.
# custom:
#   short_name: same_approver
#   severity: critical
#   stage: deployment
#   origins: [generated, human]
#   needs: [approvals]
#   message: "{person} signed for more than one role."
#   remediation: Ask another person of the role.
#   controls: ["SOC 2 CC6.3"]
judgements["autonomy.same_approver"] := {place.whole({"person": person}) |
	some person in _counted_people
	count({approval.role | some approval in input.approvals; approval.person == person; _counts(approval)}) > 1
} if {
	evidence.ready("autonomy.same_approver")
}

# METADATA
# title: Nobody approves their own work
# description: An approval by the requester or a co-author never counts, and is told.
# custom:
#   short_name: own_work
#   severity: critical
#   stage: deployment
#   origins: [generated, human]
#   needs: [approvals]
#   message: "{person} asked for or wrote this change, and approved it."
#   remediation: Have somebody else approve.
#   controls: ["SOC 2 CC6.3", "ADR-001 Approvals"]
judgements["autonomy.own_work"] := {place.whole({"person": approval.person}) |
	some approval in input.approvals
	_own(approval)
} if {
	evidence.ready("autonomy.own_work")
}

# METADATA
# title: Approvals are for this content
# description: A signature over other evidence lapsed when the content changed.
# custom:
#   short_name: approval_stale
#   severity: high
#   stage: deployment
#   origins: [generated, human]
#   needs: [approvals]
#   message: "The approval of {person} is for other content."
#   remediation: Ask for the approval again.
#   controls: ["SOC 2 CC8.1"]
judgements["autonomy.approval_stale"] := {place.whole({"person": approval.person}) |
	some approval in input.approvals
	not approval.bundle == input.change.bundle
} if {
	evidence.ready("autonomy.approval_stale")
}

_signed(role) if {
	some approval in input.approvals
	approval.role == role
	_counts(approval)
}

_counts(approval) if {
	approval.signatureValid == true
	approval.bundle == input.change.bundle
	not _own(approval)
}

_own(approval) if approval.person == input.change.requester

_own(approval) if approval.person in input.change.coAuthors

_counted_people contains approval.person if {
	some approval in input.approvals
	_counts(approval)
}
