# METADATA
# title: Quality
# description: The checks passed and the tests reach the code (ADR-001 §4).
# schemas:
#   - input: schema.change.schema
package quality

import data.lib.evidence
import data.lib.place

# METADATA
# title: Every check passed
# description: Format, lint, types and tests each ran to the end on this tree and passed.
# custom:
#   short_name: failed_check
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [format, lint, types, tests]
#   message: "{check} did not pass."
#   remediation: Run the check in the workspace and mend what it names.
#   controls: ["SOC 2 CC8.1"]
judgements["quality.failed_check"] := {place.whole({"check": item.kind}) |
	some item in input.evidence
	item.kind in data.rules["quality.failed_check"].needs
	not item.passed == true
} if {
	evidence.ready("quality.failed_check")
}

# METADATA
# title: Tests ran, and none failed
# description: A run without a single passing test shows nothing.
# custom:
#   short_name: tests_absent
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [tests]
#   message: "{passed} tests passed and {failed} failed."
#   remediation: Add tests for what the change does, and mend the failing ones.
#   controls: ["SOC 2 CC8.1"]
judgements["quality.tests_absent"] := {place.whole({"passed": input.tests.passed, "failed": input.tests.failed}) |
	not _tested
} if {
	evidence.ready("quality.tests_absent")
}

# METADATA
# title: Tests cover the code
# description: More than the floor of lines; exactly the floor is not more.
# custom:
#   short_name: coverage
#   severity: high
#   stage: change
#   origins: [generated, human]
#   needs: [tests]
#   message: "{percent} % of lines are covered; more than {floor} % are asked."
#   remediation: Add tests that run the lines the report names.
#   controls: ["ADR-001 Quality"]
judgements["quality.coverage"] := {place.whole(args) |
	not _covered
	args := {"percent": input.tests.linesCoveredPercent, "floor": data.thresholds.coverageAbovePercent}
} if {
	evidence.ready("quality.coverage")
}

_tested if {
	input.tests.passed > 0
	input.tests.failed == 0
}

_covered if {
	is_number(input.tests.linesCoveredPercent)
	input.tests.linesCoveredPercent > data.thresholds.coverageAbovePercent
}
