-- Where heads of the log were laid down outside this database: a Git remote that accepted them, or a timestamp authority
-- that signed them. Rows are only added, and only about heads that were signed here.

CREATE TABLE "ledger"."anchor" (
  "position" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "shard" text NOT NULL,
  "size" bigint NOT NULL,
  "root" bytea NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('git', 'rfc3161')),
  -- The remote or the authority, without anything that opens it.
  "place" text NOT NULL CHECK (length("place") BETWEEN 1 AND 500),
  -- Git: the commit that was accepted.
  "commit" text CHECK ("commit" ~ '^[0-9a-f]{40}([0-9a-f]{24})?$'),
  -- RFC 3161: the token, DER.
  "token" bytea CHECK (octet_length("token") BETWEEN 2 AND 65536),
  -- Git: when it was accepted, by this machine. RFC 3161: what the authority says.
  "at" timestamptz NOT NULL,
  "created_at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  FOREIGN KEY ("shard", "size") REFERENCES "ledger"."checkpoint" ("shard", "size"),
  CHECK (("kind" = 'git') = ("commit" IS NOT NULL)),
  CHECK (("kind" = 'rfc3161') = ("token" IS NOT NULL))
);
CREATE INDEX "anchor_head" ON "ledger"."anchor" ("shard", "kind", "size");

-- An anchor speaks of the very head that was signed.
CREATE FUNCTION "ledger"."check_anchor"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ledger.checkpoint WHERE shard = NEW.shard AND size = NEW.size AND root = NEW.root) THEN
    RAISE EXCEPTION 'an anchor must hold a signed head' USING ERRCODE = '23001';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "hold_a_signed_head" BEFORE INSERT ON "ledger"."anchor"
  FOR EACH ROW EXECUTE FUNCTION "ledger"."check_anchor"();
CREATE TRIGGER "refuse_change" BEFORE UPDATE OR DELETE ON "ledger"."anchor"
  FOR EACH ROW EXECUTE FUNCTION "ledger"."refuse"();
CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON "ledger"."anchor"
  FOR EACH STATEMENT EXECUTE FUNCTION "ledger"."refuse"();
ALTER TABLE "ledger"."anchor" ENABLE ALWAYS TRIGGER "hold_a_signed_head";
ALTER TABLE "ledger"."anchor" ENABLE ALWAYS TRIGGER "refuse_change";
ALTER TABLE "ledger"."anchor" ENABLE ALWAYS TRIGGER "refuse_truncate";

REVOKE ALL ON FUNCTION "ledger"."check_anchor"() FROM PUBLIC;
GRANT SELECT, INSERT ON "ledger"."anchor" TO "dominion_app";
-- The sequencer reads entries as everyone does, with their grade.
GRANT SELECT ON "ledger"."anchor" TO "dominion_sequencer";
