-- What is kept, how long, and who may have it removed. The rows that count leave by three functions of dominion_owner,
-- which ask again what the program asked before: two people, no legal hold, the time that must have passed.

-- A reason to keep something that would go otherwise.
CREATE TABLE "legal_hold" (
    "id" TEXT NOT NULL,
    "scope" TEXT NOT NULL CHECK ("scope" IN ('person', 'change', 'shard', 'everything')),
    "target" TEXT,
    "reason" TEXT NOT NULL,
    "placed_by" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_by" TEXT,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "legal_hold_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "legal_hold_target" CHECK (("scope" = 'everything') = ("target" IS NULL))
);

-- A question put by one person, to be confirmed by another: remove what is known of a person, or a whole shard.
CREATE TABLE "removal" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('person', 'shard')),
    "target" TEXT NOT NULL,
    "ground" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'requested' CHECK ("state" IN ('requested', 'withdrawn', 'done')),
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by" TEXT,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "removal_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "removal_two_people" CHECK ("confirmed_by" IS DISTINCT FROM "requested_by" AND ("state" = 'done') = ("confirmed_by" IS NOT NULL))
);
CREATE UNIQUE INDEX "removal_one_open" ON "removal" ("kind", "target") WHERE "state" <> 'withdrawn';

GRANT SELECT, INSERT ON "legal_hold", "removal" TO "dominion_app";
GRANT UPDATE ("lifted_by", "lifted_at") ON "legal_hold" TO "dominion_app";
GRANT UPDATE ("state", "closed_at") ON "removal" TO "dominion_app";

-- The clock by its full name: nobody's temporary table of that name moves the time that the functions below ask for.
CREATE OR REPLACE FUNCTION "app_now"() RETURNS timestamptz LANGUAGE sql STABLE AS
  $$ SELECT clock_timestamp() + make_interval(secs => (SELECT "offset_ms" FROM "public"."clock" WHERE "id" = 1) / 1000.0) $$;

-- Placing and lifting a hold, and removing anything, happen one after the other: a hold is never missed by a moment.
CREATE FUNCTION "ledger"."one_at_a_time"() RETURNS void LANGUAGE sql SET search_path = pg_catalog AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('retention', 0))
$$;

CREATE FUNCTION "hold_in_turn"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  PERFORM ledger.one_at_a_time();
  IF TG_OP = 'UPDATE' AND OLD.lifted_at IS NOT NULL AND NEW.lifted_at IS DISTINCT FROM OLD.lifted_at THEN
    RAISE EXCEPTION 'a hold that was lifted stays lifted' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "legal_hold_in_turn" BEFORE INSERT OR UPDATE ON "legal_hold" FOR EACH ROW EXECUTE FUNCTION "hold_in_turn"();

-- Nothing is done but by the functions below.
CREATE FUNCTION "refuse_own_removal"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.state <> 'requested'
    OR TG_OP = 'UPDATE' AND OLD.state <> 'requested'
    OR NEW.state = 'done' AND current_user <> 'dominion_owner' THEN
    RAISE EXCEPTION 'a removal must be asked for, then confirmed by another person' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "removal_in_two_steps" BEFORE INSERT OR UPDATE ON "removal" FOR EACH ROW EXECUTE FUNCTION "refuse_own_removal"();

-- What was removed is an entry of the same transaction, or it was not removed.
CREATE FUNCTION "refuse_unrecorded_removal"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM ledger.event WHERE run_id = NEW.id AND kind IN ('erasure', 'retention')) THEN
    RAISE EXCEPTION 'a removal must be an entry of the ledger' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "removal_is_an_entry" AFTER UPDATE ON "removal" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW."state" = 'done') EXECUTE FUNCTION "refuse_unrecorded_removal"();

-- Who was erased. Nothing is ever kept under this name again.
CREATE TABLE "ledger"."erased_subject" (
  "subject" text PRIMARY KEY,
  "erased_at" timestamptz NOT NULL
);

