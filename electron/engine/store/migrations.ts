/**
 * Ordered steps; the database's `user_version` is how many have been taken. A step that has shipped is
 * never edited.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE deployments (
    id TEXT PRIMARY KEY,
    experiment_id TEXT NOT NULL,
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    scenarios TEXT NOT NULL,
    options TEXT NOT NULL,
    plan TEXT NOT NULL,
    measure_when_ready INTEGER NOT NULL DEFAULT 0,
    phase TEXT NOT NULL,
    failure TEXT,
    created_at_ms INTEGER NOT NULL,
    changed_at_ms INTEGER NOT NULL,
    owner TEXT,
    owner_pid INTEGER,
    owner_host TEXT,
    lease_until_ms INTEGER
  ) STRICT;

  CREATE TABLE stacks (
    deployment_id TEXT NOT NULL REFERENCES deployments (id),
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    kind TEXT NOT NULL,
    scenario_id TEXT,
    arn TEXT,
    status TEXT NOT NULL,
    outputs TEXT NOT NULL,
    PRIMARY KEY (deployment_id, name)
  ) STRICT;

  CREATE TABLE asks (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    deployment_id TEXT NOT NULL REFERENCES deployments (id),
    what TEXT NOT NULL CHECK (what IN ('remove', 'cancel-run')),
    asked_at_ms INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE stack_steps (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    deployment_id TEXT NOT NULL,
    stack TEXT NOT NULL,
    logical_id TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    event_id TEXT NOT NULL,
    UNIQUE (deployment_id, event_id)
  ) STRICT;
  CREATE INDEX stack_steps_by_deployment ON stack_steps (deployment_id, seq);

  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;

  CREATE TABLE activities (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    deployment_id TEXT NOT NULL,
    run_id TEXT,
    level TEXT NOT NULL,
    message TEXT NOT NULL
  ) STRICT;
  CREATE INDEX activities_by_deployment ON activities (deployment_id, seq);

  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    deployment_id TEXT NOT NULL,
    experiment_id TEXT NOT NULL,
    account TEXT NOT NULL,
    region TEXT NOT NULL,
    status TEXT NOT NULL,
    scenarios TEXT NOT NULL,
    paths TEXT NOT NULL,
    load TEXT NOT NULL,
    seed INTEGER NOT NULL,
    predictions TEXT NOT NULL,
    title TEXT,
    notes TEXT NOT NULL,
    tags TEXT NOT NULL,
    discarded_at_ms INTEGER,
    conditions TEXT,
    failure TEXT,
    started_at_ms INTEGER NOT NULL,
    finished_at_ms INTEGER
  ) STRICT;
  CREATE INDEX runs_by_start ON runs (started_at_ms DESC);

  CREATE TABLE trials (
    run_id TEXT NOT NULL REFERENCES runs (id),
    place INTEGER NOT NULL,
    round INTEGER NOT NULL,
    scenario_id TEXT NOT NULL,
    path TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT,
    result TEXT,
    histogram TEXT,
    PRIMARY KEY (run_id, place)
  ) STRICT;
  `,
  `
  ALTER TABLE deployments ADD COLUMN account_id TEXT;
  ALTER TABLE deployments ADD COLUMN cap_usd REAL NOT NULL DEFAULT 5;
  ALTER TABLE deployments ADD COLUMN lifetime_ms INTEGER NOT NULL DEFAULT 7200000;
  ALTER TABLE deployments ADD COLUMN expires_at_ms INTEGER;
  ALTER TABLE deployments ADD COLUMN billing_stopped_at_ms INTEGER;
  ALTER TABLE deployments ADD COLUMN receipt TEXT;
  ALTER TABLE deployments ADD COLUMN origin TEXT NOT NULL DEFAULT 'made';
  ALTER TABLE stacks ADD COLUMN billables TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE stacks ADD COLUMN created_at_ms INTEGER;
  ALTER TABLE stacks ADD COLUMN deleted_at_ms INTEGER;
  ALTER TABLE stacks ADD COLUMN retained TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE runs ADD COLUMN cost TEXT;

  CREATE TABLE stack_resources (
    deployment_id TEXT NOT NULL REFERENCES deployments (id),
    stack TEXT NOT NULL,
    logical_id TEXT NOT NULL,
    type TEXT NOT NULL,
    physical_id TEXT NOT NULL,
    PRIMARY KEY (deployment_id, stack, logical_id, physical_id)
  ) STRICT;

  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    deployment_id TEXT NOT NULL,
    intent TEXT NOT NULL,
    subject TEXT NOT NULL,
    handle TEXT,
    outcome TEXT,
    begun_at_ms INTEGER NOT NULL,
    ended_at_ms INTEGER
  ) STRICT;
  CREATE INDEX journal_by_deployment ON journal (deployment_id, seq);
  `,
  `
  ALTER TABLE deployments ADD COLUMN removal_failure TEXT;
  UPDATE deployments SET removal_failure = failure, failure = NULL WHERE phase = 'stranded';
  `,
  `
  ALTER TABLE deployments ADD COLUMN afterwards TEXT NOT NULL DEFAULT 'keep';
  ALTER TABLE deployments RENAME COLUMN origin TO provenance;
  ALTER TABLE deployments DROP COLUMN measure_when_ready;
  ALTER TABLE runs ADD COLUMN rule TEXT NOT NULL DEFAULT '';
  UPDATE runs SET rule = json_object('kind', 'fixed', 'rounds', load ->> '$.rounds');
  ALTER TABLE trials ADD COLUMN slot INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE trials ADD COLUMN load TEXT NOT NULL DEFAULT 'closed';
  DROP TABLE journal;
  `,
  `
  ALTER TABLE runs ADD COLUMN measuring_since_ms INTEGER;
  UPDATE runs SET measuring_since_ms = started_at_ms;
  ALTER TABLE runs ADD COLUMN alongside TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE deployments ADD COLUMN endpoint TEXT;
  ALTER TABLE deployments ADD COLUMN typed TEXT;
  ALTER TABLE runs ADD COLUMN endpoint TEXT;
  `,
  `
  ALTER TABLE runs ADD COLUMN ended_by TEXT;
  `,
  `
  ALTER TABLE deployments ADD COLUMN role_boundary TEXT;
  `,
  `
  CREATE TABLE requirements (
    experiment_id TEXT PRIMARY KEY,
    requirements TEXT NOT NULL,
    changed_at_ms INTEGER
  ) STRICT;
  `,
  `
  CREATE TABLE price_tables (
    region TEXT PRIMARY KEY,
    price_table TEXT NOT NULL
  ) STRICT;
  `,
  `
  DROP TABLE price_tables;
  CREATE TABLE price_tables (
    answered_by TEXT NOT NULL CHECK (answered_by IN ('aws', 'practice')),
    region TEXT NOT NULL,
    price_table TEXT NOT NULL,
    PRIMARY KEY (answered_by, region)
  ) STRICT;
  `,
  `
  ALTER TABLE runs ADD COLUMN imported TEXT;
  ALTER TABLE runs ADD COLUMN filed TEXT;
  `,
  `
  ALTER TABLE stacks ADD COLUMN shared_id TEXT;
  `,
  `
  ALTER TABLE runs ADD COLUMN function_times TEXT;
  CREATE INDEX runs_by_status ON runs (status, started_at_ms DESC);
  CREATE INDEX runs_by_deployment ON runs (deployment_id, started_at_ms);
  CREATE INDEX runs_listed ON runs (started_at_ms DESC, id, experiment_id, account, title, notes, tags)
    WHERE discarded_at_ms IS NULL;
  `,
]
