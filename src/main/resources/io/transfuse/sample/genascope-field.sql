-- Genascope as later installations have it: 24 tables, times to the microsecond, words where enumerations were.

CREATE TABLE accounts (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    name VARCHAR(255) NOT NULL,
    domain VARCHAR(255) UNIQUE,
    is_active TINYINT(1) DEFAULT '1',
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6)
) CHARACTER SET utf8mb4;

CREATE TABLE users (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    account_id VARCHAR(36),
    email VARCHAR(255),
    hashed_password VARCHAR(255),
    name VARCHAR(255) NOT NULL,
    role VARCHAR(50) NOT NULL,
    is_active TINYINT(1) NOT NULL DEFAULT '1',
    clinician_id VARCHAR(36),
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    UNIQUE KEY users_email (email),
    FOREIGN KEY (account_id) REFERENCES accounts (id),
    FOREIGN KEY (clinician_id) REFERENCES users (id) ON DELETE SET NULL
) CHARACTER SET utf8mb4;

CREATE TABLE patients (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    account_id VARCHAR(36),
    user_id VARCHAR(36) UNIQUE,
    clinician_id VARCHAR(36),
    mrn BIGINT UNSIGNED,
    first_name VARCHAR(255),
    last_name VARCHAR(255),
    email VARCHAR(255) CHARACTER SET latin1,
    phone VARCHAR(50),
    date_of_birth DATE,
    status VARCHAR(50) DEFAULT 'active',
    notes TEXT,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    KEY patients_name (last_name(20), first_name),
    FOREIGN KEY (account_id) REFERENCES accounts (id),
    FOREIGN KEY (user_id) REFERENCES users (id),
    FOREIGN KEY (clinician_id) REFERENCES users (id)
) CHARACTER SET utf8mb4;

CREATE TABLE patient_profiles (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    patient_id VARCHAR(36) NOT NULL UNIQUE,
    height_cm DOUBLE,
    weight_kg FLOAT,
    family_history TEXT,
    consent BIT(1) NOT NULL DEFAULT b'0',
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4;

CREATE TABLE chat_strategies (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    account_id VARCHAR(36) NOT NULL,
    name VARCHAR(255) NOT NULL,
    description TEXT,
    goal TEXT,
    patient_introduction TEXT,
    specialty VARCHAR(100),
    is_active TINYINT(1) NOT NULL DEFAULT '1',
    created_by VARCHAR(36),
    version INT NOT NULL DEFAULT '1',
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    FOREIGN KEY (account_id) REFERENCES accounts (id)
) CHARACTER SET utf8mb4;

CREATE TABLE invites (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    patient_id VARCHAR(36),
    clinician_id VARCHAR(36) NOT NULL,
    email VARCHAR(255) NOT NULL,
    invite_token VARCHAR(255) NOT NULL,
    status VARCHAR(50) NOT NULL DEFAULT 'pending',
    custom_message TEXT,
    chat_strategy_id VARCHAR(36),
    expires_at DATETIME(6),
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    KEY invites_token (invite_token),
    FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE CASCADE,
    FOREIGN KEY (clinician_id) REFERENCES users (id),
    FOREIGN KEY (chat_strategy_id) REFERENCES chat_strategies (id)
) CHARACTER SET utf8mb4;

CREATE TABLE chat_sessions (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    patient_id VARCHAR(36) NOT NULL,
    clinician_id VARCHAR(36),
    session_type VARCHAR(50),
    status VARCHAR(50) NOT NULL DEFAULT 'in_progress',
    started_at DATETIME(6),
    completed_at DATETIME(6),
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4;

CREATE TABLE chat_questions (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    `sequence` INT NOT NULL,
    `text` TEXT NOT NULL,
    answer_type VARCHAR(50) NOT NULL,
    options JSON,
    next_question_logic JSON,
    required TINYINT(1) NOT NULL DEFAULT '0',
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6)
) CHARACTER SET utf8mb4;

CREATE TABLE chat_answers (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    session_id VARCHAR(36) NOT NULL,
    question_id VARCHAR(36) NOT NULL,
    answer TEXT,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    FOREIGN KEY (session_id) REFERENCES chat_sessions (id) ON DELETE CASCADE,
    FOREIGN KEY (question_id) REFERENCES chat_questions (id)
) CHARACTER SET utf8mb4;

CREATE TABLE eligibility_results (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    patient_id VARCHAR(36) NOT NULL,
    session_id VARCHAR(36),
    is_eligible TINYINT(1) NOT NULL DEFAULT '0',
    tyrer_cuzick_score DOUBLE,
    factors JSON,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE CASCADE,
    FOREIGN KEY (session_id) REFERENCES chat_sessions (id) ON DELETE SET NULL
) CHARACTER SET utf8mb4;

CREATE TABLE appointments (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    patient_id VARCHAR(36) NOT NULL,
    clinician_id VARCHAR(36),
    `date` DATE NOT NULL,
    `time` TIME NOT NULL,
    appointment_type ENUM('virtual', 'in-person') NOT NULL DEFAULT 'in-person',
    status ENUM('scheduled', 'completed', 'canceled', 'no-show') DEFAULT 'scheduled',
    confirmation_code VARCHAR(10) NOT NULL,
    notes TEXT,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    KEY appointments_day (clinician_id, `date`),
    KEY appointments_patient (patient_id)
) CHARACTER SET utf8mb4;

CREATE TABLE clinician_availability (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    clinician_id VARCHAR(36) NOT NULL,
    `date` DATE NOT NULL,
    `time` TIME NOT NULL,
    available TINYINT(1) NOT NULL DEFAULT '1',
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    UNIQUE KEY one_slot (clinician_id, `date`, `time`)
) CHARACTER SET utf8mb4;

CREATE TABLE recurring_availability (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    clinician_id VARCHAR(36) NOT NULL,
    days_of_week TEXT NOT NULL,
    time_slots TEXT NOT NULL,
    start_date DATE,
    end_date DATE,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6)
) CHARACTER SET utf8mb4;

