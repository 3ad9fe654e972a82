-- CreateTable
CREATE TABLE "policy_release" (
    "digest" TEXT NOT NULL,
    "tests_passed" INTEGER NOT NULL,
    "tests_failed" INTEGER NOT NULL,
    "activated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "policy_release_pkey" PRIMARY KEY ("digest")
);

-- What a policy's tests said of it is written once.
GRANT SELECT, INSERT ON "policy_release" TO "dominion_app";
