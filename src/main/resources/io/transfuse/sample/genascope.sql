-- Genascope, a genetics clinic, as its first migrations declare its MySQL database.

CREATE TABLE accounts (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    name VARCHAR(255) NOT NULL,
    domain VARCHAR(255) UNIQUE,
    status ENUM('active', 'inactive', 'suspended') NOT NULL DEFAULT 'active',
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
) CHARACTER SET utf8mb4;

CREATE TABLE users (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    account_id VARCHAR(36),
    email VARCHAR(255) NOT NULL,
    password_hash VARCHAR(255),
    name VARCHAR(255) NOT NULL,
    role ENUM('patient', 'clinician', 'admin', 'super_admin', 'lab_tech', 'researcher') NOT NULL,
    is_active TINYINT(1) NOT NULL DEFAULT '1',
    clinician_id VARCHAR(36),
    metadata JSON,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
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
    email VARCHAR(255),
    phone VARCHAR(50),
    date_of_birth DATE,
    status ENUM('active', 'inactive', 'archived') DEFAULT 'active',
    notes TEXT,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    KEY patients_name (last_name(20), first_name),
    FOREIGN KEY (account_id) REFERENCES accounts (id),
    FOREIGN KEY (user_id) REFERENCES users (id),
    FOREIGN KEY (clinician_id) REFERENCES users (id)
) CHARACTER SET utf8mb4;

CREATE TABLE invites (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    patient_id VARCHAR(36),
    provider_id VARCHAR(36) NOT NULL,
    email VARCHAR(255) NOT NULL,
    invite_token VARCHAR(255) NOT NULL,
    status ENUM('pending', 'completed', 'expired', 'canceled') NOT NULL DEFAULT 'pending',
    custom_message TEXT,
    session_metadata JSON,
    expires_at DATETIME,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    KEY invites_token (invite_token),
    FOREIGN KEY (patient_id) REFERENCES patients (id) ON DELETE CASCADE,
    FOREIGN KEY (provider_id) REFERENCES users (id)
) CHARACTER SET utf8mb4;

CREATE TABLE chat_sessions (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    patient_id VARCHAR(36) NOT NULL,
    clinician_id VARCHAR(36),
    session_type VARCHAR(50),
    status ENUM('in_progress', 'completed', 'abandoned') NOT NULL DEFAULT 'in_progress',
    started_at DATETIME,
    completed_at DATETIME,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
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
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
) CHARACTER SET utf8mb4;

CREATE TABLE chat_answers (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    session_id VARCHAR(36) NOT NULL,
    question_id VARCHAR(36) NOT NULL,
    answer TEXT,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
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
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
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
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    KEY appointments_day (clinician_id, `date`),
    KEY appointments_patient (patient_id)
) CHARACTER SET utf8mb4;

CREATE TABLE clinician_availability (
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    clinician_id VARCHAR(36) NOT NULL,
    `date` DATE NOT NULL,
    `time` TIME NOT NULL,
    available TINYINT(1) NOT NULL DEFAULT '1',
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    UNIQUE KEY one_slot (clinician_id, `date`, `time`)
) CHARACTER SET utf8mb4;

CREATE TABLE recurring_availability (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    clinician_id VARCHAR(36) NOT NULL,
    days_of_week TEXT NOT NULL,
    time_slots TEXT NOT NULL,
    start_date DATE,
    end_date DATE,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
) CHARACTER SET utf8mb4;

CREATE TABLE lab_orders (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    patient_id VARCHAR(36) NOT NULL,
    provider_id VARCHAR(36) NOT NULL,
    eligibility_result_id VARCHAR(36),
    test_type VARCHAR(100) NOT NULL,
    status ENUM('ordered', 'processing', 'completed', 'canceled') NOT NULL DEFAULT 'ordered',
    price DECIMAL(10,2),
    requisition JSON,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    FOREIGN KEY (patient_id) REFERENCES patients (id),
    FOREIGN KEY (provider_id) REFERENCES users (id),
    FOREIGN KEY (eligibility_result_id) REFERENCES eligibility_results (id) ON DELETE SET NULL
) CHARACTER SET utf8mb4;

CREATE TABLE lab_results (
    id VARCHAR(36) NOT NULL PRIMARY KEY,
    order_id VARCHAR(36) NOT NULL,
    status ENUM('pending', 'available', 'reviewed') NOT NULL DEFAULT 'pending',
    result_data JSON,
    result_value DOUBLE,
    abnormal TINYINT(1) DEFAULT '0',
    reviewed_by VARCHAR(36),
    reviewed_at DATETIME,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    FOREIGN KEY (order_id) REFERENCES lab_orders (id) ON DELETE CASCADE,
    FOREIGN KEY (reviewed_by) REFERENCES users (id)
) CHARACTER SET utf8mb4;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL PRIMARY KEY
);
