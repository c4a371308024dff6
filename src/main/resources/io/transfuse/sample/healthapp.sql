CREATE TABLE user_roles (
  id INT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(50) NOT NULL UNIQUE,
  description VARCHAR(255)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE specialities (
  id INT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(120) NOT NULL,
  description TEXT,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
) ENGINE=InnoDB DEFAULT CHARSET=latin1;

CREATE TABLE users (
  id INT AUTO_INCREMENT PRIMARY KEY,
  email VARCHAR(255) NOT NULL,
  password VARCHAR(255) NOT NULL,
  role_id INT NOT NULL,
  first_name VARCHAR(100),
  last_name VARCHAR(100),
  phone VARCHAR(32),
  date_of_birth DATE,
  gender ENUM('male', 'female', 'other'),
  status ENUM('pending', 'active', 'inactive', 'suspended', 'deactivated') NOT NULL DEFAULT 'pending',
  email_verified TINYINT(1) DEFAULT 0,
  preferences JSON,
  created_at DATETIME NOT NULL,
  updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  createdAt DATETIME,
  updatedAt DATETIME,
  UNIQUE KEY users_email (email),
  KEY idx_role (role_id),
  CONSTRAINT users_role FOREIGN KEY (role_id) REFERENCES user_roles (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE doctors (
  id INT AUTO_INCREMENT PRIMARY KEY,
  user_id INT NOT NULL,
  speciality_id INT,
  registration_number VARCHAR(64) NOT NULL,
  qualifications TEXT,
  years_of_experience SMALLINT,
  consultation_fee DECIMAL(10,2),
  is_available TINYINT(1) NOT NULL DEFAULT 1,
  created_at DATETIME NOT NULL,
  updated_at DATETIME,
  UNIQUE KEY doctors_user (user_id),
  KEY idx_speciality (speciality_id),
  CONSTRAINT doctors_user FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT doctors_speciality FOREIGN KEY (speciality_id) REFERENCES specialities (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE patients (
  id INT AUTO_INCREMENT PRIMARY KEY,
  user_id INT NOT NULL,
  primary_doctor_id INT,
  medical_record_number VARCHAR(32) NOT NULL UNIQUE,
  blood_group VARCHAR(5),
  height_cm DECIMAL(5,2),
  allergies TEXT,
  medical_history JSON,
  emergency_contact JSON,
  created_at DATETIME NOT NULL,
  updated_at DATETIME,
  CONSTRAINT patients_user FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT patients_doctor FOREIGN KEY (primary_doctor_id) REFERENCES doctors (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE providers (
  id INT AUTO_INCREMENT PRIMARY KEY,
  user_id INT NOT NULL,
  speciality_id INT,
  license_type VARCHAR(20),
  license_number VARCHAR(64),
  credentials VARCHAR(255),
  created_at DATETIME NOT NULL,
  updated_at DATETIME,
  KEY idx_user (user_id),
  CONSTRAINT providers_user FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT providers_speciality FOREIGN KEY (speciality_id) REFERENCES specialities (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE appointments (
  id INT AUTO_INCREMENT PRIMARY KEY,
  patient_id INT NOT NULL,
  doctor_id INT,
  provider_id INT,
  scheduled_at DATETIME NOT NULL,
  duration_minutes SMALLINT NOT NULL DEFAULT 30,
  status ENUM('scheduled', 'completed', 'cancelled', 'no_show') NOT NULL DEFAULT 'scheduled',
  reason VARCHAR(255) CHARACTER SET latin1,
  created_at DATETIME NOT NULL,
  updated_at DATETIME,
  KEY idx_patient (patient_id),
  CONSTRAINT appointments_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT appointments_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (id),
  CONSTRAINT appointments_provider FOREIGN KEY (provider_id) REFERENCES providers (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE care_plans (
  id INT AUTO_INCREMENT PRIMARY KEY,
  patient_id INT NOT NULL,
  doctor_id INT,
  title VARCHAR(255) NOT NULL,
  purpose VARCHAR(32) NOT NULL DEFAULT 'chronic',
  goals JSON,
  start_date DATE,
  end_date DATE,
  created_at DATETIME NOT NULL,
  updated_at DATETIME,
  KEY idx_patient (patient_id),
  CONSTRAINT care_plans_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT care_plans_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE medications (
  id INT AUTO_INCREMENT PRIMARY KEY,
  patient_id INT NOT NULL,
  care_plan_id INT,
  prescribed_by INT,
  name VARCHAR(255) NOT NULL,
  dosage VARCHAR(64),
  frequency VARCHAR(64),
  instructions TEXT,
  start_date DATE,
  end_date DATE,
  is_active TINYINT(1) NOT NULL DEFAULT 1,
  created_at DATETIME NOT NULL,
  updated_at DATETIME,
  KEY idx_patient (patient_id),
  CONSTRAINT medications_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT medications_plan FOREIGN KEY (care_plan_id) REFERENCES care_plans (id),
  CONSTRAINT medications_doctor FOREIGN KEY (prescribed_by) REFERENCES doctors (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE vitals (
  id INT AUTO_INCREMENT PRIMARY KEY,
  patient_id INT NOT NULL,
  recorded_by INT,
  heart_rate SMALLINT,
  systolic SMALLINT,
  diastolic SMALLINT,
  temperature DECIMAL(4,1),
  oxygen_saturation DECIMAL(4,1),
  blood_glucose DECIMAL(6,1),
  notes TEXT,
  recorded_at DATETIME NOT NULL,
  created_at DATETIME NOT NULL,
  KEY idx_patient (patient_id),
  CONSTRAINT vitals_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT vitals_user FOREIGN KEY (recorded_by) REFERENCES users (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
