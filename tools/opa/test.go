package main

import (
	"context"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/tester"
)

type testResult struct {
	Name   string `json:"name"`
	Passed bool   `json:"passed"`
	Path   string `json:"path"`
	Line   int    `json:"line"`
	// What `print` said while the test ran, and why it failed.
	Output string `json:"output"`
}

type uncovered struct {
	Path string `json:"path"`
	From int    `json:"from"`
	To   int    `json:"to"`
}

// test runs every test_ rule and, when asked, reports coverage over the sources that are not tests.
func test(ctx context.Context, asked request, capabilities *ast.Capabilities) (any, error) {
	options := ast.ParserOptions{RegoVersion: ast.RegoV1, ProcessAnnotation: true, Capabilities: capabilities}
	modules, store, err := tester.LoadWithParserOptions(asked.Sources, nil, options)
	if err != nil {
		return nil, err
	}
	txn, err := store.NewTransaction(ctx, storage.WriteParams)
	if err != nil {
		return nil, err
	}
	defer store.Abort(ctx, txn)
	compiler := ast.NewCompiler().
		WithPathConflictsCheck(storage.NonEmpty(ctx, store, txn)).
		WithEnablePrintStatements(true).
		WithCapabilities(capabilities).
		WithUseTypeCheckAnnotations(true).
		WithRewriteTestRules(true)
	coverage := cover.New()
	runner := tester.NewRunner().
		SetCompiler(compiler).SetStore(store).SetModules(modules).
		CapturePrintOutput(true).SetParallel(1)
	if asked.Coverage {
		runner = runner.SetCoverageQueryTracer(coverage)
	}
	channel, err := runner.RunTests(ctx, txn)
	if err != nil {
		return nil, err
	}
	results := []testResult{}
	for each := range channel {
		results = append(results, told(each))
	}
	return report(results, coverage, modules), nil
}

func told(each *tester.Result) testResult {
	named := testResult{Name: each.Package + "." + each.Name, Passed: each.Pass(), Output: string(each.Output)}
	if each.Location != nil {
		named.Path, named.Line = each.Location.File, each.Location.Row
	}
	if each.Error != nil {
		named.Output += each.Error.Error()
	}
	if !named.Passed {
		for path, sub := range each.SubResults.Iter {
			if sub.Fail {
				named.Output += "failing case: " + strings.Join(path, "/") + "\n"
			}
		}
	}
	return named
}

func report(results []testResult, coverage *cover.Cover, modules map[string]*ast.Module) any {
	missed := []uncovered{}
	covered, total := 0, 0
	for path, file := range coverage.Report(modules).Files {
		if strings.HasSuffix(path, "_test.rego") {
			continue
		}
		covered += file.CoveredLines
		total += file.CoveredLines + file.NotCoveredLines
		for _, gap := range file.NotCovered {
			missed = append(missed, uncovered{Path: path, From: gap.Start.Row, To: gap.End.Row})
		}
	}
	return map[string]any{"results": results, "coveredLines": covered, "lines": total, "uncovered": missed}
}
