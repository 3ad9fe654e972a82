-- CreateTable
CREATE TABLE "incident" (
    "id" TEXT NOT NULL,
    "change_id" TEXT NOT NULL,
    "rollout_id" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "automatic" BOOLEAN NOT NULL,
    "cause" TEXT NOT NULL,
    "measure" TEXT,
    "measured" DOUBLE PRECISION,
    "limit" DOUBLE PRECISION,
    "artifact_digest" TEXT NOT NULL,
    "detected_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "restored_at" TIMESTAMPTZ(3),
    "reason" TEXT,
    "opened_by" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by" TEXT,
    "closed_at" TIMESTAMPTZ(3),
    "close_reason" TEXT,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_entry" (
    "incident_id" TEXT NOT NULL,
    "entry_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "incident_entry_pkey" PRIMARY KEY ("incident_id","entry_id")
);

-- CreateIndex
CREATE INDEX "incident_change_id_idx" ON "incident"("change_id");

-- CreateIndex
CREATE INDEX "incident_rollout_id_idx" ON "incident"("rollout_id");

-- CreateIndex
CREATE INDEX "incident_entry_entry_id_idx" ON "incident_entry"("entry_id");

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_rollout_id_fkey" FOREIGN KEY ("rollout_id") REFERENCES "rollout"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_entry" ADD CONSTRAINT "incident_entry_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A rollout has one open incident at most, whoever comes first.
CREATE UNIQUE INDEX "incident_open_rollout" ON "incident" ("rollout_id") WHERE "state" = 'open';

-- What happened is written once; only that it is closed is added.
GRANT SELECT, INSERT ON "incident", "incident_entry" TO "dominion_app";
GRANT UPDATE ("state", "closed_by", "closed_at", "close_reason") ON "incident" TO "dominion_app";
