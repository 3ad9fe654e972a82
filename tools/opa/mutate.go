package main

import (
	"context"
	"encoding/json"
	"sort"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/tester"
)

type mutant struct {
	// What was done, such as "drop condition".
	Change string `json:"change"`
	Path   string `json:"path"`
	Line   int    `json:"line"`
	Column int    `json:"column"`
	// The text that was changed, as it stands in the source, on one line.
	Text string `json:"text"`
	// killed: a test failed. survived: none did. unbuildable: the rules no longer compile, so it says nothing.
	Outcome string `json:"outcome"`
	// The test that noticed; empty unless killed.
	By string `json:"by"`
}

// mutate makes one small change to the rules at a time and sees whether any test notices. It takes every `Parts`-th
// change from `Part` on, so that several processes can share the work.
func mutate(ctx context.Context, asked request, capabilities *ast.Capabilities) (any, error) {
	options := ast.ParserOptions{RegoVersion: ast.RegoV1, ProcessAnnotation: true, Capabilities: capabilities}
	modules, store, err := tester.LoadWithParserOptions(asked.Sources, nil, options)
	if err != nil {
		return nil, err
	}
	judged := []mutant{}
	nth := 0
	for _, path := range rulePaths(modules) {
		for at := 0; ; at++ {
			changed := modules[path].Copy()
			made := nthChange(changed, at)
			if made == nil {
				break
			}
			if nth++; nth%asked.Parts != asked.Part {
				continue
			}
			made.Path = path
			near, far := testsFor(path, modules, changed)
			for _, chosen := range []map[string]*ast.Module{near, far} {
				if made.Outcome == "" || made.Outcome == "survived" {
					if err := judge(ctx, made, chosen, store, capabilities); err != nil {
						return nil, err
					}
				}
			}
			judged = append(judged, *made)
		}
	}
	return map[string]any{"mutants": judged}, nil
}

func rulePaths(modules map[string]*ast.Module) []string {
	paths := []string{}
	for path := range modules {
		if !strings.HasSuffix(path, "_test.rego") {
			paths = append(paths, path)
		}
	}
	sort.Strings(paths)
	return paths
}

// testsFor gives all rules with the changed ones among them, twice: with the tests that stand beside the changed file, which
// notice nearly everything in a fraction of the time, and with the others.
func testsFor(path string, modules map[string]*ast.Module, changed *ast.Module) (near, far map[string]*ast.Module) {
	near, far = map[string]*ast.Module{}, map[string]*ast.Module{}
	beside := strings.TrimSuffix(path, ".rego") + "_test.rego"
	for each, module := range modules {
		if each == path {
			module = changed
		}
		if !strings.HasSuffix(each, "_test.rego") || len(testsIn(module)) == 0 || each == beside {
			near[each] = module
		}
		if each != beside {
			far[each] = module
		}
	}
	return near, far
}

func testsIn(module *ast.Module) []*ast.Rule {
	found := []*ast.Rule{}
	for _, rule := range module.Rules {
		if strings.HasPrefix(string(rule.Head.Ref()[0].Value.(ast.Var)), "test_") {
			found = append(found, rule)
		}
	}
	return found
}

// judge runs the tests of the changed rules until one fails.
func judge(
	ctx context.Context, made *mutant, modules map[string]*ast.Module, store storage.Store, capabilities *ast.Capabilities,
) error {
	txn, err := store.NewTransaction(ctx)
	if err != nil {
		return err
	}
	defer store.Abort(ctx, txn)
	running, stop := context.WithCancel(ctx)
	defer stop()
	compiler := ast.NewCompiler().
		WithPathConflictsCheck(storage.NonEmpty(ctx, store, txn)).
		WithCapabilities(capabilities).WithUseTypeCheckAnnotations(true).WithRewriteTestRules(true)
	results, err := tester.NewRunner().
		SetCompiler(compiler).SetStore(store).SetModules(modules).SetParallel(1).RunTests(running, txn)
	if err != nil {
		made.Outcome = "unbuildable"
		return nil
	}
	made.Outcome = "survived"
	for each := range results {
		if made.Outcome == "survived" && !each.Pass() {
			made.Outcome, made.By = "killed", each.Package+"."+each.Name
			stop()
		}
	}
	return nil
}

// nthChange makes the change with this number, in the order of the walk; nil when there are no more.
func nthChange(module *ast.Module, number int) *mutant {
	var made *mutant
	offered := 0
	offer := func(change string, location *ast.Location, apply func()) {
		if offered == number {
			made = &mutant{Change: change, Line: location.Row, Column: location.Col, Text: oneLine(location.Text)}
			apply()
		}
		offered++
	}
	for _, rule := range module.Rules {
		for each := rule; each != nil && made == nil; each = each.Else {
			offerHead(each, offer)
			ast.NewGenericVisitor(func(node any) bool {
				switch node := node.(type) {
				case ast.Body:
					offerConditions(node, offer)
				case *ast.Term:
					offerTerm(node, offer)
				case ast.Ref, *ast.Head:
					// The parts of a name are no values.
					_, isRef := node.(ast.Ref)
					return isRef || made != nil
				}
				return made != nil
			}).Walk(withoutElse(each))
		}
	}
	return made
}

type offering func(change string, location *ast.Location, apply func())

// withoutElse is the rule alone; its else branches are walked by themselves.
func withoutElse(rule *ast.Rule) *ast.Rule {
	alone := *rule
	alone.Else = nil
	return &alone
}

func offerHead(rule *ast.Rule, offer offering) {
	value := rule.Head.Value
	if value == nil || value.Location == nil {
		return
	}
	if truth, is := value.Value.(ast.Boolean); is && rule.Default {
		offer("turn default", value.Location, func() { value.Value = !truth })
	}
}

var opposite = map[string]string{
	"equal": "neq", "neq": "equal", "lt": "lte", "lte": "lt", "gt": "gte", "gte": "gt",
}

func offerConditions(body ast.Body, offer offering) {
	for at, expression := range body {
		if expression.Location == nil || expression.Generated {
			continue
		}
		offer("drop condition", expression.Location, func() {
			body[at] = &ast.Expr{Terms: ast.BooleanTerm(true), Location: expression.Location, Index: expression.Index}
		})
		if _, declares := expression.Terms.(*ast.SomeDecl); declares || expression.IsAssignment() {
			continue
		}
		offer("negate condition", expression.Location, func() { expression.Negated = !expression.Negated })
		if terms, is := expression.Terms.([]*ast.Term); is {
			if other, known := opposite[terms[0].Value.String()]; known {
				offer("turn comparison", expression.Location, func() { terms[0] = ast.RefTerm(ast.VarTerm(other)) })
			}
		}
	}
}

func offerTerm(term *ast.Term, offer offering) {
	if term.Location == nil || len(term.Location.Text) == 0 {
		return
	}
	switch value := term.Value.(type) {
	case ast.Number:
		if whole, is := value.Int(); is {
			offer("shift number", term.Location, func() { term.Value = ast.Number(json.Number(ast.IntNumberTerm(whole + 1).String())) })
		}
	case ast.Boolean:
		offer("turn truth", term.Location, func() { term.Value = !value })
	}
}

func oneLine(text []byte) string {
	return strings.Join(strings.Fields(string(text)), " ")
}
