package main

import (
	_ "unsafe" // for go:linkname

	"github.com/open-policy-agent/opa/v1/ast"
	_ "github.com/open-policy-agent/opa/v1/compile"
)

// The compiler's own table of builtins that WebAssembly runs by itself; it is not exported, and a copy would drift.
//
//go:linkname runByWasm github.com/open-policy-agent/opa/internal/compiler/wasm.builtinsFunctions
var runByWasm map[string]string

// Builtins the compiler or the test runner takes away before anything is executed.
var compiledAway = map[string]bool{
	ast.Assign.Name: true, ast.Equality.Name: true, ast.Print.Name: true, "internal.print": true,
	ast.RegoMetadataChain.Name: true, ast.RegoMetadataRule.Name: true, "internal.test_case": true,
}

// nativeCapabilities keeps this version's builtins that need no host function. `sprintf` and template strings need one
// whose text differs between hosts, so they are absent.
func nativeCapabilities() *ast.Capabilities {
	all := ast.CapabilitiesForThisVersion()
	kept := all.Builtins[:0]
	for _, builtin := range all.Builtins {
		if _, native := runByWasm[builtin.Name]; native || compiledAway[builtin.Name] {
			kept = append(kept, builtin)
		}
	}
	all.Builtins = kept
	all.AllowNet = []string{}
	return all
}
