CREATE TABLE users (
  id INT AUTO_INCREMENT PRIMARY KEY,
  email VARCHAR(255),
  password VARCHAR(255),
  category ENUM('doctor', 'provider', 'patient', 'care_giver', 'hsp') NOT NULL,
  first_name VARCHAR(100),
  last_name VARCHAR(100),
  sex ENUM('m', 'f', 'o'),
  license_type VARCHAR(20),
  account_status ENUM('pending', 'active', 'suspended') NOT NULL DEFAULT 'pending',
  is_email_verified TINYINT(1),
  date_of_birth DATE,
  created_at DATETIME,
  createdAt DATETIME NOT NULL,
  updatedAt DATETIME,
  UNIQUE KEY users_email (email)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE specialities (
  id INT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(120) NOT NULL,
  createdAt DATETIME NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=latin1;

CREATE TABLE degrees (
  id INT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(120) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=latin1;

CREATE TABLE colleges (
  id INT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(120) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=latin1;

CREATE TABLE doctors (
  id INT AUTO_INCREMENT PRIMARY KEY,
  user_id INT NOT NULL,
  speciality_id INT,
  credentials VARCHAR(255),
  city VARCHAR(100) CHARACTER SET latin1,
  createdAt DATETIME NOT NULL,
  updatedAt DATETIME,
  KEY idx_user (user_id),
  CONSTRAINT doctors_user FOREIGN KEY (user_id) REFERENCES users (id),
  CONSTRAINT doctors_speciality FOREIGN KEY (speciality_id) REFERENCES specialities (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE doctor_qualifications (
  id INT AUTO_INCREMENT PRIMARY KEY,
  doctor_id INT NOT NULL,
  degree_id INT NOT NULL,
  college_id INT,
  year SMALLINT,
  KEY idx_doctor (doctor_id),
  CONSTRAINT qualifications_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (id),
  CONSTRAINT qualifications_degree FOREIGN KEY (degree_id) REFERENCES degrees (id),
  CONSTRAINT qualifications_college FOREIGN KEY (college_id) REFERENCES colleges (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE providers (
  id INT AUTO_INCREMENT PRIMARY KEY,
  user_id INT NOT NULL,
  name VARCHAR(100),
  activated_on DATETIME,
  createdAt DATETIME NOT NULL,
  KEY idx_user (user_id),
  CONSTRAINT providers_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE patients (
  id INT AUTO_INCREMENT PRIMARY KEY,
  user_id INT NOT NULL,
  uid VARCHAR(32) NOT NULL,
  details JSON,
  createdAt DATETIME NOT NULL,
  updatedAt DATETIME,
  KEY idx_user (user_id),
  CONSTRAINT patients_user FOREIGN KEY (user_id) REFERENCES users (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE appointments (
  id INT AUTO_INCREMENT PRIMARY KEY,
  patient_id INT NOT NULL,
  provider_id INT,
  start_time DATETIME NOT NULL,
  end_time DATETIME,
  description VARCHAR(255) CHARACTER SET latin1,
  createdAt DATETIME NOT NULL,
  KEY idx_patient (patient_id),
  CONSTRAINT appointments_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT appointments_provider FOREIGN KEY (provider_id) REFERENCES providers (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE care_plans (
  id INT AUTO_INCREMENT PRIMARY KEY,
  patient_id INT NOT NULL,
  doctor_id INT,
  plan_type VARCHAR(32) NOT NULL DEFAULT 'chronic',
  details JSON,
  activated_on DATETIME,
  createdAt DATETIME NOT NULL,
  KEY idx_patient (patient_id),
  CONSTRAINT care_plans_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT care_plans_doctor FOREIGN KEY (doctor_id) REFERENCES doctors (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE medicines (
  id INT AUTO_INCREMENT PRIMARY KEY,
  name VARCHAR(255) NOT NULL,
  details JSON
) ENGINE=InnoDB DEFAULT CHARSET=latin1;

CREATE TABLE medications (
  id INT AUTO_INCREMENT PRIMARY KEY,
  patient_id INT NOT NULL,
  care_plan_id INT,
  prescriber_id INT,
  medicine_id INT,
  medicine_name VARCHAR(255) NOT NULL,
  dose VARCHAR(64),
  frequency VARCHAR(64),
  start_date DATE,
  end_date DATE,
  createdAt DATETIME NOT NULL,
  KEY idx_patient (patient_id),
  CONSTRAINT medications_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT medications_plan FOREIGN KEY (care_plan_id) REFERENCES care_plans (id),
  CONSTRAINT medications_doctor FOREIGN KEY (prescriber_id) REFERENCES doctors (id),
  CONSTRAINT medications_medicine FOREIGN KEY (medicine_id) REFERENCES medicines (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE symptoms (
  id INT AUTO_INCREMENT PRIMARY KEY,
  patient_id INT NOT NULL,
  text TEXT,
  snapshot JSON,
  createdAt DATETIME NOT NULL,
  KEY idx_patient (patient_id),
  CONSTRAINT symptoms_patient FOREIGN KEY (patient_id) REFERENCES patients (id)
) ENGINE=InnoDB DEFAULT CHARSET=latin1;
