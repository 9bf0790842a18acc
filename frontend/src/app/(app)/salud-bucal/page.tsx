import type { Metadata } from "next";
import { OralHealthPage } from "@/features/salud-bucal/components/oral-health-page";

export const metadata: Metadata = { title: "Salud bucal" };
export default OralHealthPage;
