-- RadCase, a radiology teaching file, as such an application declares its SQLite database.

CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    modality TEXT,
    body_part TEXT,
    diagnosis TEXT,
    difficulty INTEGER DEFAULT 2,
    clinical_history TEXT,
    teaching_points TEXT,
    findings TEXT,
    is_published INTEGER NOT NULL DEFAULT 0,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_cases_modality ON cases(modality);
CREATE INDEX idx_cases_created_at ON cases(created_at DESC);
CREATE INDEX idx_cases_published ON cases(body_part, difficulty) WHERE is_published = 1;

CREATE TABLE images (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    filename TEXT,
    original_name TEXT,
    sequence INTEGER DEFAULT 0,
    file_size INTEGER,
    annotations TEXT,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_images_case_id ON images(case_id);

CREATE TABLE dicom_series (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    series_uid TEXT,
    series_description TEXT,
    modality TEXT,
    num_images INTEGER DEFAULT 0,
    folder_name TEXT NOT NULL,
    patient_name TEXT,
    study_description TEXT,
    window_center REAL,
    window_width REAL,
    slice_thickness REAL,
    file_size INTEGER,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_series_case ON dicom_series(case_id);

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    username TEXT NOT NULL UNIQUE,
    email TEXT,
    password_hash TEXT,
    display_name TEXT,
    role TEXT DEFAULT 'resident',
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    last_login DATETIME
);
CREATE UNIQUE INDEX users_username_any_case ON users(username COLLATE NOCASE);
CREATE INDEX users_email_lower ON users(lower(email));
CREATE INDEX idx_users_last_login ON users(last_login) WHERE last_login IS NOT NULL;

CREATE TABLE user_case_progress (
    user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
    case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    ease_factor REAL DEFAULT 2.5 CHECK (ease_factor >= 1.3),
    interval_days INTEGER DEFAULT 0,
    repetitions INTEGER DEFAULT 0,
    next_review DATE,
    last_reviewed DATETIME,
    PRIMARY KEY (user_id, case_id)
);

-- Came later, without foreign keys: ALTER TABLE in a hurry.
CREATE TABLE quiz_attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    answer TEXT,
    correct INTEGER NOT NULL CHECK (correct IN (0, 1)),
    time_spent_ms INTEGER,
    attempted_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_attempts_user ON quiz_attempts(user_id, attempted_at);

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE,
    color TEXT DEFAULT '#808080',
    parent_id INTEGER REFERENCES tags(id) ON DELETE SET NULL,
    sort_order INTEGER DEFAULT 0
);

CREATE TABLE case_tags (
    case_id TEXT NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags(id) ON DELETE CASCADE,
    added_at DATETIME DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (case_id, tag_id)
);

-- Tables, a view, a trigger and a full-text index that no document names.

CREATE TABLE case_comments (
    id TEXT PRIMARY KEY,
    case_id TEXT REFERENCES cases(id) ON DELETE CASCADE,
    user_id TEXT REFERENCES users(id),
    parent_id TEXT REFERENCES case_comments(id),
    body TEXT NOT NULL,
    "references" TEXT,
    rating REAL,
    sketch BLOB,
    is_resolved INTEGER DEFAULT 0,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT,
    updated_at DATETIME DEFAULT CURRENT_TIMESTAMP
) WITHOUT ROWID;

CREATE VIEW case_overview AS
    SELECT c.id, c.title, count(i.id) AS images
    FROM cases c LEFT JOIN images i ON i.case_id = c.id
    GROUP BY c.id;

CREATE VIRTUAL TABLE cases_fts USING fts5(case_id UNINDEXED, title, diagnosis);

CREATE TRIGGER cases_searchable AFTER INSERT ON cases BEGIN
    INSERT INTO cases_fts (case_id, title, diagnosis) VALUES (NEW.id, NEW.title, NEW.diagnosis);
END;

CREATE TRIGGER cases_touched AFTER UPDATE ON cases BEGIN
    UPDATE cases SET updated_at = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;
