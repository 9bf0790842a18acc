import type { Metadata } from "next";
import { OutagePage } from "@/features/apagon/components/outage-page";

export const metadata: Metadata = { title: "Modo apagón" };
export default OutagePage;
