import type { Metadata } from "next";
import { PatientsPage } from "@/features/pacientes/components/patients-page";

export const metadata: Metadata = { title: "Pacientes" };
export default PatientsPage;
