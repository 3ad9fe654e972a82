-- What came out of what, as the log says it: a projection. It holds nothing that the log does not hold, can be made anew from
-- it, and always comes out the same. Rows are added, in the order of the tree, and never changed.
CREATE SCHEMA "lineage";
REVOKE ALL ON SCHEMA "lineage" FROM PUBLIC;

-- How far the log is projected. `place` counts entries over all shards; `digest` commits to every row up to there.
CREATE TABLE "lineage"."progress" (
  "only" boolean PRIMARY KEY DEFAULT true CHECK ("only"),
  "place" integer NOT NULL CHECK ("place" >= 0),
  "shard" text,
  "size" bigint NOT NULL CHECK ("size" >= 0),
  "nodes" integer NOT NULL CHECK ("nodes" >= 0),
  "edges" bigint NOT NULL CHECK ("edges" >= 0),
  "digest" bytea NOT NULL CHECK (octet_length("digest") = 32)
);

-- A digest the log names, numbered by when it was first named.
CREATE TABLE "lineage"."node" (
  "node" integer PRIMARY KEY,
  "sha256" bytea NOT NULL UNIQUE CHECK (octet_length("sha256") = 32),
  "name" text NOT NULL,
  "place" integer NOT NULL
);
-- Rows lie in the order of their places, here as in the edges.
CREATE INDEX "node_place" ON "lineage"."node" USING brin ("place") WITH (pages_per_range = 16, autosummarize = on);

-- What an entry says of itself, read from what is signed; `leaf` is the node of the entry's own digest.
CREATE TABLE "lineage"."entry" (
  "place" integer PRIMARY KEY,
  "entry_id" uuid NOT NULL UNIQUE,
  "shard" text NOT NULL,
  "idx" bigint NOT NULL,
  "leaf" integer NOT NULL,
  "kind" text NOT NULL,
  "tenant" text NOT NULL,
  "change_id" text,
  "run_id" text,
  "actor" text NOT NULL,
  "occurred_at" timestamptz(3) NOT NULL,
  UNIQUE ("shard", "idx")
);
CREATE INDEX "entry_leaf" ON "lineage"."entry" ("leaf", "place");
CREATE INDEX "entry_kind" ON "lineage"."entry" ("kind", "place");
CREATE INDEX "entry_actor" ON "lineage"."entry" ("actor", "place");
CREATE INDEX "entry_change" ON "lineage"."entry" ("change_id", "place") WHERE "change_id" IS NOT NULL;
CREATE INDEX "entry_run" ON "lineage"."entry" ("run_id", "place") WHERE "run_id" IS NOT NULL;

-- The entry at `place` says that `target` came out of `source`; `kind` is that entry's.
CREATE TABLE "lineage"."edge" (
  "source" integer NOT NULL,
  "target" integer NOT NULL,
  "place" integer NOT NULL,
  "kind" text NOT NULL,
  PRIMARY KEY ("target", "place", "source") INCLUDE ("kind")
);
CREATE UNIQUE INDEX "edge_source" ON "lineage"."edge" ("source", "place", "target") INCLUDE ("kind");
CREATE INDEX "edge_place" ON "lineage"."edge" USING brin ("place") WITH (pages_per_range = 16, autosummarize = on);

INSERT INTO "lineage"."progress" ("place", "size", "nodes", "edges", "digest")
  VALUES (0, 0, 0, 0, decode(repeat('00', 32), 'hex'));

GRANT USAGE ON SCHEMA "lineage" TO "dominion_app";
GRANT SELECT, INSERT ON "lineage"."node", "lineage"."entry", "lineage"."edge" TO "dominion_app";
GRANT SELECT, UPDATE ON "lineage"."progress" TO "dominion_app";

-- How large the tree was at a moment.
CREATE INDEX "checkpoint_signed_at" ON "ledger"."checkpoint" ("signed_at");

-- Lets a program read as a person, within its scopes, until it ends. The token itself is kept by nobody here.
CREATE TABLE "api_token" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");
CREATE INDEX "api_token_person_id_idx" ON "api_token"("person_id");
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT ON "api_token" TO "dominion_app";
GRANT UPDATE ("revoked_at", "last_used_at") ON "api_token" TO "dominion_app";
