package main

import (
	"os"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
)

// formatted answers with the canonical text of each source that differs from it.
func formatted(asked request, capabilities *ast.Capabilities) (any, error) {
	changed := map[string]string{}
	for _, path := range asked.Sources {
		source, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		options := format.Opts{
			RegoVersion:   ast.RegoV1,
			ParserOptions: &ast.ParserOptions{RegoVersion: ast.RegoV1, Capabilities: capabilities},
		}
		canonical, err := format.SourceWithOpts(path, source, options)
		if err != nil {
			return nil, err
		}
		if string(canonical) != string(source) {
			changed[path] = string(canonical)
		}
	}
	return map[string]any{"changed": changed}, nil
}
