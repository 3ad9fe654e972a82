package main

import (
	"errors"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/loader"
	"github.com/open-policy-agent/opa/v1/version"
)

type diagnostic struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	// All three nil when the error belongs to no place in a file.
	Path   *string `json:"path"`
	Line   *int    `json:"line"`
	Column *int    `json:"column"`
}

func opaVersion() string { return version.Version }

// diagnose flattens whatever OPA returned into one list with places.
func diagnose(err error) []diagnostic {
	found := []diagnostic{}
	if err == nil {
		return found
	}
	var loading loader.Errors
	var compiling ast.Errors
	switch {
	case errors.As(err, &compiling):
		for _, each := range compiling {
			found = append(found, located(each))
		}
	case errors.As(err, &loading):
		for _, each := range loading {
			found = append(found, diagnose(each)...)
		}
	default:
		var one *ast.Error
		if errors.As(err, &one) {
			return append(found, located(one))
		}
		found = append(found, diagnostic{Code: "failed", Message: err.Error()})
	}
	return found
}

func located(err *ast.Error) diagnostic {
	found := diagnostic{Code: err.Code, Message: err.Message}
	if err.Location != nil {
		found.Path, found.Line, found.Column = &err.Location.File, &err.Location.Row, &err.Location.Col
	}
	if err.Details != nil {
		for _, line := range err.Details.Lines() {
			found.Message += "\n" + line
		}
	}
	return found
}
