-- The ledger: append-only by the database too, whatever the program does. Everything belongs to dominion_owner, which
-- cannot log in; dominion_app adds entries and reads; dominion_sequencer puts them into the tree. Nobody changes a row.

CREATE SCHEMA "ledger";
REVOKE ALL ON SCHEMA "ledger" FROM PUBLIC;

-- One tree. Its key signs under its origin, and no other tree ever has that origin.
CREATE TABLE "ledger"."shard" (
  "shard" text PRIMARY KEY CHECK ("shard" ~ '^[0-9]{4}q[1-4]$'),
  "origin" text NOT NULL UNIQUE,
  "opened_at" timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A signed envelope, exactly as it was signed. The database computes the leaf hash (RFC 6962), so none can be forged.
-- The columns beside the envelope only help to find it; the envelope is what counts.
CREATE TABLE "ledger"."event" (
  "event_id" uuid PRIMARY KEY,
  "position" bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  "envelope" bytea NOT NULL CHECK (octet_length("envelope") BETWEEN 2 AND 61440),
  "leaf_hash" bytea NOT NULL GENERATED ALWAYS AS (sha256('\x00'::bytea || "envelope")) STORED,
  "kind" text NOT NULL,
  "change_id" text,
  "run_id" text,
  "created_at" timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE "ledger"."event" ALTER COLUMN "envelope" SET STORAGE EXTERNAL;
CREATE INDEX "event_change" ON "ledger"."event" ("change_id", "position") WHERE "change_id" IS NOT NULL;
CREATE INDEX "event_run" ON "ledger"."event" ("run_id", "position") WHERE "run_id" IS NOT NULL;
CREATE INDEX "event_kind" ON "ledger"."event" ("kind", "position");
CREATE INDEX "event_leaf_hash" ON "ledger"."event" USING hash ("leaf_hash");

-- What is not yet in the tree. Filled by a trigger only: an entry without its place in the queue cannot exist.
CREATE TABLE "ledger"."pending" (
  "position" bigint PRIMARY KEY,
  "event_id" uuid NOT NULL,
  "leaf_hash" bytea NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

CREATE TABLE "ledger"."leaf" (
  "shard" text NOT NULL REFERENCES "ledger"."shard",
  "idx" bigint NOT NULL CHECK ("idx" >= 0),
  "event_id" uuid NOT NULL UNIQUE,
  "leaf_hash" bytea NOT NULL CHECK (octet_length("leaf_hash") = 32),
  PRIMARY KEY ("shard", "idx")
);

-- Full tiles only (C2SP tlog-tiles, height 8). "root" is the hash over the tile: element "n" of the level above.
CREATE TABLE "ledger"."tile" (
  "shard" text NOT NULL REFERENCES "ledger"."shard",
  "level" smallint NOT NULL CHECK ("level" BETWEEN 0 AND 6),
  "n" bigint NOT NULL CHECK ("n" >= 0),
  "data" bytea NOT NULL CHECK (octet_length("data") = 8192),
  "root" bytea NOT NULL CHECK (octet_length("root") = 32),
  PRIMARY KEY ("shard", "level", "n")
);
ALTER TABLE "ledger"."tile" ALTER COLUMN "data" SET STORAGE EXTERNAL;

CREATE TABLE "ledger"."checkpoint" (
  "shard" text NOT NULL REFERENCES "ledger"."shard",
  "size" bigint NOT NULL CHECK ("size" > 0),
  "root" bytea NOT NULL CHECK (octet_length("root") = 32),
  "note" text NOT NULL,
  "signed_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY ("shard", "size")
);

-- One AES-256-GCM key per person. Destroying it makes that person's disclosures unreadable for good.
CREATE TABLE "ledger"."subject_key" (
  "subject" text PRIMARY KEY,
  "key" bytea NOT NULL CHECK (octet_length("key") BETWEEN 32 AND 512),
  "created_at" timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Opens one salted digest of one entry: nonce, ciphertext and tag under the subject's key.
CREATE TABLE "ledger"."disclosure" (
  "event_id" uuid NOT NULL REFERENCES "ledger"."event",
  "digest" text NOT NULL CHECK (length("digest") = 43),
  "subject" text NOT NULL REFERENCES "ledger"."subject_key",
  "sealed" bytea NOT NULL,
  PRIMARY KEY ("event_id", "digest")
);
CREATE INDEX "disclosure_subject" ON "ledger"."disclosure" ("subject");

CREATE FUNCTION "ledger"."refuse"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = '23001';
END $$;

CREATE FUNCTION "ledger"."enqueue"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO ledger.pending ("position", event_id, leaf_hash)
    SELECT "position", event_id, leaf_hash FROM added ORDER BY "position";
  RETURN NULL;
END $$;

-- New leaves continue the tree without a gap, and each holds the hash of its own envelope.
CREATE FUNCTION "ledger"."check_leaves"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE part record;
BEGIN
  FOR part IN SELECT shard, min(idx) AS first, max(idx) AS last, count(*) AS many FROM added GROUP BY shard LOOP
    IF part.last - part.first + 1 <> part.many
      OR part.last <> (SELECT max(idx) FROM ledger.leaf WHERE shard = part.shard)
      OR (part.first > 0 AND NOT EXISTS (SELECT FROM ledger.leaf WHERE shard = part.shard AND idx = part.first - 1)) THEN
      RAISE EXCEPTION 'leaves must continue the tree' USING ERRCODE = '23001';
    END IF;
  END LOOP;
  IF EXISTS (SELECT FROM added LEFT JOIN ledger.event USING (event_id) WHERE event.leaf_hash IS DISTINCT FROM added.leaf_hash) THEN
    RAISE EXCEPTION 'a leaf must hold the hash of its envelope' USING ERRCODE = '23001';
  END IF;
  RETURN NULL;
END $$;

-- What waits may leave the queue only for the tree, in the same statement or after it.
CREATE FUNCTION "ledger"."check_dequeued"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF EXISTS (SELECT FROM removed LEFT JOIN ledger.leaf USING (event_id) WHERE leaf.idx IS NULL) THEN
    RAISE EXCEPTION 'an entry left the queue without reaching the tree' USING ERRCODE = '23001';
  END IF;
  RETURN NULL;
END $$;

-- A checkpoint speaks of exactly the leaves there are.
CREATE FUNCTION "ledger"."check_checkpoint"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NEW.size <> (SELECT max(idx) + 1 FROM ledger.leaf WHERE shard = NEW.shard) THEN
    RAISE EXCEPTION 'a checkpoint must cover the whole tree' USING ERRCODE = '23001';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "queue_new_entries" AFTER INSERT ON "ledger"."event"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "ledger"."enqueue"();
CREATE TRIGGER "continue_the_tree" AFTER INSERT ON "ledger"."leaf"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "ledger"."check_leaves"();
CREATE TRIGGER "leave_for_the_tree" AFTER DELETE ON "ledger"."pending"
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION "ledger"."check_dequeued"();
CREATE TRIGGER "cover_the_tree" BEFORE INSERT ON "ledger"."checkpoint"
  FOR EACH ROW EXECUTE FUNCTION "ledger"."check_checkpoint"();
ALTER TABLE "ledger"."event" ENABLE ALWAYS TRIGGER "queue_new_entries";
ALTER TABLE "ledger"."leaf" ENABLE ALWAYS TRIGGER "continue_the_tree";
ALTER TABLE "ledger"."pending" ENABLE ALWAYS TRIGGER "leave_for_the_tree";
ALTER TABLE "ledger"."checkpoint" ENABLE ALWAYS TRIGGER "cover_the_tree";

-- ENABLE ALWAYS: they hold in a replication session too.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['shard', 'event', 'leaf', 'tile', 'checkpoint'] LOOP
    EXECUTE format('CREATE TRIGGER "refuse_change" BEFORE UPDATE OR DELETE ON ledger.%I FOR EACH ROW EXECUTE FUNCTION ledger.refuse()', name);
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER "refuse_change"', name);
  END LOOP;
  -- Rows of these three leave one by one: for the tree, or by an erasure that is itself an entry.
  FOREACH name IN ARRAY ARRAY['pending', 'subject_key', 'disclosure'] LOOP
    EXECUTE format('CREATE TRIGGER "refuse_change" BEFORE UPDATE ON ledger.%I FOR EACH ROW EXECUTE FUNCTION ledger.refuse()', name);
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER "refuse_change"', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['shard', 'event', 'leaf', 'tile', 'checkpoint', 'pending', 'subject_key', 'disclosure'] LOOP
    EXECUTE format('CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON ledger.%I FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse()', name);
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER "refuse_truncate"', name);
  END LOOP;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "ledger" FROM PUBLIC;
GRANT USAGE ON SCHEMA "ledger" TO "dominion_app", "dominion_sequencer";
GRANT SELECT ON ALL TABLES IN SCHEMA "ledger" TO "dominion_app";
GRANT INSERT ON "ledger"."event", "ledger"."subject_key", "ledger"."disclosure" TO "dominion_app";
GRANT SELECT ON "ledger"."shard", "ledger"."event", "ledger"."pending", "ledger"."leaf", "ledger"."tile", "ledger"."checkpoint"
  TO "dominion_sequencer";
-- The sequencer writes two kinds of entries itself: the start of a shard, and its keys.
GRANT INSERT ON "ledger"."shard", "ledger"."event", "ledger"."leaf", "ledger"."tile", "ledger"."checkpoint" TO "dominion_sequencer";
GRANT DELETE ON "ledger"."pending" TO "dominion_sequencer";