-- What was sent to a model and what came back, under the key of the person whose intent it was; "sealed" is null once the
-- time to keep it is over. Its sha256 stands in the signed entry.
CREATE TABLE "ledger"."kept_text" (
  "event_id" uuid NOT NULL REFERENCES "ledger"."event",
  "part" text NOT NULL CHECK ("part" IN ('request', 'response')),
  "subject" text NOT NULL REFERENCES "ledger"."subject_key",
  "sealed" bytea,
  "kept_until" timestamptz NOT NULL,
  PRIMARY KEY ("event_id", "part")
);
CREATE INDEX "kept_text_subject" ON "ledger"."kept_text" ("subject");
CREATE INDEX "kept_text_due" ON "ledger"."kept_text" ("kept_until") WHERE "sealed" IS NOT NULL;
ALTER TABLE "ledger"."kept_text" ALTER COLUMN "sealed" SET STORAGE EXTERNAL;

-- What was written out and checked, so that its shard may go.
CREATE TABLE "ledger"."archive" (
  "sha256" text PRIMARY KEY CHECK ("sha256" ~ '^[0-9a-f]{64}$'),
  "shard" text NOT NULL REFERENCES "ledger"."shard",
  "size" bigint NOT NULL,
  "root" bytea NOT NULL CHECK (octet_length("root") = 32),
  "verified_by" text NOT NULL,
  "verified_at" timestamptz NOT NULL
);

-- A shard whose entries are gone. Its row and its final checkpoint stay.
CREATE TABLE "ledger"."dropped_shard" (
  "shard" text PRIMARY KEY REFERENCES "ledger"."shard",
  "size" bigint NOT NULL,
  "root" bytea NOT NULL,
  "archive_sha256" text NOT NULL REFERENCES "ledger"."archive",
  "dropped_at" timestamptz NOT NULL
);

-- New keys come wrapped: a key of 32 bytes is plain, and a wrapped one is longer.
ALTER TABLE "ledger"."subject_key" ADD CONSTRAINT "subject_key_wrapped" CHECK (octet_length("key") > 32) NOT VALID;

-- A changed row is refused as before; rows go only inside the functions below, which run as their owner.
CREATE FUNCTION "ledger"."refuse_unless_owner"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  IF current_user = 'dominion_owner' AND current_setting('ledger.removing', true) = TG_TABLE_NAME THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  RAISE EXCEPTION 'the ledger is append-only: % on %', TG_OP, TG_TABLE_NAME USING ERRCODE = '23001';
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['event', 'leaf', 'tile', 'checkpoint', 'cosignature', 'witnessed'] LOOP
    EXECUTE format('DROP TRIGGER "refuse_change" ON ledger.%I', name);
    EXECUTE format('CREATE TRIGGER "refuse_change" BEFORE UPDATE ON ledger.%I FOR EACH ROW EXECUTE FUNCTION ledger.refuse()', name);
    EXECUTE format('CREATE TRIGGER "refuse_removal" BEFORE DELETE ON ledger.%I FOR EACH ROW EXECUTE FUNCTION ledger.refuse_unless_owner()', name);
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER "refuse_change", ENABLE ALWAYS TRIGGER "refuse_removal"', name);
  END LOOP;
  DROP TRIGGER "refuse_change" ON ledger.subject_key;
  FOREACH name IN ARRAY ARRAY['subject_key', 'kept_text'] LOOP
    EXECUTE format('CREATE TRIGGER "refuse_change" BEFORE UPDATE ON ledger.%I FOR EACH ROW EXECUTE FUNCTION ledger.refuse_unless_owner()', name);
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER "refuse_change"', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['erased_subject', 'archive', 'dropped_shard'] LOOP
    EXECUTE format('CREATE TRIGGER "refuse_change" BEFORE UPDATE OR DELETE ON ledger.%I FOR EACH ROW EXECUTE FUNCTION ledger.refuse()', name);
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER "refuse_change"', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['kept_text', 'erased_subject', 'archive', 'dropped_shard'] LOOP
    EXECUTE format('CREATE TRIGGER "refuse_truncate" BEFORE TRUNCATE ON ledger.%I FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse()', name);
    EXECUTE format('ALTER TABLE ledger.%I ENABLE ALWAYS TRIGGER "refuse_truncate"', name);
  END LOOP;
END $$;

