-- CreateTable
CREATE TABLE "evidence_bundle" (
    "digest" TEXT NOT NULL,
    "change_id" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_bundle_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "approval_request" (
    "id" TEXT NOT NULL,
    "change_id" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "rollout_id" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approval_slot" (
    "request_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "person_id" TEXT,
    "seen_digest" TEXT,
    "reason" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "approval_slot_pkey" PRIMARY KEY ("request_id","role")
);

-- CreateTable
CREATE TABLE "rollout" (
    "id" TEXT NOT NULL,
    "change_id" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "definition" INTEGER NOT NULL,
    "ladder" JSONB NOT NULL,
    "step" INTEGER NOT NULL,
    "artifact_digest" TEXT NOT NULL,
    "previous_digest" TEXT,
    "epoch" BIGINT NOT NULL,
    "weight" INTEGER NOT NULL DEFAULT 0,
    "step_started_at" TIMESTAMPTZ(3),
    "step_minimum_ends" TIMESTAMPTZ(3),
    "decision" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "rollout_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_release" (
    "service" TEXT NOT NULL,
    "stable_digest" TEXT NOT NULL,
    "stable_change_id" TEXT,
    "stable_commit" TEXT NOT NULL,
    "previous_digest" TEXT,
    "previous_commit" TEXT,
    "previous_until" TIMESTAMPTZ(3),
    "epoch" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_release_pkey" PRIMARY KEY ("service")
);

-- CreateTable
CREATE TABLE "halt_switch" (
    "scope" TEXT NOT NULL,
    "halted" BOOLEAN NOT NULL DEFAULT false,
    "epoch" BIGINT NOT NULL DEFAULT 1,
    "halt_id" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "halt_switch_pkey" PRIMARY KEY ("scope")
);

-- CreateTable
CREATE TABLE "halt" (
    "id" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "engaged_by" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "journal_id" TEXT,
    "engaged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resumed_at" TIMESTAMPTZ(3),

    CONSTRAINT "halt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "resume_clearance" (
    "halt_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "resume_clearance_pkey" PRIMARY KEY ("halt_id","kind")
);

-- CreateTable
CREATE TABLE "change" (
    "id" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "tier" TEXT NOT NULL,
    "requester_id" TEXT NOT NULL,
    "authors" TEXT[],
    "human_made" BOOLEAN NOT NULL DEFAULT false,
    "practice" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "branch" TEXT,
    "base_commit" TEXT,
    "head_commit" TEXT,
    "artifact_digest" TEXT,
    "evidence_digest" TEXT,
    "holder" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity" (
    "id" BIGSERIAL NOT NULL,
    "txid" BIGINT NOT NULL DEFAULT (pg_current_xact_id())::text::bigint,
    "change_id" TEXT,
    "service" TEXT,
    "event" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "state" TEXT,
    "actor_ref" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "entry_id" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "generation_run" (
    "id" TEXT NOT NULL,
    "change_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "design_id" TEXT,
    "base_commit" TEXT,
    "commit" TEXT,
    "provider" TEXT,
    "attempts" JSONB NOT NULL DEFAULT '[]',
    "report" JSONB,
    "fault" TEXT,
    "holder" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "generation_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "design" (
    "id" TEXT NOT NULL,
    "change_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "option" INTEGER NOT NULL,
    "spec" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "chosen_at" TIMESTAMPTZ(3),
    "chosen_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "design_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verdict" (
    "id" TEXT NOT NULL,
    "change_id" TEXT NOT NULL,
    "run_id" TEXT,
    "stage" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "tree_id" TEXT NOT NULL,
    "policy_digest" TEXT NOT NULL,
    "input_digest" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "allow" BOOLEAN NOT NULL,
    "findings" JSONB NOT NULL,
    "missing" JSONB NOT NULL,
    "evaluated" JSONB NOT NULL,
    "duration_ms" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verdict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "email" TEXT,
    "practice" BOOLEAN NOT NULL DEFAULT false,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person_role" (
    "person_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "granted_by" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_role_pkey" PRIMARY KEY ("person_id","role")
);

-- CreateTable
CREATE TABLE "credential" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "credential_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "intent" (
    "id" TEXT NOT NULL,
    "change_id" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "spec" JSONB,
    "spans" JSONB NOT NULL,
    "facts" JSONB NOT NULL,
    "decision" JSONB NOT NULL,
    "author_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "intent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "event" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "dispatched_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "timer" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "timer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "movable" BOOLEAN NOT NULL DEFAULT false,
    "offset_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "presence" (
    "process" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "pid" INTEGER NOT NULL,
    "halt_epoch" BIGINT NOT NULL,
    "running_work" INTEGER NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("process")
);

-- CreateTable
CREATE TABLE "workspace" (
    "service" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "default_branch" TEXT NOT NULL,
    "consent_ids" TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("service")
);

-- CreateTable
CREATE TABLE "rollout_reading" (
    "rollout_id" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "reading" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rollout_reading_pkey" PRIMARY KEY ("rollout_id")
);

-- CreateIndex
CREATE INDEX "evidence_bundle_change_id_idx" ON "evidence_bundle"("change_id");

-- CreateIndex
CREATE INDEX "approval_request_change_id_idx" ON "approval_request"("change_id");

-- CreateIndex
CREATE INDEX "approval_request_state_due_at_idx" ON "approval_request"("state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "approval_slot_request_id_person_id_key" ON "approval_slot"("request_id", "person_id");

-- CreateIndex
CREATE INDEX "rollout_service_state_idx" ON "rollout"("service", "state");

-- CreateIndex
CREATE UNIQUE INDEX "halt_journal_id_key" ON "halt"("journal_id");

-- CreateIndex
CREATE INDEX "halt_scope_idx" ON "halt"("scope");

-- CreateIndex
CREATE UNIQUE INDEX "resume_clearance_halt_id_person_id_key" ON "resume_clearance"("halt_id", "person_id");

-- CreateIndex
CREATE INDEX "change_service_state_idx" ON "change"("service", "state");

-- CreateIndex
CREATE INDEX "change_requester_id_idx" ON "change"("requester_id");

-- CreateIndex
CREATE INDEX "activity_txid_id_idx" ON "activity"("txid", "id");

-- CreateIndex
CREATE INDEX "activity_change_id_id_idx" ON "activity"("change_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "generation_run_change_id_number_key" ON "generation_run"("change_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "design_change_id_revision_option_key" ON "design"("change_id", "revision", "option");

-- CreateIndex
CREATE INDEX "verdict_change_id_idx" ON "verdict"("change_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "credential_person_id_idx" ON "credential"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "session"("token_hash");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "session"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "intent_change_id_revision_key" ON "intent"("change_id", "revision");

-- CreateIndex
CREATE INDEX "outbox_dispatched_at_id_idx" ON "outbox"("dispatched_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "timer_key_key" ON "timer"("key");

-- CreateIndex
CREATE INDEX "timer_due_at_idx" ON "timer"("due_at");

-- AddForeignKey
ALTER TABLE "evidence_bundle" ADD CONSTRAINT "evidence_bundle_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_request" ADD CONSTRAINT "approval_request_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval_slot" ADD CONSTRAINT "approval_slot_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "approval_request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rollout" ADD CONSTRAINT "rollout_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "resume_clearance" ADD CONSTRAINT "resume_clearance_halt_id_fkey" FOREIGN KEY ("halt_id") REFERENCES "halt"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "change" ADD CONSTRAINT "change_service_fkey" FOREIGN KEY ("service") REFERENCES "workspace"("service") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "generation_run" ADD CONSTRAINT "generation_run_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "design" ADD CONSTRAINT "design_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verdict" ADD CONSTRAINT "verdict_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person_role" ADD CONSTRAINT "person_role_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential" ADD CONSTRAINT "credential_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "intent" ADD CONSTRAINT "intent_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Business time: the database's clock plus the one offset that a throw-away instance may move.
INSERT INTO "clock" ("id") VALUES (1);
ALTER TABLE "clock" ADD CONSTRAINT "clock_single_row" CHECK ("id" = 1);
ALTER TABLE "clock" ADD CONSTRAINT "clock_fixed_unless_movable" CHECK ("movable" OR "offset_ms" = 0);
ALTER TABLE "clock" ADD CONSTRAINT "clock_never_back" CHECK ("offset_ms" >= 0);

CREATE FUNCTION "app_now"() RETURNS timestamptz LANGUAGE sql STABLE AS
  $$ SELECT clock_timestamp() + make_interval(secs => (SELECT "offset_ms" FROM "clock" WHERE "id" = 1) / 1000.0) $$;

-- One release lane a service: only one rollout may be under way.
CREATE UNIQUE INDEX "rollout_one_lane" ON "rollout" ("service") WHERE "state" NOT IN ('stable', 'rolledBack', 'abandoned');
-- One open question a change and purpose: a newer revision closes the older one first.
CREATE UNIQUE INDEX "approval_request_one_open" ON "approval_request" ("change_id", "purpose") WHERE "state" = 'open';
CREATE UNIQUE INDEX "halt_one_active" ON "halt" ("scope") WHERE "resumed_at" IS NULL;
CREATE UNIQUE INDEX "generation_run_one_running" ON "generation_run" ("change_id") WHERE "state" = 'running';

INSERT INTO "halt_switch" ("scope") VALUES ('global');

-- Nobody approves what they asked for or wrote, whatever the code above says.
CREATE FUNCTION "refuse_own_approval"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."state" = 'signed' AND EXISTS (
    SELECT 1 FROM "approval_request" r JOIN "change" c ON c."id" = r."change_id"
    WHERE r."id" = NEW."request_id" AND (c."requester_id" = NEW."person_id" OR NEW."person_id" = ANY (c."authors"))
  ) THEN
    RAISE EXCEPTION 'an approver may not be the requester or an author' USING ERRCODE = '23514';
  END IF;
  IF NEW."state" = 'signed' AND NEW."seen_digest" IS DISTINCT FROM (
    SELECT r."digest" FROM "approval_request" r WHERE r."id" = NEW."request_id"
  ) THEN
    RAISE EXCEPTION 'an approval must name the digest it approves' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "approval_slot_own_work" BEFORE INSERT OR UPDATE ON "approval_slot"
  FOR EACH ROW EXECUTE FUNCTION "refuse_own_approval"();

-- A halt ends only with both clearances, from two people (ADR-001 "Recovery").
CREATE FUNCTION "refuse_uncleared_resume"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE needed text[];
BEGIN
  IF OLD."resumed_at" IS NULL AND NEW."resumed_at" IS NOT NULL THEN
    needed := CASE WHEN NEW."scope" = 'global' THEN ARRAY['councilDirective', 'securityClearance']
              ELSE ARRAY['leadApproval', 'policyUpdate'] END;
    IF (SELECT count(*) FROM "resume_clearance" WHERE "halt_id" = NEW."id" AND "kind" = ANY (needed)) < 2 THEN
      RAISE EXCEPTION 'resuming needs %', array_to_string(needed, ' and ') USING ERRCODE = '23514';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "halt_cleared_resume" BEFORE UPDATE ON "halt"
  FOR EACH ROW EXECUTE FUNCTION "refuse_uncleared_resume"();

-- Roles: the application reads and writes rows, never tables; the clock may be moved only where it is movable.
GRANT USAGE ON SCHEMA "public" TO "dominion_app", "dominion_sequencer";
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA "public" TO "dominion_app";
GRANT USAGE ON ALL SEQUENCES IN SCHEMA "public" TO "dominion_app";
GRANT DELETE ON "session", "outbox", "timer", "presence" TO "dominion_app";
GRANT DELETE ON "person_role" TO "dominion_app";
REVOKE INSERT, UPDATE ON "clock" FROM "dominion_app";
GRANT UPDATE ("offset_ms") ON "clock" TO "dominion_app";
GRANT SELECT ON "clock" TO "dominion_sequencer";
REVOKE UPDATE ON "activity", "intent", "verdict", "evidence_bundle", "resume_clearance" FROM "dominion_app";
