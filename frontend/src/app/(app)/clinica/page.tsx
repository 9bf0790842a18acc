import type { Metadata } from "next";
import { ClinicPage } from "@/features/clinica/clinic-page";

export const metadata: Metadata = { title: "Clínica" };

export default ClinicPage;