-- A key that was kept plain is replaced by its wrapped form, once. Whoever asks must know the plain key.
CREATE FUNCTION "ledger"."wrap_subject_key"(person text, plain bytea, wrapped bytea) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE replaced int;
BEGIN
  PERFORM set_config('ledger.removing', 'subject_key', true);
  UPDATE ledger.subject_key SET key = wrapped
    WHERE subject = person AND key = plain AND octet_length(key) = 32 AND octet_length(wrapped) > 32;
  GET DIAGNOSTICS replaced = ROW_COUNT;
  PERFORM set_config('ledger.removing', '', true);
  RETURN replaced = 1;
END $$;

-- The oldest open hold that covers a person: themself, a change they asked for or have words in, a tree with their words.
CREATE FUNCTION "ledger"."hold_over_person"(person text) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  WITH said AS (
    SELECT event_id FROM ledger.disclosure WHERE subject = person UNION SELECT event_id FROM ledger.kept_text WHERE subject = person
  )
  SELECT h.id FROM public.legal_hold h WHERE h.lifted_at IS NULL AND (
    h.scope = 'everything'
    OR h.scope = 'person' AND h.target = person
    OR h.scope = 'change' AND (
      EXISTS (SELECT FROM public.change c WHERE c.id = h.target AND (c.requester_id = person OR person = ANY (c.authors)))
      OR EXISTS (SELECT FROM said JOIN ledger.event e USING (event_id) WHERE e.change_id = h.target))
    OR h.scope = 'shard' AND (
      EXISTS (SELECT FROM said JOIN ledger.leaf l USING (event_id) WHERE l.shard = h.target)
      OR h.target = (SELECT shard FROM ledger.shard ORDER BY opened_at DESC LIMIT 1)
        AND EXISTS (SELECT FROM said JOIN ledger.pending p USING (event_id)))
  ) ORDER BY h.placed_at, h.id LIMIT 1
$$;

-- The same for a shard: itself, a change with an entry in it, a person with words in it.
CREATE FUNCTION "ledger"."hold_over_shard"(tree text) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT h.id FROM public.legal_hold h WHERE h.lifted_at IS NULL AND (
    h.scope = 'everything'
    OR h.scope = 'shard' AND h.target = tree
    OR h.scope = 'change' AND EXISTS (
      SELECT FROM ledger.event e JOIN ledger.leaf l USING (event_id) WHERE e.change_id = h.target AND l.shard = tree)
    OR h.scope = 'person' AND EXISTS (
      SELECT FROM ledger.disclosure d JOIN ledger.leaf l USING (event_id) WHERE d.subject = h.target AND l.shard = tree)
  ) ORDER BY h.placed_at, h.id LIMIT 1
$$;

-- Business time from which a shard may go: the end of its quarter, or its last head when that is later, and seven years.
CREATE FUNCTION "ledger"."kept_until"(tree text) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT greatest(
    make_timestamptz(substring(tree FROM 1 FOR 4)::int, 3 * substring(tree FROM 6 FOR 1)::int - 2, 1, 0, 0, 0, 'UTC') + interval '3 months',
    (SELECT max(signed_at) FROM ledger.checkpoint WHERE shard = tree)
  ) + interval '7 years'
$$;

