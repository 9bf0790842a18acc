export { TreatmentPage } from "./components/treatment-page";
export { TreatmentsPage } from "./components/treatments-page";
