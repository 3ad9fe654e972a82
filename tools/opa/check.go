package main

import (
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/loader"
)

// check compiles strictly, against the schemas and only with the builtins of the capabilities.
func check(asked request, capabilities *ast.Capabilities) (any, error) {
	schemas, err := loader.Schemas(asked.Schemas)
	if err != nil {
		return nil, err
	}
	loaded, err := loader.NewFileLoader().
		WithRegoVersion(ast.RegoV1).WithProcessAnnotation(true).WithCapabilities(capabilities).
		All(asked.Sources)
	if err != nil {
		return nil, err
	}
	compiler := ast.NewCompiler().
		SetErrorLimit(50).WithCapabilities(capabilities).WithSchemas(schemas).
		WithStrict(true).WithUseTypeCheckAnnotations(true)
	modules := loaded.ParsedModules()
	if compiler.Compile(modules); compiler.Failed() {
		return nil, compiler.Errors
	}
	return map[string]any{"modules": len(modules)}, nil
}
