//! Figures with which every target of the templates T4 to T8 is met exactly.

/// An item, its figure and, where that differs, last year's.
pub(crate) type Row = (&'static str, &'static str, &'static str);

const T4: &[Row] = &[
    ("medical_revenue", "1000", ""),
    ("drug_revenue", "300", ""),
    ("health_materials", "650", ""),
    ("cost_total", "1000", ""),
    ("management_expense", "150", ""),
    ("inpatient_revenue", "1030", "1000"),
    ("discharges", "1000", ""),
    ("payment_standard_growth", "3", ""),
    ("satisfaction_score", "90", ""),
    ("insurance_claimed", "1000", ""),
    ("insurance_denied", "20", ""),
    ("readmissions", "50", ""),
    ("settlement_days", "25", ""),
    ("bed_days", "9000", ""),
    ("pathway_eligible", "1000", ""),
    ("pathway_cases", "900", ""),
    ("stock_days", "10", ""),
    ("equipment_hours_available", "1000", ""),
    ("equipment_hours_used", "600", "500"),
    ("suggestions_made", "100", ""),
    ("suggestions_adopted", "35", ""),
    ("education_credits", "20", ""),
    ("data_accuracy", "98", ""),
];

const T5A: &[Row] = &[
    ("disease_cost", "105", ""),
    ("disease_standard_cost", "100", ""),
    ("group_weights", "1080", "1000"),
    ("discharges", "1000", ""),
    ("patient_satisfaction", "87", "82"),
];

const T5B: &[Row] = &[
    ("disease_cost", "157.5", ""),
    ("disease_cases", "100", ""),
    ("patient_satisfaction", "90", ""),
    ("discharges", "1000", ""),
    ("readmissions", "52", ""),
];

const T5C: &[Row] = &[
    ("cost_total", "1350", "1400"),
    ("labour_cost", "400", ""),
    ("complications", "10", ""),
    ("discharges", "1000", ""),
    ("patient_satisfaction", "90", ""),
    ("discipline_points", "80", ""),
];

const T6A: &[Row] = &[
    ("resident_visits", "1000", ""),
    ("primary_visits", "680", "580"),
    ("county_visits", "900", ""),
    ("patient_satisfaction", "84", "76"),
    ("discharges", "1000", ""),
    ("outpatient_revenue", "95", "100"),
    ("outpatient_visits", "1000", ""),
    ("inpatient_revenue", "950", "1000"),
    ("drug_revenue", "38", ""),
    ("medical_revenue", "100", ""),
];

const T6B: &[Row] = &[
    ("signed_residents", "2000", ""),
    ("hypertension_enrolled", "1000", ""),
    ("hypertension_controlled", "600", ""),
    ("outpatient_revenue", "95", "100"),
    ("outpatient_visits", "1000", ""),
];

const T7: &[Row] = &[
    ("research_spending", "3", ""),
    ("revenue_broad", "100", ""),
    ("innovation_staff", "5", ""),
    ("headcount", "100", ""),
    ("equipment_new", "10", ""),
    ("equipment_value", "100", ""),
    ("project_months", "48", ""),
    ("projects_closed", "2", ""),
    ("techniques_in_use", "3", ""),
    ("techniques_developed", "10", ""),
    ("patent_months", "96", "120"),
    ("patents_granted", "4", ""),
    ("red_line_events", "0", ""),
    ("techniques_started", "3", ""),
    ("sci_papers", "4", ""),
    ("guidelines_led", "1", ""),
    ("standards_set", "1", ""),
    ("operations_grade_34", "420", "400"),
    ("operation_patients", "1000", ""),
    ("bed_days", "9500", "10000"),
    ("discharges", "1000", ""),
    ("complications", "18", "20"),
    ("disease_cost", "95", "100"),
    ("disease_cases", "100", ""),
    ("equipment_hours_used", "550", "500"),
    ("equipment_hours_available", "1000", ""),
    ("innovation_revenue", "3", ""),
    ("fund_saved", "50", ""),
    ("patient_satisfaction", "82.4", "80"),
    ("primary_referral_rate", "19", "20"),
];

const T8: &[Row] = &[
    ("medical_revenue", "1000", ""),
    ("service_revenue", "325", "300"),
    ("drug_revenue", "300", ""),
    ("consumable_revenue", "280", ""),
    ("fund_payment", "1000", ""),
    ("fund_cost", "970", ""),
    ("inpatient_revenue", "1000", ""),
    ("discharges", "1000", ""),
    ("patient_satisfaction", "92", ""),
    ("outpatient_visits", "9000", ""),
    ("waiting_minutes", "18", ""),
    ("communication_satisfaction", "95", ""),
    ("complaints", "60", "100"),
    ("chronic_due", "1000", ""),
    ("chronic_followed", "850", ""),
    ("social_trust", "90", ""),
    ("operation_patients", "1000", ""),
    ("surgical_complications", "8", ""),
    ("readmissions", "50", ""),
    ("bed_days", "7200", ""),
    ("theatre_hours_used", "600", "500"),
    ("theatre_hours_available", "1000", ""),
    ("pathway_eligible", "2000", ""),
    ("pathway_cases", "1700", ""),
    ("pathway_varied", "255", ""),
    ("safety_checks", "1000", ""),
    ("door_to_balloon", "60", ""),
    ("nurses", "100", ""),
    ("specialist_nurses", "35", ""),
    ("research_projects", "27", "20"),
    ("translation_rate", "20", ""),
    ("certified_share", "100", ""),
    ("staff_turnover", "5", ""),
    ("data_accuracy", "98", ""),
];

pub(crate) const ON_TARGET: &[(&str, &[Row])] = &[
    ("T4", T4),
    ("T5a", T5A),
    ("T5b", T5B),
    ("T5c", T5C),
    ("T6a", T6A),
    ("T6b", T6B),
    ("T7", T7),
    ("T8", T8),
];
