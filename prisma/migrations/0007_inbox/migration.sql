-- The inbox is read page by page, most urgent first, however many questions are open.
CREATE INDEX "approval_request_open_due" ON "approval_request" ("due_at", "id") WHERE "state" = 'open';
CREATE INDEX "approval_slot_waiting" ON "approval_slot" ("role", "request_id") WHERE "state" = 'waiting';
CREATE INDEX "approval_slot_decided" ON "approval_slot" ("person_id", "decided_at", "request_id") WHERE "decided_at" IS NOT NULL;
