-- What others signed about a signed head, and that they were enough. Nobody changes or removes a row.

-- One cosigner's line below one checkpoint, verified before it was stored (C2SP tlog-cosignature).
CREATE TABLE "ledger"."cosignature" (
  "shard" text NOT NULL,
  "size" bigint NOT NULL,
  "name" text NOT NULL CHECK (length("name") BETWEEN 1 AND 255),
  "key_id" bytea NOT NULL CHECK (octet_length("key_id") = 4),
  "kind" text NOT NULL CHECK ("kind" IN ('ed25519', 'ml-dsa-44')),
  "line" text NOT NULL CHECK ("line" ~ '^— [^\n]+\n$' AND length("line") < 5000),
  "at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY ("shard", "size", "name", "key_id"),
  FOREIGN KEY ("shard", "size") REFERENCES "ledger"."checkpoint"
);

-- A checkpoint that enough witnesses countersigned, by the policy of that moment; "outside" when one of them runs elsewhere.
CREATE TABLE "ledger"."witnessed" (
  "shard" text NOT NULL,
  "outside" boolean NOT NULL,
  "size" bigint NOT NULL,
  "at" timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY ("shard", "outside", "size"),
  FOREIGN KEY ("shard", "size") REFERENCES "ledger"."checkpoint"
);

CREATE FUNCTION "ledger"."check_witnessed"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ledger.cosignature c WHERE c.shard = NEW.shard AND c.size = NEW.size) THEN
    RAISE EXCEPTION 'a witnessed checkpoint must have a cosignature' USING ERRCODE = '23001';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "have_cosignatures" BEFORE INSERT ON "ledger"."witnessed"
  FOR EACH ROW EXECUTE FUNCTION "ledger"."check_witnessed"();
ALTER TABLE "ledger"."witnessed" ENABLE ALWAYS TRIGGER "have_cosignatures";

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['cosignature', 'witnessed'] LOOP
    EXECUTE format('CREATE TRIGGER "refuse_change" BEFORE UPDATE OR DELETE ON ledger.%I FOR EACH ROW EXECUTE FUNCTION ledger.refuse()', name);
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER "refuse_change"', name);
    EXECUTE format('CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON ledger.%I FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse()', name);
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER "refuse_truncate"', name);
  END LOOP;
END $$;

REVOKE ALL ON FUNCTION "ledger"."check_witnessed"() FROM PUBLIC;
GRANT SELECT ON "ledger"."cosignature", "ledger"."witnessed" TO "dominion_app";
GRANT SELECT, INSERT ON "ledger"."cosignature", "ledger"."witnessed" TO "dominion_sequencer";