-- Takes an open removal to "done" for someone who did not ask for it.
CREATE FUNCTION "ledger"."confirm_removal"(removal_id text, of_kind text, confirmer text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE meant text;
BEGIN
  PERFORM ledger.one_at_a_time();
  UPDATE public.removal SET state = 'done', confirmed_by = confirmer, closed_at = public.app_now()
    WHERE id = removal_id AND kind = of_kind AND state = 'requested' AND requested_by <> confirmer RETURNING target INTO meant;
  IF meant IS NULL THEN
    RAISE EXCEPTION 'removal % must be open, and confirmed by another person than asked for it', removal_id USING ERRCODE = '23514';
  END IF;
  RETURN meant;
END $$;

-- Destroys a person's key, the words it opened and the words kept elsewhere. Says which digests no longer open.
CREATE FUNCTION "ledger"."erase_person"(removal_id text, confirmer text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  person_id text := ledger.confirm_removal(removal_id, 'person', confirmer);
  held text := ledger.hold_over_person(person_id);
  mark text := 'Erased on ' || to_char(public.app_now() AT TIME ZONE 'utc', 'YYYY-MM-DD') || ' by law.';
  digests jsonb; texts int;
BEGIN
  IF held IS NOT NULL THEN
    RAISE EXCEPTION 'legal hold % must be lifted first', held USING ERRCODE = '23514';
  END IF;
  -- Whoever writes this person's words now is waited for; whoever comes later finds them erased.
  PERFORM pg_advisory_xact_lock(hashtextextended('subject:' || person_id, 0));
  INSERT INTO ledger.erased_subject VALUES (person_id, public.app_now());
  WITH gone AS (DELETE FROM ledger.disclosure WHERE subject = person_id RETURNING digest)
    SELECT coalesce(jsonb_agg(digest ORDER BY digest), '[]') INTO digests FROM gone;
  DELETE FROM ledger.kept_text WHERE subject = person_id;
  GET DIAGNOSTICS texts = ROW_COUNT;
  DELETE FROM ledger.subject_key WHERE subject = person_id;
  PERFORM ledger.erase_words(person_id, mark);
  RETURN jsonb_build_object('digests', digests, 'texts', texts);
END $$;

-- Every column outside the ledger that holds what a person typed, or who they are. docs: server/retention/README.md
CREATE FUNCTION "ledger"."erase_words"(who text, mark text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  free constant jsonb := jsonb_build_object('title', mark, 'body', mark);
BEGIN
  UPDATE public.design d SET spec = jsonb_set(d.spec, '{intent}', d.spec -> 'intent' || free) || jsonb_build_object('summary', mark)
    FROM public.change c WHERE c.id = d.change_id AND c.requester_id = who AND d.spec #>> '{intent,shape}' = 'docs';
  UPDATE public.design d SET spec = jsonb_set(d.spec, '{intent,value}', to_jsonb(mark)) || jsonb_build_object('summary', mark)
    FROM public.change c WHERE c.id = d.change_id AND c.requester_id = who AND jsonb_typeof(d.spec #> '{intent,value}') = 'string';
  UPDATE public.change SET
    title = CASE WHEN EXISTS (SELECT FROM public.intent i WHERE i.change_id = change.id AND i.spec IS NOT NULL) THEN title ELSE mark END,
    reason = CASE WHEN reason IS NULL THEN NULL ELSE mark END
    WHERE requester_id = who;
  UPDATE public.intent SET
    text = mark,
    spans = '{"spans": [], "inferred": [], "questions": [], "fit": "noTemplate", "reason": null}',
    decision = jsonb_set(decision, '{reasons}', coalesce(
      (SELECT jsonb_agg(reason || '{"words": []}') FROM jsonb_array_elements(decision -> 'reasons') reason), '[]'), false),
    spec = CASE
      WHEN spec ->> 'shape' = 'docs' THEN spec || free
      WHEN jsonb_typeof(spec -> 'value') = 'string' THEN jsonb_set(spec, '{value}', to_jsonb(mark))
      ELSE spec END
    WHERE author_id = who;
  UPDATE public.design_comment SET text = mark WHERE author_id = who;
  UPDATE public.approval_slot SET reason = mark WHERE person_id = who AND reason IS NOT NULL;
  UPDATE public.halt SET reason = mark WHERE engaged_by = who;
  UPDATE public.resume_clearance SET reference = mark WHERE person_id = who;
  UPDATE public.legal_hold SET reason = mark WHERE placed_by = who;
  UPDATE public.person SET display_name = 'Erased person', email = NULL, disabled_at = coalesce(disabled_at, clock_timestamp()) WHERE id = who;
  DELETE FROM public.session WHERE person_id = who;
  DELETE FROM public.credential WHERE person_id = who;
  DELETE FROM public.person_role WHERE person_id = who;
END $$;

-- Kept prompts and answers whose time is over, but for those that a hold covers.
CREATE FUNCTION "ledger"."expire_texts"() RETURNS int LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE expired int;
BEGIN
  PERFORM ledger.one_at_a_time();
  PERFORM set_config('ledger.removing', 'kept_text', true);
  UPDATE ledger.kept_text k SET sealed = NULL FROM ledger.event e LEFT JOIN ledger.leaf l USING (event_id)
    WHERE e.event_id = k.event_id AND k.sealed IS NOT NULL AND k.kept_until <= public.app_now() AND NOT EXISTS (
      SELECT FROM public.legal_hold h WHERE h.lifted_at IS NULL AND (
        h.scope = 'everything' OR h.scope = 'person' AND h.target = k.subject
        OR h.scope = 'change' AND h.target = e.change_id OR h.scope = 'shard' AND h.target = l.shard));
  GET DIAGNOSTICS expired = ROW_COUNT;
  PERFORM set_config('ledger.removing', '', true);
  RETURN expired;
END $$;

-- Takes a shard's entries and tree away, once nothing speaks for keeping them. The final checkpoint stays, and what was anchored.
CREATE FUNCTION "ledger"."drop_shard"(removal_id text, confirmer text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  tree text := ledger.confirm_removal(removal_id, 'shard', confirmer);
  held text := ledger.hold_over_shard(tree);
  final ledger.checkpoint; kept ledger.archive; gone uuid[];
BEGIN
  SELECT * INTO final FROM ledger.checkpoint WHERE shard = tree ORDER BY size DESC LIMIT 1;
  SELECT * INTO kept FROM ledger.archive a WHERE a.shard = tree AND a.size = final.size AND a.root = final.root
    ORDER BY verified_at DESC LIMIT 1;
  IF held IS NOT NULL THEN
    RAISE EXCEPTION 'legal hold % must be lifted first', held USING ERRCODE = '23514';
  ELSIF kept.sha256 IS NULL THEN
    RAISE EXCEPTION 'shard % must be archived, and the archive verified', tree USING ERRCODE = '23514';
  ELSIF NOT EXISTS (SELECT FROM ledger.shard later JOIN ledger.shard own ON own.shard = tree WHERE later.opened_at > own.opened_at) THEN
    RAISE EXCEPTION 'shard % must not be the one that is written to', tree USING ERRCODE = '23514';
  ELSIF ledger.kept_until(tree) > public.app_now() THEN
    RAISE EXCEPTION 'shard % must be kept until %', tree, ledger.kept_until(tree) USING ERRCODE = '23514';
  END IF;
  SELECT array_agg(event_id) INTO gone FROM ledger.leaf WHERE shard = tree;
  DELETE FROM ledger.disclosure WHERE event_id = ANY (gone);
  DELETE FROM ledger.kept_text WHERE event_id = ANY (gone);
  PERFORM set_config('ledger.removing', 'event', true);
  DELETE FROM ledger.event WHERE event_id = ANY (gone);
  PERFORM set_config('ledger.removing', 'leaf', true);
  DELETE FROM ledger.leaf WHERE shard = tree;
  PERFORM set_config('ledger.removing', 'tile', true);
  DELETE FROM ledger.tile WHERE shard = tree;
  PERFORM set_config('ledger.removing', 'witnessed', true);
  DELETE FROM ledger.witnessed WHERE shard = tree AND size < final.size;
  PERFORM set_config('ledger.removing', 'cosignature', true);
  DELETE FROM ledger.cosignature WHERE shard = tree AND size < final.size;
  PERFORM set_config('ledger.removing', 'checkpoint', true);
  DELETE FROM ledger.checkpoint c WHERE c.shard = tree AND c.size < final.size
    AND NOT EXISTS (SELECT FROM ledger.anchor a WHERE a.shard = c.shard AND a.size = c.size);
  PERFORM set_config('ledger.removing', '', true);
  INSERT INTO ledger.dropped_shard VALUES (tree, final.size, final.root, kept.sha256, public.app_now());
  RETURN jsonb_build_object('entries', coalesce(array_length(gone, 1), 0), 'archiveSha256', kept.sha256);
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA "ledger" FROM PUBLIC;
GRANT SELECT ON "ledger"."erased_subject", "ledger"."kept_text", "ledger"."archive", "ledger"."dropped_shard" TO "dominion_app";
GRANT SELECT ON "ledger"."dropped_shard" TO "dominion_sequencer";
GRANT INSERT ON "ledger"."kept_text", "ledger"."archive" TO "dominion_app";
GRANT EXECUTE ON FUNCTION "ledger"."wrap_subject_key", "ledger"."one_at_a_time", "ledger"."hold_over_person",
  "ledger"."hold_over_shard", "ledger"."kept_until", "ledger"."erase_person", "ledger"."expire_texts", "ledger"."drop_shard"
  TO "dominion_app";
