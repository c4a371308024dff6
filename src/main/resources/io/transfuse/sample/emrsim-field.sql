-- EMRsim as it is found in the field: four tables, nanoids, and not one foreign key.

CREATE TABLE personas (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    persona_json TEXT,
    created_at TEXT DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE scenarios (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    tags_json TEXT,
    scenario_json TEXT,
    created_at TEXT DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    persona_id TEXT,
    scenario_id TEXT,
    mode TEXT NOT NULL DEFAULT 'chat',
    started_at TEXT,
    ended_at TEXT,
    sps_gate_json TEXT
);

CREATE TABLE turns (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    created_at TEXT,
    audio_ms INTEGER,
    tokens_in INTEGER,
    tokens_out INTEGER,
    timings_json TEXT,
    fingerprint TEXT UNIQUE
);
CREATE INDEX turns_session ON turns(session_id, created_at);
