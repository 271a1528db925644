CREATE TABLE "installation" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "document_clients" ADD COLUMN "by_server" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "document_clients" ADD COLUMN "seq" bigint DEFAULT 0 NOT NULL;