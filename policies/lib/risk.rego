# METADATA
# title: Risk
# description: What each layer says about a change's tier. Every reason names its source and the words or counts that decided.
package lib.risk

order := ["low", "medium", "high", "critical"]

rank(tier) := position if {
	some position, name in order
	name == tier
}

highest(tiers) := order[max({rank(tier) | some tier in tiers})]

# Words of the text, unless the form's shape cannot touch what they are about.
of_text(null, _) := set()

of_text(text, form) := {reason |
	text != null
	some name, rule in data.thresholds.textRules
	not _excused(rule, form)
	words := {term | some term in text.terms; term.term in rule.terms}
	count(words) > 0
	reason := {"source": "text", "name": name, "tier": rule.tier, "words": words, "args": {}}
} | {reason |
	text != null
	some kind in {suspicion.kind | some suspicion in text.suspicions}
	words := {object.remove(suspicion, ["kind"]) | some suspicion in text.suspicions; suspicion.kind == kind}
	reason := {"source": "text", "name": kind, "tier": "high", "words": words, "args": {}}
}

of_form(null) := set()

of_form(form) := {_reason("form", form.shape, object.get(_shape_tiers, form.shape, "high"), {})} | {reason |
	form.personalFields > 0
	reason := _reason("form", "personalFields", "high", {"count": form.personalFields})
} if {
	form != null
}

# A model may raise: the highest wins, whatever it suggests.
of_model(null) := set()

of_model(model) := {_reason("model", model.kind, model.tier, {"confidence": model.confidence})} if model != null

of_design(null) := set()

of_design(design) := {_reason("design", name, "high", {"count": design[name]}) |
	some name in ["schemaChanges", "personalFields", "dependencies", "environment"]
	design[name] > 0
} | {_reason("design", "operations", "medium", {"count": design.operations}) |
	design.operations > 0
} if {
	design != null
}

of_diff(null) := set()

of_diff(diff) := ({_reason("diff", "migrations", "high", {"verbs": diff.migrationVerbs}) |
	count(diff.migrationVerbs) > 0
} | {_reason("diff", name, "high", {"count": diff[name]}) |
	some name in ["dependencies", "environment"]
	diff[name] > 0
}) | (({_reason("diff", "protectedPaths", "critical", {"paths": paths}) |
	paths := {path | some path in diff.paths; _any_under(path, data.thresholds.protectedPaths)}
	count(paths) > 0
} | {_reason("diff", "code", "medium", {"count": count(paths)}) |
	paths := {path | some path in diff.paths; not _any_under(path, data.thresholds.harmlessPaths)}
	count(paths) > 0
}) | {_reason("diff", "harmless", "low", {"count": count(diff.paths)})}) if {
	diff != null
}

# When no layer said anything, somebody must look.
unrecognised := {_reason("policy", "unrecognised", "medium", {})}

_reason(source, name, tier, args) := {"source": source, "name": name, "tier": tier, "words": set(), "args": args}

_excused(rule, form) if {
	form != null
	form.shape in rule.unless
}

_shape_tiers := {shape: row.tier | some shape, row in data.thresholds.shapes}

_any_under(path, prefixes) if {
	some prefix in prefixes
	under(path, prefix)
}

# `prefix` is a whole path, or a folder ending in a slash.
under(path, prefix) if path == prefix

under(path, prefix) if {
	endswith(prefix, "/")
	startswith(path, prefix)
}
