-- Trees follow each other: 89 days of a quarter, then the days that are left (2026q4, 2026q4b, 2027q1).
ALTER TABLE "ledger"."shard" DROP CONSTRAINT "shard_shard_check";
ALTER TABLE "ledger"."shard" ADD CONSTRAINT "shard_shard_check" CHECK ("shard" ~ '^[0-9]{4}q[1-4]b?$');

-- A tree begins after every other one, and only when the one before it is signed to its last entry.
CREATE FUNCTION "ledger"."check_shard"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE latest record;
BEGIN
  SELECT shard, opened_at INTO latest FROM ledger.shard ORDER BY opened_at DESC LIMIT 1;
  IF latest.shard IS NULL THEN
    RETURN NEW;
  END IF;
  IF NEW.shard COLLATE "C" <= latest.shard COLLATE "C" THEN
    RAISE EXCEPTION 'a tree must be later than %', latest.shard USING ERRCODE = '23001';
  END IF;
  IF (SELECT max(idx) + 1 FROM ledger.leaf WHERE shard = latest.shard)
    IS DISTINCT FROM (SELECT max(size) FROM ledger.checkpoint WHERE shard = latest.shard) THEN
    RAISE EXCEPTION 'the tree before must be signed to its end' USING ERRCODE = '23001';
  END IF;
  NEW.opened_at := greatest(clock_timestamp(), latest.opened_at + interval '1 microsecond');
  RETURN NEW;
END $$;
CREATE TRIGGER "follow_the_last" BEFORE INSERT ON "ledger"."shard"
  FOR EACH ROW EXECUTE FUNCTION "ledger"."check_shard"();
ALTER TABLE "ledger"."shard" ENABLE ALWAYS TRIGGER "follow_the_last";

-- Only the newest tree grows: what was closed stays as it was signed.
CREATE FUNCTION "ledger"."check_open"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF EXISTS (SELECT FROM added WHERE shard <> (SELECT shard FROM ledger.shard ORDER BY opened_at DESC LIMIT 1)) THEN
    RAISE EXCEPTION 'leaves must continue the newest tree' USING ERRCODE = '23001';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "continue_the_newest" AFTER INSERT ON "ledger"."leaf"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "ledger"."check_open"();
ALTER TABLE "ledger"."leaf" ENABLE ALWAYS TRIGGER "continue_the_newest";

REVOKE ALL ON FUNCTION "ledger"."check_shard"(), "ledger"."check_open"() FROM PUBLIC;
