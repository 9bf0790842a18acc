import type { Metadata } from "next";
import { OrthodonticsPage } from "@/features/ortodoncia/components/orthodontics-page";

export const metadata: Metadata = { title: "Ortodoncia" };
export default OrthodonticsPage;
