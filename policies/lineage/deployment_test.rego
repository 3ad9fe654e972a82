package lineage.deployment_test

import data.lib.testing

_other := "0000000000000000000000000000000000000000000000000000000000000000"

_artifact(part) := testing.deployment({"artifact": part})

_verdict(part) := testing.deployment({"verdict": part})

_tests(part) := testing.deployment({"policyTests": part})

test_complete_deployment_is_allowed if testing.allows(data.fixtures.deployment)

test_nothing_is_judged_without_evidence if testing.needs_evidence("lineage.", data.fixtures.deployment)

test_artifact_of_another_tree_is_denied if testing.denies("lineage.artifact_broken", _artifact({"builtFromTree": "other"}))

test_another_artifact_is_denied if testing.denies("lineage.artifact_broken", _artifact({"digest": "sha256:other"}))

test_unsigned_artifact_is_denied if testing.denies("lineage.artifact_broken", _artifact({"signatureValid": false}))

test_denied_tree_is_not_deployed if testing.denies("lineage.verdict_missing", _verdict({"allow": false}))

test_verdict_on_another_tree_is_none if testing.denies("lineage.verdict_missing", _verdict({"tree": "other"}))

test_verdict_of_another_policy_is_none if testing.denies("lineage.verdict_missing", _verdict({"policyDigest": _other}))

test_policy_with_a_failing_test_is_denied if testing.denies("lineage.policy_untested", _tests({"failed": 1}))

test_policy_without_tests_is_denied if testing.denies("lineage.policy_untested", _tests({"passed": 0}))

test_tests_of_another_policy_are_none if testing.denies("lineage.policy_untested", _tests({"policyDigest": _other}))
