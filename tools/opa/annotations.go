package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/loader"
)

type annotated struct {
	// The full path of what is annotated, such as data.security.judgements["security.planted_secret"].
	Target      string         `json:"target"`
	Scope       string         `json:"scope"`
	Title       string         `json:"title"`
	Description string         `json:"description"`
	Entrypoint  bool           `json:"entrypoint"`
	Custom      map[string]any `json:"custom"`
	Path        string         `json:"path"`
	Line        int            `json:"line"`
}

// annotations lists every METADATA block with the place it stands at.
func annotations(asked request, capabilities *ast.Capabilities) (any, error) {
	loaded, err := loader.NewFileLoader().
		WithRegoVersion(ast.RegoV1).WithProcessAnnotation(true).WithCapabilities(capabilities).
		All(asked.Sources)
	if err != nil {
		return nil, err
	}
	found := []annotated{}
	for _, module := range loaded.ParsedModules() {
		for _, each := range module.Annotations {
			found = append(found, annotated{
				Target: each.GetTargetPath().String(), Scope: each.Scope, Title: each.Title,
				Description: each.Description, Entrypoint: each.Entrypoint, Custom: each.Custom,
				Path: each.Location.File, Line: each.Location.Row,
			})
		}
	}
	return map[string]any{"annotations": found}, nil
}
