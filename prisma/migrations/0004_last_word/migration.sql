-- A switch goes back on only when its halt ended, and that takes both clearances: writing the switch alone resumes nothing.
CREATE FUNCTION "refuse_unended_halt"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."halted" AND NOT NEW."halted" AND NOT EXISTS (
    SELECT 1 FROM "halt" WHERE "id" = OLD."halt_id" AND "resumed_at" IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'the halt of % has not ended', OLD."scope" USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "halt_switch_ended_halt" BEFORE UPDATE ON "halt_switch"
  FOR EACH ROW EXECUTE FUNCTION "refuse_unended_halt"();

-- Business time never goes back, not even from a later moved time to an earlier one: what was due stays due.
CREATE FUNCTION "refuse_earlier_time"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."offset_ms" < OLD."offset_ms" THEN
    RAISE EXCEPTION 'business time never goes back' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "clock_only_forward" BEFORE UPDATE ON "clock"
  FOR EACH ROW EXECUTE FUNCTION "refuse_earlier_time"();
