-- EMRsim, conversations with simulated patients, as its migration document describes the SQLite database.

CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT,
    name TEXT NOT NULL,
    password_hash TEXT,
    role TEXT NOT NULL DEFAULT 'student',
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX users_email ON users(email);

CREATE TABLE patients (
    id TEXT PRIMARY KEY,
    mrn TEXT UNIQUE,
    name TEXT,
    birth_date TEXT,
    age INTEGER,
    demographics TEXT,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE conversations (
    id TEXT PRIMARY KEY,
    title TEXT,
    user_id INTEGER NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    patient_id TEXT REFERENCES patients(id),
    status TEXT NOT NULL DEFAULT 'active',
    is_archived INTEGER NOT NULL DEFAULT 0 CHECK (is_archived IN (0, 1)),
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX conversations_user ON conversations(user_id, created_at DESC);

CREATE TABLE messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id TEXT NOT NULL REFERENCES conversations(id) ON DELETE CASCADE,
    sender TEXT,
    message TEXT NOT NULL,
    metadata TEXT,
    client_id TEXT UNIQUE,
    created_at TEXT DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX messages_conversation ON messages(conversation_id, created_at);

CREATE TABLE patient_records (
    id TEXT PRIMARY KEY,
    patient_id TEXT NOT NULL REFERENCES patients(id) ON DELETE CASCADE,
    record_type TEXT NOT NULL,
    data TEXT,
    value REAL,
    recorded_at TEXT,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE user_sessions (
    id TEXT PRIMARY KEY,
    user_id INTEGER NOT NULL,
    data TEXT,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    expires_at DATETIME
);

-- Came later, without foreign keys.
CREATE TABLE conversation_history (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    conversation_id TEXT NOT NULL,
    message_id INTEGER,
    changed_by INTEGER,
    action TEXT NOT NULL,
    snapshot TEXT,
    created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- Tables, a view and a trigger that no document names.

CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    conversation_id TEXT REFERENCES conversations(id),
    message_id INTEGER REFERENCES messages(id) ON DELETE SET NULL,
    rating REAL,
    "order" INTEGER,
    comment TEXT
);

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT,
    updated_at DATETIME DEFAULT CURRENT_TIMESTAMP
) WITHOUT ROWID;

CREATE VIEW conversation_overview AS
    SELECT c.id, c.title, count(m.id) AS messages
    FROM conversations c LEFT JOIN messages m ON m.conversation_id = c.id
    GROUP BY c.id;

CREATE TRIGGER conversations_touched AFTER UPDATE ON conversations BEGIN
    UPDATE conversations SET updated_at = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;
