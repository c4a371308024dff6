package io.transfuse.sample;

import java.util.List;

/** One subject of a teaching file, with what an image of it shows and what it teaches. */
record Topic(
        String modality, String bodyPart, String diagnosis, String presentation, List<String> signs, String pearl) {

    static final List<Topic> ALL = List.of(
            new Topic(
                    "CT",
                    "Chest",
                    "Acute pulmonary embolism",
                    "sudden dyspnoea",
                    List.of(
                            "Central filling defect in the right main pulmonary artery (\"polo mint\" sign).",
                            "RV/LV ratio of 1.3, with flattening of the interventricular septum.",
                            "Wedge-shaped peripheral opacity in the left lower lobe, compatible with infarction."),
                    "Always look at the right ventricle: an RV/LV ratio > 1 changes the management."),
            new Topic(
                    "MR",
                    "Brain",
                    "Multiple sclerosis",
                    "optic neuritis",
                    List.of(
                            "Ovoid T2 hyperintense lesions perpendicular to the ventricles (Dawson's fingers).",
                            "Two of the lesions enhance after 0.1 mmol/kg of gadolinium.",
                            "No restricted diffusion; ADC 1.10 × 10⁻³ mm²/s."),
                    "Dissemination in space *and* time; one scan may prove both."),
            new Topic(
                    "XR",
                    "Wrist",
                    "Scaphoid fracture",
                    "a fall on the outstretched hand",
                    List.of(
                            "Subtle lucency across the scaphoid waist.",
                            "The fat stripe is displaced.",
                            "No carpal malalignment; scapholunate interval 2 mm."),
                    "A normal first film does not exclude it:\n- immobilise\n- repeat after 10–14 days, or ask for MRI"),
            new Topic(
                    "US",
                    "Abdomen",
                    "Acute cholecystitis",
                    "right upper quadrant pain",
                    List.of(
                            "Gallbladder wall of 6 mm with pericholecystic fluid.",
                            "Impacted stone in the neck, 14 mm, with posterior shadowing.",
                            "Sonographic Murphy's sign is positive."),
                    "Murphy's sign is unreliable after analgesia."),
            new Topic(
                    "CT",
                    "Head",
                    "Subdural haematoma",
                    "confusion after a minor fall",
                    List.of(
                            "Crescentic hyperdense collection along the left convexity, up to 11 mm.",
                            "Midline shift of 7 mm to the right; effacement of the sulci.",
                            "Mixed density suggests acute-on-chronic bleeding."),
                    "Change the window (W 130, L 50), or thin collections hide beside the skull."),
            new Topic(
                    "MG",
                    "Breast",
                    "Invasive ductal carcinoma",
                    "a screening recall",
                    List.of(
                            "Spiculated mass of 13 mm in the upper outer quadrant (BI-RADS 5).",
                            "Fine pleomorphic calcifications in a segmental distribution.",
                            "No axillary lymphadenopathy."),
                    "BI-RADS 5 means > 95 % likelihood; a benign biopsy is then \"discordant\"."),
            new Topic(
                    "XR",
                    "Chest",
                    "Tension pneumothorax",
                    "respiratory distress in intensive care",
                    List.of(
                            "Deep sulcus sign on the left; the mediastinum is shifted to the right.",
                            "Absent lung markings lateral to the visceral pleural line.",
                            "The endotracheal tube ends 4 cm above the carina."),
                    "A clinical diagnosis: treat first, image later."),
            new Topic(
                    "MR",
                    "Knee",
                    "Anterior cruciate ligament tear",
                    "a pivoting injury",
                    List.of(
                            "Discontinuous fibres of the anterior cruciate ligament, high T2 signal.",
                            "Kissing bone bruises: lateral femoral condyle and posterior tibia.",
                            "Segond fracture in the scout (arrow)."),
                    "Segond fracture ⇒ ACL tear in about 75 %."),
            new Topic(
                    "CT",
                    "Abdomen",
                    "Appendicitis",
                    "pain that moved to the right iliac fossa",
                    List.of(
                            "Blind-ending tubular structure of 12 mm in diameter with fat stranding.",
                            "Appendicolith at the base, 8 mm.",
                            "No free air. No collection > 3 cm."),
                    "In children and pregnancy: ultrasound first, then MRI.\tCT last."),
            new Topic(
                    "NM",
                    "Skeleton",
                    "Bone metastases",
                    "a rising PSA",
                    List.of(
                            "Multiple foci of intense uptake in the axial skeleton.",
                            "\"Superscan\": the kidneys are barely seen.",
                            "No uptake in the appendicular skeleton beyond the femora."),
                    "A superscan looks normal at first sight; miss the kidneys, miss the diagnosis."));
}
