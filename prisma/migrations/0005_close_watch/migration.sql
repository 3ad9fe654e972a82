-- What follows a version that was taken back is watched more closely; decided once, when its rollout begins.
ALTER TABLE "rollout" ADD COLUMN "closely_watched" BOOLEAN NOT NULL DEFAULT false;
