-- CreateTable
CREATE TABLE "design_comment" (
    "id" TEXT NOT NULL,
    "change_id" TEXT NOT NULL,
    "design_id" TEXT NOT NULL,
    "component" TEXT,
    "text" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by" TEXT,

    CONSTRAINT "design_comment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "design_comment_change_id_idx" ON "design_comment"("change_id");

-- AddForeignKey
ALTER TABLE "design_comment" ADD CONSTRAINT "design_comment_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "design_comment" ADD CONSTRAINT "design_comment_design_id_fkey" FOREIGN KEY ("design_id") REFERENCES "design"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What someone said is written once; only that it is resolved is added, and only once.
GRANT SELECT, INSERT ON "design_comment" TO "dominion_app";
GRANT UPDATE ("resolved_at", "resolved_by") ON "design_comment" TO "dominion_app";
