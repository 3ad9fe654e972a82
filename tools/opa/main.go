// Command opa is the part of Open Policy Agent that policy authors need (compiler, tester with coverage, checker,
// formatter, annotation reader) as one WASI program. It reads /exchange/request.json, works on the folder mounted at
// /work, and writes /exchange/result.json. It never writes into /work, and never answers over a pipe, which truncates.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/open-policy-agent/opa/v1/ast"
)

const exchange = "/exchange"

type request struct {
	Command string `json:"command"`
	// Files in the order they are given to the compiler; for `test` also folders, read with the data in them.
	Sources      []string `json:"sources"`
	Entrypoints  []string `json:"entrypoints"`
	Capabilities string   `json:"capabilities"`
	Schemas      string   `json:"schemas"`
	// Also trace which lines `test` reaches, which takes about three times as long.
	Coverage bool `json:"coverage"`
	// For `mutate`: this process takes every `Parts`-th change, from number `Part` on.
	Part  int `json:"part"`
	Parts int `json:"parts"`
}

type result struct {
	OpaVersion  string       `json:"opaVersion"`
	Diagnostics []diagnostic `json:"diagnostics"`
	// What the command answers; absent when diagnostics hold an error.
	Answer any `json:"answer"`
}

func main() {
	answer, err := run(context.Background())
	if err := write(result{OpaVersion: opaVersion(), Diagnostics: diagnose(err), Answer: answer}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func run(ctx context.Context) (any, error) {
	var asked request
	raw, err := os.ReadFile(exchange + "/request.json")
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(raw, &asked); err != nil {
		return nil, err
	}
	if err := os.Chdir("/work"); err != nil {
		return nil, err
	}
	capabilities := ast.CapabilitiesForThisVersion()
	if asked.Capabilities != "" {
		if capabilities, err = ast.LoadCapabilitiesFile(asked.Capabilities); err != nil {
			return nil, err
		}
	}
	switch asked.Command {
	case "build":
		return build(ctx, asked, capabilities)
	case "test":
		return test(ctx, asked, capabilities)
	case "mutate":
		return mutate(ctx, asked, capabilities)
	case "check":
		return check(asked, capabilities)
	case "format":
		return formatted(asked, capabilities)
	case "annotations":
		return annotations(asked, capabilities)
	case "capabilities":
		return nativeCapabilities(), nil
	}
	return nil, fmt.Errorf("unknown command %q", asked.Command)
}

func write(answer result) error {
	raw, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	return os.WriteFile(exchange+"/result.json", raw, 0o600)
}
