export { PatientsPage } from "./components/patients-page";
export { PatientPage } from "./components/patient-page";
