# METADATA
# title: Findings and where they stand
package lib.place

# A finding at the place that a fact carries.
at(fact, args) := {"args": args, "where": {"path": fact.path, "line": fact.line}}

# A finding about a whole file.
file(path, args) := {"args": args, "where": {"path": path, "line": null}}

# A finding about the change as a whole.
whole(args) := {"args": args, "where": {"path": null, "line": null}}