CREATE TABLE lab_orders (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    patient_id VARCHAR(36) NOT NULL,
    clinician_id VARCHAR(36) NOT NULL,
    eligibility_result_id VARCHAR(36),
    test_type VARCHAR(100) NOT NULL,
    status VARCHAR(50) NOT NULL DEFAULT 'ordered',
    price DECIMAL(10,2),
    requisition JSON,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    FOREIGN KEY (patient_id) REFERENCES patients (id),
    FOREIGN KEY (clinician_id) REFERENCES users (id),
    FOREIGN KEY (eligibility_result_id) REFERENCES eligibility_results (id) ON DELETE SET NULL
) CHARACTER SET utf8mb4;

CREATE TABLE lab_results (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    lab_order_id VARCHAR(36) NOT NULL,
    result_status VARCHAR(50) NOT NULL DEFAULT 'pending',
    result_data JSON,
    result_value DOUBLE,
    abnormal TINYINT(1) DEFAULT '0',
    reviewed_by VARCHAR(36),
    reviewed_at DATETIME(6),
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    FOREIGN KEY (lab_order_id) REFERENCES lab_orders (id) ON DELETE CASCADE,
    FOREIGN KEY (reviewed_by) REFERENCES users (id)
) CHARACTER SET utf8mb4;

CREATE TABLE knowledge_sources (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    account_id VARCHAR(36) NOT NULL,
    name VARCHAR(255) NOT NULL,
    description VARCHAR(500) CHARACTER SET latin1,
    source_type VARCHAR(50) NOT NULL DEFAULT 'custom_document',
    file_path VARCHAR(500),
    file_size BIGINT UNSIGNED,
    digest BINARY(16),
    is_active TINYINT(1) NOT NULL DEFAULT '1',
    uploaded_by VARCHAR(36),
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    FULLTEXT KEY knowledge_words (name),
    FOREIGN KEY (account_id) REFERENCES accounts (id)
) CHARACTER SET utf8mb4;

