// Checks an unpacked evidence bundle with Go's own transparency-log packages and nothing of the product.
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// What of the manifest is needed to find the files; nothing in it is believed.
type manifest struct {
	Head    struct{ Size int64 }
	Entries []struct{ EntryID, Kind, Envelope, Proof string }
	Keysets []struct{ EntryID, Kind, Envelope, Proof string }
	Anchors []struct {
		Kind, Place, Checkpoint string
		Consistency             []string
	}
}

type envelope struct {
	PayloadType string
	Payload     []byte
	Signatures  []struct {
		Keyid string
		Sig   []byte
	}
}

// A keyset entry's statement: the keys that sign entries, named by the log itself.
type keyset struct {
	Predicate struct{ Keys []struct{ Purpose, KeyID, Spki string } }
}

var folder string

func main() {
	if len(os.Args) != 3 {
		fail("usage: verify FOLDER VKEY")
	}
	folder = os.Args[1]
	log, err := note.NewVerifier(os.Args[2])
	check("the verifier key", err)
	var m manifest
	check("manifest.json", json.Unmarshal(read("manifest.json"), &m))

	keys := map[string]ed25519.PublicKey{}
	head := tlog.Tree{}
	for _, entry := range m.Keysets {
		head = included(entry.Envelope, entry.Proof, log, head)
		learn(read(entry.Envelope), keys)
	}
	for _, entry := range append(m.Keysets, m.Entries...) {
		head = included(entry.Envelope, entry.Proof, log, head)
		signed(entry.Envelope, keys)
		fmt.Printf("OK  %-16s %s\n", entry.Kind, entry.EntryID)
	}
	for _, anchor := range m.Anchors {
		before := open(string(read(anchor.Checkpoint)), log)
		proof := tlog.TreeProof{}
		for _, text := range anchor.Consistency {
			proof = append(proof, hash(text))
		}
		if before != head {
			check(anchor.Checkpoint, tlog.CheckTree(proof, head.N, head.Hash, before.N, before.Hash))
		}
		fmt.Printf("OK  head of %d entries, laid down at %s: the tree only grew since\n", before.N, anchor.Place)
	}
	fmt.Printf("OK  %d entries of the log %s, under its signed head of %d\n", len(m.Entries), log.Name(), head.N)
}

// Checks that the envelope's exact bytes are in the tree of the one signed head. The proof is C2SP tlog-proof text.
func included(file, proofFile string, log note.Verifier, expected tlog.Tree) tlog.Tree {
	top, checkpoint, found := strings.Cut(string(read(proofFile)), "\n\n")
	lines := strings.Split(top, "\n")
	if !found || len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" {
		fail(proofFile + " is not a tlog-proof")
	}
	index, err := strconv.ParseInt(strings.TrimPrefix(lines[1], "index "), 10, 64)
	check(proofFile, err)
	proof := tlog.RecordProof{}
	for _, text := range lines[2:] {
		proof = append(proof, hash(text))
	}
	head := open(checkpoint, log)
	if expected.N != 0 && expected != head {
		fail(proofFile + " stands under another head")
	}
	check(file, tlog.CheckRecord(proof, head.N, head.Hash, index, tlog.RecordHash(read(file))))
	return head
}

// Opens a checkpoint: origin, size and root under the log's signature.
func open(text string, log note.Verifier) tlog.Tree {
	opened, err := note.Open([]byte(text), note.VerifierList(log))
	check("the signed head", err)
	lines := strings.Split(opened.Text, "\n")
	if len(lines) < 3 || lines[0] != log.Name() {
		fail("a head of another log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	check("the signed head", err)
	return tlog.Tree{N: size, Hash: hash(lines[2])}
}

// Takes the entry keys from a keyset that is in the tree.
func learn(data []byte, keys map[string]ed25519.PublicKey) {
	var e envelope
	var k keyset
	check("a keyset", json.Unmarshal(data, &e))
	check("a keyset", json.Unmarshal(e.Payload, &k))
	for _, key := range k.Predicate.Keys {
		der, err := base64.StdEncoding.DecodeString(key.Spki)
		check("a key", err)
		parsed, err := x509.ParsePKIXPublicKey(der)
		check("a key", err)
		id := sha256.Sum256(der)
		if public, ok := parsed.(ed25519.PublicKey); ok && key.Purpose == "entry" && hex.EncodeToString(id[:]) == key.KeyID {
			keys[key.KeyID] = public
		}
	}
}

// Checks the DSSE signature over the pre-authentication encoding.
func signed(file string, keys map[string]ed25519.PublicKey) {
	var e envelope
	check(file, json.Unmarshal(read(file), &e))
	message := fmt.Appendf(nil, "DSSEv1 %d %s %d %s", len(e.PayloadType), e.PayloadType, len(e.Payload), e.Payload)
	for _, signature := range e.Signatures {
		if key, known := keys[signature.Keyid]; known && ed25519.Verify(key, message, signature.Sig) {
			return
		}
	}
	fail(file + " has no signature of a known key")
}

func hash(text string) tlog.Hash {
	parsed, err := tlog.ParseHash(text)
	check("a hash", err)
	return parsed
}

func read(path string) []byte {
	data, err := os.ReadFile(filepath.Join(folder, path))
	check(path, err)
	return data
}

func check(what string, err error) {
	if err != nil {
		fail(what + ": " + err.Error())
	}
}

func fail(what string) {
	fmt.Fprintln(os.Stderr, "NOT OK  "+what)
	os.Exit(1)
}
