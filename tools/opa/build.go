package main

import (
	"bytes"
	"context"
	"os"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/compile"
)

// build compiles the sources to WebAssembly at /exchange/policy.wasm. The bytes depend on the order and the spelling of
// sources and entrypoints, so the caller fixes both.
func build(ctx context.Context, asked request, capabilities *ast.Capabilities) (any, error) {
	compiler := compile.New().
		WithTarget(compile.TargetWasm).
		WithAsBundle(false).
		WithRegoVersion(ast.RegoV1).
		WithCapabilities(capabilities).
		WithEntrypoints(asked.Entrypoints...).
		WithPaths(asked.Sources...).
		WithOutput(&bytes.Buffer{})
	if err := compiler.Build(ctx); err != nil {
		return nil, err
	}
	wasm := compiler.Bundle().WasmModules[0].Raw
	return map[string]any{"bytes": len(wasm)}, os.WriteFile(exchange+"/policy.wasm", wasm, 0o600)
}