CREATE TABLE targeting_rules (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    strategy_id VARCHAR(36) NOT NULL,
    field VARCHAR(100) NOT NULL,
    operator VARCHAR(50) NOT NULL,
    value JSON NOT NULL,
    `sequence` INT NOT NULL DEFAULT '0',
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    FOREIGN KEY (strategy_id) REFERENCES chat_strategies (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4;

CREATE TABLE outcome_actions (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    strategy_id VARCHAR(36) NOT NULL,
    `condition` VARCHAR(100) NOT NULL,
    action_type VARCHAR(100) NOT NULL,
    details JSON NOT NULL,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    FOREIGN KEY (strategy_id) REFERENCES chat_strategies (id) ON DELETE CASCADE
) CHARACTER SET utf8mb4;

CREATE TABLE ai_extraction_rules (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    strategy_id VARCHAR(36) NOT NULL,
    entity_type VARCHAR(100) NOT NULL,
    extraction_method ENUM('llm', 'regex', 'ner', 'hybrid') NOT NULL,
    pattern TEXT,
    validation_rules JSON,
    trigger_conditions JSON,
    priority INT NOT NULL DEFAULT '1',
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL,
    FOREIGN KEY (strategy_id) REFERENCES chat_strategies (id)
) CHARACTER SET utf8mb4;

CREATE TABLE ai_chat_sessions (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    strategy_id VARCHAR(36) NOT NULL,
    patient_id VARCHAR(36) NOT NULL,
    session_type ENUM('screening', 'assessment', 'follow_up', 'consultation') NOT NULL,
    status ENUM('active', 'completed', 'paused', 'error', 'canceled') NOT NULL DEFAULT 'active',
    chat_context JSON,
    extracted_data JSON,
    assessment_results JSON,
    strategy_snapshot JSON,
    started_at DATETIME(6) NOT NULL,
    completed_at DATETIME(6),
    last_activity DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    created_at DATETIME(6) NOT NULL,
    updated_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
    FOREIGN KEY (strategy_id) REFERENCES chat_strategies (id),
    FOREIGN KEY (patient_id) REFERENCES patients (id)
) CHARACTER SET utf8mb4;

CREATE TABLE ai_chat_messages (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    session_id VARCHAR(36) NOT NULL,
    role ENUM('user', 'assistant', 'system') NOT NULL,
    content TEXT NOT NULL,
    message_type ENUM('question', 'response', 'summary', 'assessment', 'clarification') NOT NULL,
    rag_sources JSON,
    extracted_entities JSON,
    confidence_score FLOAT,
    processing_time_ms INT,
    created_at DATETIME(6) NOT NULL,
    KEY ai_chat_messages_order (session_id, created_at),
    FOREIGN KEY (session_id) REFERENCES ai_chat_sessions (id)
) CHARACTER SET utf8mb4;

CREATE TABLE strategy_executions (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    strategy_id VARCHAR(36) NOT NULL,
    session_id VARCHAR(36),
    patient_id VARCHAR(36) NOT NULL,
    triggered_by VARCHAR(36),
    execution_status VARCHAR(50) NOT NULL DEFAULT 'in_progress',
    executed_actions JSON,
    started_at DATETIME(6),
    completed_at DATETIME(6),
    FOREIGN KEY (strategy_id) REFERENCES chat_strategies (id),
    FOREIGN KEY (session_id) REFERENCES ai_chat_sessions (id),
    FOREIGN KEY (patient_id) REFERENCES users (id),
    FOREIGN KEY (triggered_by) REFERENCES users (id)
) CHARACTER SET utf8mb4;

CREATE TABLE risk_assessments (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    patient_id VARCHAR(36) NOT NULL,
    session_id VARCHAR(36),
    risk_score DOUBLE,
    risk_level VARCHAR(20),
    details LONGTEXT,
    created_at DATETIME(6) DEFAULT CURRENT_TIMESTAMP(6),
    updated_at DATETIME(6),
    FOREIGN KEY (patient_id) REFERENCES patients (id),
    FOREIGN KEY (session_id) REFERENCES chat_sessions (id)
) CHARACTER SET utf8mb4;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL PRIMARY KEY
);
