-- The list of intents is read page by page, newest first, however many there are.
CREATE INDEX "change_created_at_id_idx" ON "change" ("created_at" DESC, "id" DESC);
